import { type ChartMetadata, dependencySections } from '../chart/metadata';
import type { Environment } from '../environment/environment';
import type { ReleaseProps } from '../release/release';
import { NAMING_VALUES } from '../trace/traced-environment';

/** What an environment's release of a chart is known by. */
export function releaseProps(
  metadata: ChartMetadata,
  environment: Environment,
  values: Readonly<Record<string, unknown>>,
): ReleaseProps {
  const naming = NAMING_VALUES.flatMap((key) => (typeof values[key] === 'string' ? [[key, values[key]]] : []));
  return {
    release: environment.release ?? metadata.name,
    namespace: environment.namespace,
    apiVersions: environment.cluster.apiVersions,
    chart: metadata.name,
    chartVersion: metadata.version,
    dependencies: dependencySections(metadata),
    ...(metadata.appVersion !== undefined && { appVersion: metadata.appVersion }),
    ...Object.fromEntries(naming),
  };
}
