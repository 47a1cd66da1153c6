import type { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { CONNECTION_URLS, connectionUrlContainers, connectionUrlVolumes } from './connection-urls';
import { terminationGracePeriodSeconds, terminationValues } from './drain';
import { gpuNodeSelector, gpuTolerations } from './gpu';
import type { ServiceIdentity } from './identity';
import type { InferenceServiceValues } from './inference-service-values';
import { annotations, labels, MEMBER_LABEL, MODEL_LABELS, SELECTOR_LABELS } from './labels';
import type { Container, PodSpec, PodTemplateSpec, Toleration, Volume } from './manifest';
import { MODEL_DOWNLOADER } from './model-downloader';
import { MODEL_VOLUME, modelInitContainers, modelVolumes } from './model-storage';
import { nonEmpty } from './non-empty';
import { namedStructures, structures } from './pass-through';
import { DATA_VOLUME, dataVolumes } from './persistence';
import { placementValues, podAffinity, podSpread } from './placement';
import { podSecurityContext } from './security-context';
import { FILES_VOLUME, serverVolumes } from './server';
import { SERVER, serverContainer } from './server-container';
import { serviceAccountName } from './service-account';
import { SHARED_MEMORY_VOLUME, sharedMemoryVolumes } from './shared-memory';
import { TEMPORARY_FILES_MOUNT, temporaryFilesVolume } from './temporary-files';

const CONFIG_CHECKSUM = 'checksum/config';
const FILES_CHECKSUM = 'checksum/files';

/** Top-level values that say where and how pods run. */
export const podValues = {
  podAnnotations: annotations([CONFIG_CHECKSUM, FILES_CHECKSUM]).describe('Annotations of the pods.'),
  podLabels: labels([...SELECTOR_LABELS, MEMBER_LABEL, ...MODEL_LABELS]).describe('Labels of the pods.'),
  nodeSelector: z
    .record(z.string(), z.string())
    .default({})
    .describe('Labels that a node must have; gpu.model adds its own.'),
  tolerations: structures<Toleration>().describe('Taints of nodes that the pods tolerate; gpu adds its own.'),
  ...placementValues,
  priorityClassName: z.string().default('').describe("Priority class. Empty: the cluster's default."),
  runtimeClassName: z.string().default('').describe("Runtime class, such as nvidia. Empty: the node's default."),
  ...terminationValues,
  imagePullSecrets: z
    .array(z.object({ name: z.string().min(1).describe('Name of an existing Secret.') }))
    .default([])
    .describe('Secrets that open private image registries.'),
};

/** Top-level values that add containers and volumes to the pods. */
export const podExtraValues = {
  initContainers: namedStructures<Container>([MODEL_DOWNLOADER, CONNECTION_URLS]).describe(
    'Further init containers; they run after the model is downloaded.',
  ),
  sidecars: namedStructures<Container>([SERVER]).describe('Further containers beside the server.'),
  extraVolumes: namedStructures<Volume>([
    TEMPORARY_FILES_MOUNT.name,
    MODEL_VOLUME,
    DATA_VOLUME,
    CONNECTION_URLS,
    FILES_VOLUME,
    SHARED_MEMORY_VOLUME,
  ]).describe('Further volumes.'),
};

/** The pods of the service. A change of a ConfigMap replaces them, because its checksum is one of their annotations. */
export function podTemplate(
  identity: ServiceIdentity,
  values: InferenceServiceValues,
  configMap: ApiObject,
  files: ApiObject | undefined,
): PodTemplateSpec {
  return {
    metadata: {
      labels: { ...identity.podLabels, ...values.podLabels },
      annotations: {
        [CONFIG_CHECKSUM]: identity.release.checksum(configMap),
        ...(files && { [FILES_CHECKSUM]: identity.release.checksum(files) }),
        ...values.podAnnotations,
      },
    },
    spec: podSpec(identity, values),
  };
}

/** The pods' own runtime class, or else that of the GPUs. */
function runtimeClassName({ runtimeClassName, gpu }: InferenceServiceValues): string | undefined {
  if (runtimeClassName !== '') return runtimeClassName;
  return gpu.enabled && gpu.runtimeClassName !== '' ? gpu.runtimeClassName : undefined;
}

function podSpec(identity: ServiceIdentity, values: InferenceServiceValues): PodSpec {
  return {
    serviceAccountName: serviceAccountName(identity, values.serviceAccount),
    // A Service named vllm would give the variable VLLM_PORT, and servers take such variables for settings of theirs.
    enableServiceLinks: false,
    automountServiceAccountToken: values.serviceAccount.automountServiceAccountToken,
    imagePullSecrets: nonEmpty(values.imagePullSecrets),
    priorityClassName: values.priorityClassName === '' ? undefined : values.priorityClassName,
    runtimeClassName: runtimeClassName(values),
    terminationGracePeriodSeconds: terminationGracePeriodSeconds(values),
    securityContext: podSecurityContext(values.securityContext),
    initContainers: nonEmpty([
      ...modelInitContainers(identity, values.model),
      ...connectionUrlContainers(values, { envFrom: [{ configMapRef: { name: identity.name() } }] }, identity.release),
      ...values.initContainers,
    ]),
    containers: [serverContainer(identity, values), ...values.sidecars],
    volumes: [
      temporaryFilesVolume(values.temporaryFiles),
      ...sharedMemoryVolumes(values),
      ...serverVolumes(identity, values.server),
      ...modelVolumes(identity, values.model),
      ...dataVolumes(identity, values.persistence),
      ...connectionUrlVolumes(values),
      ...values.extraVolumes,
    ],
    nodeSelector: nonEmpty({ ...values.nodeSelector, ...gpuNodeSelector(values.gpu) }),
    affinity: podAffinity(identity, values),
    tolerations: nonEmpty([...gpuTolerations(values.gpu), ...values.tolerations]),
    topologySpreadConstraints: nonEmpty(podSpread(identity, values)),
  };
}
