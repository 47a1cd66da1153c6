import { z } from 'zod';

/** How the server batches and spreads its work. */
export const servingValues = z
  .object({
    batchSize: z.int().min(1).default(32).describe('Most requests in one batch. BATCH_SIZE.'),
    maxBatchDelay: z
      .int()
      .min(0)
      .default(100)
      .describe('Longest wait for a batch to fill, in milliseconds. MAX_BATCH_DELAY.'),
    workers: z.int().min(1).default(4).describe('Worker processes of the server. WORKERS.'),
    threads: z.int().min(1).default(2).describe('Threads of each worker. THREADS.'),
  })
  .prefault({})
  .describe('How the server batches and spreads its work.');

/** Predictions that the server makes before it reports ready. */
export const warmupValues = z
  .object({
    enabled: z.boolean().default(false).describe('Make predictions before reporting ready. WARMUP_ENABLED.'),
    samples: z.int().min(1).default(10).describe('Number of those predictions. WARMUP_SAMPLES.'),
  })
  .prefault({})
  .describe('Warm-up of the model at start.');

export function servingEnvironment(values: {
  serving: z.output<typeof servingValues>;
  warmup: z.output<typeof warmupValues>;
}): Record<string, string> {
  const { serving, warmup } = values;
  return {
    BATCH_SIZE: String(serving.batchSize),
    MAX_BATCH_DELAY: String(serving.maxBatchDelay),
    WORKERS: String(serving.workers),
    THREADS: String(serving.threads),
    WARMUP_ENABLED: String(warmup.enabled),
    ...(warmup.enabled && { WARMUP_SAMPLES: String(warmup.samples) }),
  };
}
