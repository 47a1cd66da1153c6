import { z } from 'zod';
import type { DeploymentStrategy } from './manifest';
import type { modelValues } from './model';
import type { persistenceValues } from './persistence';
import { podCount } from './pod-count';

/** Values of how old pods are replaced by new ones. */
export const rolloutValues = {
  strategy: z
    .object({
      type: z
        .enum(['RollingUpdate', 'Recreate'])
        .optional()
        .describe(
          'RollingUpdate, or Recreate: all pods go before new ones come. Left out: Recreate where pods hold a volume that only one node can mount (accessMode ReadWriteOnce or ReadWriteOncePod), as a new pod on another node would wait for it for ever; otherwise RollingUpdate.',
        ),
      rollingUpdate: z
        .object({
          maxSurge: podCount()
            .optional()
            .describe('Pods beyond the wanted ones, as a number or a percentage. Left out: 25%; with GPUs 0.'),
          maxUnavailable: podCount()
            .optional()
            .describe('Pods that may be missing, as a number or a percentage. Left out: 0; with GPUs 1.'),
        })
        .prefault({})
        .describe('Bounds of a rolling update; without effect where all pods go before new ones come.'),
    })
    .prefault({})
    .describe('How old pods are replaced by new ones. A surge that could never be scheduled is refused.'),
  rollout: z
    .object({
      spareGpus: z
        .int()
        .min(0)
        .max(100_000)
        .default(0)
        .describe(
          'GPUs that are free, or that the cluster adds, while pods are replaced. With fewer than a pod needs, a maxSurge is refused: the new pod would wait for ever.',
        ),
      schedulingSeconds: z
        .int()
        .min(0)
        .max(86_400)
        .default(600)
        .describe(
          'Seconds that a new pod may wait for a node and for images. Together with the time that healthChecks.startup grants, failureThreshold × periodSeconds, they are progressDeadlineSeconds, after which a rollout has failed, and the --timeout that the notes advise.',
        ),
    })
    .prefault({})
    .describe('What a rollout goes by.'),
};

/** The values of volumes that pods may hold. */
interface HeldVolumes {
  readonly persistence: z.output<typeof persistenceValues>;
  readonly model: z.output<typeof modelValues>;
}

/** Access modes by which one node alone can mount a volume. */
export const ONE_NODE_MODES = ['ReadWriteOnce', 'ReadWriteOncePod'] as const;

/** Without a free GPU, an old pod has to make room for a new one; all have to where one node alone can mount their volume. */
export function rolloutStrategy({
  strategy: { type, rollingUpdate },
  gpu,
  ...volumes
}: HeldVolumes & {
  readonly strategy: z.output<typeof rolloutValues.strategy>;
  readonly gpu: { readonly enabled: boolean };
}): DeploymentStrategy {
  if ((type ?? (isHeldByOneNode(volumes) ? 'Recreate' : 'RollingUpdate')) === 'Recreate') return { type: 'Recreate' };
  const planned = gpu.enabled ? { maxSurge: 0, maxUnavailable: 1 } : { maxSurge: '25%', maxUnavailable: 0 };
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: rollingUpdate.maxSurge ?? planned.maxSurge,
      maxUnavailable: rollingUpdate.maxUnavailable ?? planned.maxUnavailable,
    },
  };
}

function isHeldByOneNode({ persistence, model: { storage } }: HeldVolumes): boolean {
  const isOneNode = (mode: string) => (ONE_NODE_MODES as readonly string[]).includes(mode);
  return (
    (persistence.enabled && isOneNode(persistence.accessMode)) ||
    (storage.type === 'pvc' && isOneNode(storage.pvc.accessMode)) ||
    (storage.cache.enabled && isOneNode(storage.cache.accessMode))
  );
}
