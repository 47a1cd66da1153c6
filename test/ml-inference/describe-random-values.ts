import { type ChartUnderTest, evaluatedMismatches, helmMismatches } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';

/** Sets of values for each Helm, each of which gets others; `npm run torture` takes more. */
const SETS = 100;

/** Sets of values that the library evaluates the templates with. */
const EVALUATED_SETS = 300;

/** Whether a chart renders as its constructs build, whatever the values. */
export function describeRandomValues(chart: ChartUnderTest): void {
  const valueSets = randomValues(chart, EVALUATED_SETS, 3);

  test.each([
    [3, valueSets.slice(0, SETS)],
    [4, valueSets.slice(SETS, 2 * SETS)],
  ] as const)('are rendered by Helm %i as the constructs build them', async (major, sets) => {
    expect(sets).toHaveLength(SETS);
    expect(await helmMismatches(major, chart, sets)).toEqual([]);
  });

  test('are evaluated by the library as the constructs build them', () => {
    expect(evaluatedMismatches(chart, valueSets)).toEqual([]);
  });
}
