import { z } from 'zod';
import type { PartOf } from '../values/presets/with-presets';
import { settings } from './settings';

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

export function servingEnvironment({
  serving,
  warmup,
}: PartOf<{ serving: z.output<typeof servingValues>; warmup: z.output<typeof warmupValues> }>): Record<string, string> {
  return settings({
    BATCH_SIZE: serving?.batchSize,
    MAX_BATCH_DELAY: serving?.maxBatchDelay,
    WORKERS: serving?.workers,
    THREADS: serving?.threads,
    WARMUP_ENABLED: warmup?.enabled,
    ...(warmup?.enabled && { WARMUP_SAMPLES: warmup.samples }),
  });
}
