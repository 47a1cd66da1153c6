import type { SecretReference } from '../values/secret-reference';
import type { EnvVar } from './manifest';

/** An environment variable that the kubelet fills from a key of a Secret. */
export function secretEnv(name: string, secret: SecretReference): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret.secretName, key: secret.key } } };
}
