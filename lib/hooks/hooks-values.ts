import { z } from 'zod';
import { databaseMigrationValues } from './database-migration';
import { modelPrefetchValues } from './model-prefetch';
import { modelValidationValues } from './model-validation';
import { predictionValues } from './prediction';
import { smokeTestValues } from './smoke-test';
import { warmUpValues } from './warm-up';

/** The hooks of an inference service. */
export const hooksValues = z
  .object({
    modelPrefetch: modelPrefetchValues,
    modelValidation: modelValidationValues,
    databaseMigration: databaseMigrationValues,
    warmup: warmUpValues,
    smokeTest: smokeTestValues,
    prediction: predictionValues,
  })
  .prefault({})
  .describe('What Helm runs around installations and upgrades, and as tests.');

export type HooksValues = z.output<typeof hooksValues>;
