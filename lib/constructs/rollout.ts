import { z } from 'zod';
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
            .default('25%')
            .describe(
              'Pods beyond the wanted ones, as a number or a percentage. With GPUs, rollout.spareGpus has to have room for one; if not: 0, and maxUnavailable 1.',
            ),
          maxUnavailable: podCount().default(0).describe('Pods that may be missing, as a number or a percentage.'),
        })
        .prefault({})
        .describe('Bounds of a rolling update.'),
    })
    .prefault({})
    .describe('How old pods are replaced by new ones. What could not come to an end is refused.'),
  rollout: z
    .object({
      spareGpus: z
        .int()
        .min(0)
        .max(100_000)
        .default(0)
        .describe(
          'GPUs that are free, or that the cluster adds, while pods are replaced. With fewer than a pod needs, no surge is accepted, which would wait for ever.',
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

export function rolloutStrategy(strategy: z.output<typeof rolloutValues.strategy>): DeploymentStrategy {
  if (strategy.type === 'Recreate') return { type: 'Recreate' };
  return { type: 'RollingUpdate', rollingUpdate: strategy.rollingUpdate };
}
