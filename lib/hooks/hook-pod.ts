import { COMPONENT_LABEL, HOOK_COMPONENT, MEMBER_LABEL } from '../constructs/labels';
import type {
  Container,
  EnvFromSource,
  EnvVar,
  PodSpec,
  ResourceRequirements,
  Volume,
  VolumeMount,
} from '../constructs/manifest';
import { nonEmpty } from '../constructs/non-empty';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../constructs/security-context';
import { TEMPORARY_FILES_MOUNT } from '../constructs/temporary-files';
import type { HookOwner } from './hook-owner';

/** The program that a hook runs. */
export interface HookProgram {
  /** Image with its tag or digest. */
  readonly image: string;
  /** @default IfNotPresent */
  readonly imagePullPolicy?: string;
  readonly command: string[];
  readonly env: EnvVar[];
  /** ConfigMaps and Secrets whose keys become variables. @default none */
  readonly envFrom?: EnvFromSource[];
  readonly resources: ResourceRequirements;
}

/** What the program finds around it. */
export interface HookSurroundings {
  /** Secrets that open private image registries. @default none */
  readonly imagePullSecrets?: { name: string }[];
  /** Service account, for a cloud identity; its token is not mounted. @default the namespace's default one */
  readonly serviceAccountName?: string;
  /** @default none */
  readonly initContainers?: Container[];
  /** @default none */
  readonly volumes?: Volume[];
  /** @default none */
  readonly volumeMounts?: VolumeMount[];
  /** @default any node */
  readonly nodeSelector?: Record<string, string>;
  /** @default none */
  readonly tolerations?: PodSpec['tolerations'];
}

/** Enough for scripts and interpreters. */
const TEMPORARY_FILES = '1Gi';

/**
 * Labels of a hook's pods. They are not those that the service selects its own pods by: requests would reach the hook's
 * pods, and disruption budgets would count them.
 */
export function hookPodLabels(owner: HookOwner, part: string): Record<string, string> {
  return {
    'app.kubernetes.io/name': owner.name(part),
    'app.kubernetes.io/instance': owner.release.name,
    [COMPONENT_LABEL]: HOOK_COMPONENT,
    [MEMBER_LABEL]: owner.name(),
  };
}

/** A pod that runs one program once. It meets Pod Security "restricted", whatever the values. */
export function hookPodSpec(name: string, program: HookProgram, around: HookSurroundings): PodSpec {
  return {
    restartPolicy: 'Never',
    serviceAccountName: around.serviceAccountName,
    automountServiceAccountToken: false,
    imagePullSecrets: nonEmpty(around.imagePullSecrets ?? []),
    securityContext: RESTRICTED_POD,
    initContainers: nonEmpty(around.initContainers ?? []),
    containers: [
      {
        name,
        image: program.image,
        imagePullPolicy: program.imagePullPolicy ?? 'IfNotPresent',
        command: program.command,
        env: nonEmpty(program.env),
        envFrom: nonEmpty(program.envFrom ?? []),
        resources: program.resources,
        securityContext: RESTRICTED_CONTAINER,
        volumeMounts: [TEMPORARY_FILES_MOUNT, ...(around.volumeMounts ?? [])],
      },
    ],
    volumes: [
      { name: TEMPORARY_FILES_MOUNT.name, emptyDir: { sizeLimit: TEMPORARY_FILES } },
      ...(around.volumes ?? []),
    ],
    nodeSelector: nonEmpty(around.nodeSelector ?? {}),
    tolerations: nonEmpty(around.tolerations ?? []),
  };
}
