import { z } from 'zod';
import type { healthChecksValues } from './health-checks';
import type { rolloutValues } from './rollout';

/** How long a pod may take to start. */
export const startupValues = z
  .object({
    modelSizeGiB: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .describe('Size of the model in GiB, rounded up. 0: loadSeconds has all of the time.'),
    secondsPerGiB: z
      .int()
      .min(1)
      .max(3600)
      .default(10)
      .describe('Seconds that a GiB of the model takes from storage or disk. 10 are 100 MiB/s, slow on purpose.'),
    loadSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(300)
      .describe(
        'Seconds from a model that is there to the first answer: loading onto the GPU, compiling, warm-up. 300 where nothing is known of the model.',
      ),
  })
  .prefault({})
  .describe(
    'How long a start takes: modelSizeGiB × secondsPerGiB + loadSeconds. The startup check and the rollout wait for it, unless healthChecks.startup.failureThreshold says how long; deadlines of hooks that need the model are checked against it.',
  );

interface StartupValues {
  readonly startup: z.output<typeof startupValues>;
  readonly healthChecks: z.output<typeof healthChecksValues>;
}

/** Failed startup checks after which the server is started again. */
export function startupFailureThreshold({ startup, healthChecks }: StartupValues): number {
  const { failureThreshold, periodSeconds } = healthChecks.startup;
  return failureThreshold ?? Math.ceil(neededSeconds(startup) / periodSeconds);
}

/** Seconds that a pod may take from its start until it is ready. */
function startupSeconds({ startup, healthChecks }: StartupValues): number {
  const { failureThreshold, periodSeconds } = healthChecks.startup;
  return failureThreshold === undefined ? neededSeconds(startup) : failureThreshold * periodSeconds;
}

/** Seconds without a new ready pod after which a rollout has failed. */
export function progressDeadlineSeconds(
  values: StartupValues & { readonly rollout: z.output<typeof rolloutValues.rollout> },
): number {
  return values.rollout.schedulingSeconds + startupSeconds(values);
}

function neededSeconds({ modelSizeGiB, secondsPerGiB, loadSeconds }: StartupValues['startup']): number {
  return modelSizeGiB * secondsPerGiB + loadSeconds;
}
