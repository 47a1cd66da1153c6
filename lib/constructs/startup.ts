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
      .describe('Size of the model in GiB, rounded up. 0: not known, and nothing is checked.'),
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
      .default(60)
      .describe('Seconds from a model that is there to the first answer: loading onto the GPU, compiling, warm-up.'),
  })
  .prefault({})
  .describe(
    'How long a start takes: modelSizeGiB × secondsPerGiB + loadSeconds. Checks that would kill the server before, and deadlines of hooks that are over before, are refused.',
  );

/** Seconds without a new ready pod after which a rollout has failed. */
export function progressDeadlineSeconds(values: {
  readonly healthChecks: z.output<typeof healthChecksValues>;
  readonly rollout: z.output<typeof rolloutValues.rollout>;
}): number {
  const { failureThreshold, periodSeconds } = values.healthChecks.startup;
  return values.rollout.schedulingSeconds + failureThreshold * periodSeconds;
}
