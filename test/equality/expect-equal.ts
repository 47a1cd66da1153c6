import { withDefaults } from '../../lib/values/defaults';
import { shapeOf } from '../../lib/values/shape';
import { type ChartUnderTest, evaluatedMismatches, helmMismatches, type Values } from './mismatches';
import { randomValues } from './random-values';

const DRAWS = 15;
const SEED = 1;

/**
 * Expects that the template gives what the constructs build: as Helm 3 and Helm 4 render it and as the library evaluates
 * it, with the values of base and of every environment, with the given ones and with some random ones.
 */
export async function expectEqualRendering(chart: ChartUnderTest, given: readonly Values[] = []): Promise<void> {
  const { base, environments } = chart.environments;
  const shape = shapeOf(chart.definition.values);
  const valueSets = [
    ...[base, ...environments].map(({ values }) => values),
    ...given.map((values) => withDefaults(shape, values) as Values),
    ...randomValues(chart, DRAWS, SEED),
  ];
  expect(evaluatedMismatches(chart, valueSets)).toEqual([]);
  const [helm3, helm4] = await Promise.all([helmMismatches(3, chart, valueSets), helmMismatches(4, chart, valueSets)]);
  expect({ helm3, helm4 }).toEqual({ helm3: [], helm4: [] });
}
