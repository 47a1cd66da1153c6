import { z } from 'zod';
import type { healthChecksValues } from './health-checks';
import type { rolloutValues } from './rollout';

/** What Kubernetes grants a rollout for finding nodes, pulling images and starting pods. */
const ROLLOUT_SECONDS = 600;

/** Failed checks after which a server counts as not having started, where nobody knows how long it takes. */
const FAILURE_THRESHOLD = 30;

/** How long a pod may take to start. */
export const startupValues = z
  .object({
    modelSizeMiB: z
      .int()
      .min(1)
      .max(100_000_000)
      .optional()
      .describe(
        'Size of the model in MiB, a number that the chart reckons with. Left out: a start takes as long as healthChecks.startup says.',
      ),
    bandwidthMiBPerSecond: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(100)
      .describe('MiB of the model that arrive in a second, from storage or disk. 100 is slow on purpose.'),
    loadSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(60)
      .describe('Seconds from a model that is there to the first answer: loading onto the GPU, compiling, warm-up.'),
  })
  .prefault({})
  .describe(
    'How long a start takes: modelSizeMiB / bandwidthMiBPerSecond + loadSeconds. The startup check, the rollout and the hooks that need the model wait for it, unless healthChecks.startup.failureThreshold says how long.',
  );

interface StartupValues {
  readonly startup: z.output<typeof startupValues>;
  readonly healthChecks: z.output<typeof healthChecksValues>;
}

/** Failed startup checks after which the server is started again. */
export function startupFailureThreshold({ startup, healthChecks }: StartupValues): number {
  const { failureThreshold, periodSeconds } = healthChecks.startup;
  if (failureThreshold !== undefined) return failureThreshold;
  if (startup.modelSizeMiB === undefined) return FAILURE_THRESHOLD;
  return Math.ceil(modelSeconds(startup.modelSizeMiB, startup) / periodSeconds);
}

/** Seconds that a pod may take from its start until it is ready, and a hook until it has the model. */
export function startupSeconds({ startup, healthChecks }: StartupValues): number {
  const { failureThreshold, periodSeconds } = healthChecks.startup;
  if (failureThreshold !== undefined) return failureThreshold * periodSeconds;
  if (startup.modelSizeMiB !== undefined) return modelSeconds(startup.modelSizeMiB, startup);
  return FAILURE_THRESHOLD * periodSeconds;
}

/** Seconds without a new ready pod after which a rollout has failed. */
export function progressDeadlineSeconds(
  values: StartupValues & { readonly rollout: z.output<typeof rolloutValues.rollout> },
): number {
  return values.rollout.progressDeadlineSeconds ?? ROLLOUT_SECONDS + startupSeconds(values);
}

function modelSeconds(sizeMiB: number, { bandwidthMiBPerSecond, loadSeconds }: StartupValues['startup']): number {
  return Math.ceil(sizeMiB / bandwidthMiBPerSecond) + loadSeconds;
}
