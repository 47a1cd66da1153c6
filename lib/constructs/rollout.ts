import { z } from 'zod';
import type { gpuValues } from './gpu';
import type { DeploymentStrategy } from './manifest';
import { podCount } from './pod-count';

/** Values of how old pods are replaced by new ones. */
export const rolloutValues = {
  strategy: z
    .object({
      type: z
        .enum(['RollingUpdate', 'Recreate'])
        .default('RollingUpdate')
        .describe(
          'RollingUpdate, or Recreate: all pods go before new ones come, as they must where they hold a volume that only one node can mount (accessMode ReadWriteOnce or ReadWriteOncePod).',
        ),
      rollingUpdate: z
        .object({
          maxSurge: podCount()
            .optional()
            .describe(
              'Pods beyond the wanted ones, as a number or a percentage. Left out: 25%; with GPUs, as many as rollout.spareGpus has room for.',
            ),
          maxUnavailable: podCount()
            .optional()
            .describe(
              'Pods that may be missing, as a number or a percentage. Left out: 0; with GPUs of which none is spare, 1.',
            ),
        })
        .prefault({})
        .describe('Bounds of a rolling update.'),
    })
    .prefault({})
    .describe(
      'How old pods are replaced by new ones. What is left out is planned such that a rollout always comes to an end.',
    ),
  rollout: z
    .object({
      spareGpus: z
        .int()
        .min(0)
        .max(100_000)
        .default(0)
        .describe(
          'GPUs that are free, or that the cluster adds, while pods are replaced: as many new pods as find theirs come before old ones go. 0: each old pod goes before a new one comes.',
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
    .describe('What the plan of a rollout goes by.'),
};

interface RolloutValues {
  readonly strategy: z.output<typeof rolloutValues.strategy>;
  readonly rollout: z.output<typeof rolloutValues.rollout>;
  readonly gpu: z.output<typeof gpuValues>;
}

/** The strategy that the values give, and where they give none, one with which a rollout always comes to an end. */
export function rolloutStrategy({ strategy, rollout, gpu }: RolloutValues): DeploymentStrategy {
  if (strategy.type === 'Recreate') return { type: 'Recreate' };
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: maxSurge ?? (gpu.enabled ? Math.floor(rollout.spareGpus / gpu.count) : '25%'),
      maxUnavailable: maxUnavailable ?? (gpu.enabled && rollout.spareGpus === 0 ? 1 : 0),
    },
  };
}
