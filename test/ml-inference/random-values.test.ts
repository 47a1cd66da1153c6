import { evaluatedMismatches, helmMismatches } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';
import { mlInferenceChart } from './example';

/** Sets of values for each Helm; each Helm gets others. */
const SETS = 300;

const chart = mlInferenceChart();

describe.each([3, 4] as const)('for Helm %i', (major) => {
  const valueSets = randomValues(chart, SETS, major);

  test(`renders ${SETS} random sets of values as the constructs build them`, async () => {
    expect(await helmMismatches(major, chart, valueSets)).toEqual([]);
  }, 60_000);

  test('and so does the library’s own evaluation of the templates', () => {
    expect(evaluatedMismatches(chart, valueSets)).toEqual([]);
  });
});
