import { join } from 'node:path';
import { type Example, goldenChart } from '../examples/example';
import { definition, ENVIRONMENTS } from './example';

/** The example with what it comes to, as `chart.test.ts` compares it: tests that render the chart need not trace it. */
export const ML_INFERENCE: Example = {
  name: 'ml-inference',
  chart: definition,
  environments: ENVIRONMENTS,
  golden: join(__dirname, 'golden'),
};

/** The folder of the example's Helm chart. */
export const GOLDEN_CHART = goldenChart(ML_INFERENCE);
