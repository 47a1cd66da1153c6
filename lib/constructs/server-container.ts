import { cacheSecrets } from './cache';
import { connectionUrlEnvironment, connectionUrlMounts } from './connection-urls';
import { databaseSecrets } from './database';
import { lifecycleValues, serverLifecycle } from './drain';
import { flaskSecrets } from './flask';
import { probes } from './health-checks';
import type { ServiceIdentity } from './identity';
import { imageReference } from './image';
import type { InferenceServiceValues } from './inference-service-values';
import type { Container, EnvFromSource, EnvVar, VolumeMount } from './manifest';
import { METRICS_PORT, ownMetricsPort } from './metrics';
import { modelMounts } from './model-storage';
import { nonEmpty } from './non-empty';
import { namedStructures, structures } from './pass-through';
import { dataMounts } from './persistence';
import { serverResources } from './resources';
import { containerSecurityContext } from './security-context';
import { OWN_VARIABLES, PORT, serverMounts, serverVariables } from './server';
import { GRPC_PORT, HTTP_PORT } from './service';
import { sharedMemoryMounts } from './shared-memory';
import { TEMPORARY_FILES_MOUNT } from './temporary-files';

export const SERVER = 'server';

/** Top-level values that add to the server's container. */
export const serverContainerValues = {
  extraEnv: namedStructures<EnvVar>(OWN_VARIABLES).describe(
    'Further environment variables of the server; they win over those of the ConfigMap.',
  ),
  extraEnvFrom: structures<EnvFromSource>().describe('Further ConfigMaps and Secrets whose keys become variables.'),
  extraVolumeMounts: namedStructures<VolumeMount>().describe('Where the server sees extraVolumes.'),
  lifecycle: lifecycleValues,
};

/** The container that serves the model. */
export function serverContainer(identity: ServiceIdentity, values: InferenceServiceValues): Container {
  const { release } = identity;
  const metricsPort = ownMetricsPort(values.metrics);
  return {
    name: SERVER,
    image: imageReference(values.image, release),
    imagePullPolicy: values.image.pullPolicy,
    command: nonEmpty(values.server.command),
    args: nonEmpty(values.server.args),
    ports: [
      { name: HTTP_PORT, containerPort: values.service.targetPort, protocol: 'TCP' },
      ...(values.service.grpc.enabled
        ? [{ name: GRPC_PORT, containerPort: values.service.grpc.port, protocol: 'TCP' }]
        : []),
      ...(metricsPort !== undefined ? [{ name: METRICS_PORT, containerPort: metricsPort, protocol: 'TCP' }] : []),
    ],
    env: [
      { name: PORT, value: String(values.service.targetPort) },
      ...flaskSecrets(values.flask),
      ...databaseSecrets(values, release),
      ...cacheSecrets(values, release),
      ...connectionUrlEnvironment(values),
      ...serverVariables(values.server),
      ...values.extraEnv,
    ],
    envFrom: [{ configMapRef: { name: identity.name() } }, ...values.extraEnvFrom],
    resources: serverResources(values.resources, values.gpu),
    ...probes(values.healthChecks, values.service.grpc.port),
    lifecycle: serverLifecycle(values.drain, values.lifecycle),
    securityContext: containerSecurityContext(values.securityContext),
    volumeMounts: [
      TEMPORARY_FILES_MOUNT,
      ...sharedMemoryMounts(values),
      ...serverMounts(values.server),
      ...modelMounts(values.model),
      ...dataMounts(values.persistence),
      ...connectionUrlMounts(values),
      ...values.extraVolumeMounts,
    ],
  };
}
