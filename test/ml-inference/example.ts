import { join } from 'node:path';
import { mlInference } from '../../examples/ml-inference/chart';
import { synthesizeChart } from '../../lib/app/synthesize-chart';
import type { ChartDefinition } from '../../lib/definition/chart-definition';
import { loadEnvironments } from '../../lib/environment/load';
import { type ValidatedEnvironments, validateEnvironments } from '../../lib/environment/validate';
import type { ChartUnderTest, Values } from '../equality/mismatches';

/** The folder with the example's environments. */
export const ENVIRONMENTS = join(__dirname, '../../environments');

/** The example's chart definition, its values of whatever type. */
export const definition = mlInference as unknown as ChartDefinition;

/** The example's environments with their values. */
export function mlInferenceEnvironments(): ValidatedEnvironments<Values> {
  return validateEnvironments(loadEnvironments(ENVIRONMENTS), definition.values);
}

/** The example's chart, synthesized. */
export function mlInferenceChart(): ChartUnderTest {
  const environments = mlInferenceEnvironments();
  return { definition, environments, ...synthesizeChart(definition, environments) };
}
