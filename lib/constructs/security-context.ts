import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { PodSecurityContext, SecurityContext } from './manifest';
import { nonEmpty } from './non-empty';

/** Above 10000, so that it is no user of the node; no image needs to know it. */
const NON_ROOT_ID = 10001;

const id = () => z.int().min(0);

/**
 * Pod and container security context in one flat map. By default they meet Pod Security "restricted"
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 */
export const securityContextValues = z
  .object({
    runAsNonRoot: z.boolean().default(true).describe('Refuse to start containers that run as root.'),
    runAsUser: id().default(NON_ROOT_ID).describe('User ID of all containers.'),
    runAsGroup: id().default(NON_ROOT_ID).describe('Primary group ID of all containers.'),
    fsGroup: id().default(NON_ROOT_ID).describe('Group that owns the volumes.'),
    fsGroupChangePolicy: z
      .enum(['OnRootMismatch', 'Always'])
      .default('OnRootMismatch')
      .describe('When the owner of files on volumes is changed. Always is slow with large models.'),
    supplementalGroups: z.array(id()).default([]).describe('Further group IDs of all containers.'),
    seccompProfile: withRules(
      z.object({
        type: z
          .enum(['RuntimeDefault', 'Localhost', 'Unconfined'])
          .default('RuntimeDefault')
          .describe('Filter of system calls. Unconfined breaks Pod Security "restricted".'),
        localhostProfile: z.string().default('').describe('Profile file on the node, for type Localhost.'),
      }),
      ({ required, equals }) => [
        required('localhostProfile', {
          when: equals('type', 'Localhost'),
          message: 'type Localhost needs the path of a profile below the seccomp folder of the kubelet',
        }),
      ],
    )
      .prefault({})
      .describe('Filter of system calls.'),
    capabilities: z
      .object({
        drop: z.array(z.string()).default(['ALL']).describe('Linux capabilities that containers lose.'),
        add: z
          .array(z.string())
          .default([])
          .describe('Linux capabilities that the server gets. Pod Security "restricted" allows NET_BIND_SERVICE only.'),
      })
      .prefault({})
      .describe('Linux capabilities of the server.'),
    readOnlyRootFilesystem: z
      .boolean()
      .default(true)
      .describe('Mount the root file system of the server read-only; /tmp and the volumes stay writable.'),
    allowPrivilegeEscalation: z
      .boolean()
      .default(false)
      .describe('Let processes of the server gain more rights than their parent.'),
    privileged: z.boolean().default(false).describe('Give the server all rights on its node.'),
  })
  .prefault({})
  .describe('Security context of pod and server. The defaults meet Pod Security "restricted".');

export type SecurityContextValues = z.output<typeof securityContextValues>;

export function podSecurityContext(values: SecurityContextValues): PodSecurityContext {
  const { type, localhostProfile } = values.seccompProfile;
  return {
    runAsNonRoot: values.runAsNonRoot,
    runAsUser: values.runAsUser,
    runAsGroup: values.runAsGroup,
    fsGroup: values.fsGroup,
    fsGroupChangePolicy: values.fsGroupChangePolicy,
    supplementalGroups: nonEmpty(values.supplementalGroups),
    seccompProfile: { type, localhostProfile: type === 'Localhost' ? localhostProfile : undefined },
  };
}

export function containerSecurityContext(values: SecurityContextValues): SecurityContext {
  return {
    allowPrivilegeEscalation: values.allowPrivilegeEscalation,
    privileged: values.privileged,
    readOnlyRootFilesystem: values.readOnlyRootFilesystem,
    capabilities: nonEmpty({
      ...(values.capabilities.drop.length > 0 && { drop: values.capabilities.drop }),
      ...(values.capabilities.add.length > 0 && { add: values.capabilities.add }),
    }),
  };
}

/** For containers that this library brings along: "restricted" whatever the pod around them allows. */
export const RESTRICTED_CONTAINER: SecurityContext = {
  runAsNonRoot: true,
  runAsUser: NON_ROOT_ID,
  runAsGroup: NON_ROOT_ID,
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** For pods that this library brings along. */
export const RESTRICTED_POD: PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: NON_ROOT_ID,
  runAsGroup: NON_ROOT_ID,
  fsGroup: NON_ROOT_ID,
  seccompProfile: { type: 'RuntimeDefault' },
};
