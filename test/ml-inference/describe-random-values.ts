import { type ChartUnderTest, evaluatedMismatches, helmMismatches } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';

/** Sets of values for each Helm; each Helm gets others. */
const SETS = 300;

/** Whether a chart renders as its constructs build, whatever the values. */
export function describeRandomValues(chart: ChartUnderTest): void {
  describe.each([3, 4] as const)('for Helm %i', (major) => {
    const valueSets = randomValues(chart, SETS, major);

    test(`renders ${SETS} random sets of values as the constructs build them`, async () => {
      expect(await helmMismatches(major, chart, valueSets)).toEqual([]);
    }, 60_000);

    test('and so does the library’s own evaluation of the templates', () => {
      expect(evaluatedMismatches(chart, valueSets)).toEqual([]);
    });
  });
}
