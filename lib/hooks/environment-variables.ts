import type { EnvVar } from '../constructs/manifest';

/**
 * Settings as environment variables of a container. Hooks have them themselves rather than from the service's ConfigMap:
 * before an installation there is none, and before an upgrade it has the settings of the revision before.
 */
export function environmentVariables(settings: Readonly<Record<string, string>>): EnvVar[] {
  return Object.entries(settings).map(([name, value]) => ({ name, value }));
}
