import { z } from 'zod';
import { databaseMigrationValues } from './database-migration';
import { predictionValues } from './prediction';
import { smokeTestValues } from './smoke-test';

/** The hooks of an inference service. */
export const hooksValues = z
  .object({
    databaseMigration: databaseMigrationValues,
    smokeTest: smokeTestValues,
    prediction: predictionValues,
  })
  .prefault({})
  .describe('What Helm runs around installations and upgrades, and as tests.');

export type HooksValues = z.output<typeof hooksValues>;
