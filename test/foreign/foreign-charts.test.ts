import type { ChartUnderTest } from '../equality/mismatches';
import { torture } from '../torture/torture';
import { foreignCharts } from './charts';
import { traceForeignChart } from './foreign-chart';

/** Sets of values for each chart; `npm run torture` takes more. */
const SETS = 50;

describe.each(foreignCharts.map((chart) => [chart.name, chart] as const))('%s', (_, foreign) => {
  let chart: ChartUnderTest;

  test('becomes a chart', () => {
    chart = traceForeignChart(foreign);
    const { fixed, dead } = chart.traced;
    expect(Object.fromEntries(fixed.map(({ path, reason }) => [path, reason]))).toEqual(foreign.fixed);
    expect(dead).toEqual(foreign.dead);
  });

  test('renders hostile values as its constructs build them, on Helm 3 and 4', async () => {
    const { sets, mismatches } = await torture(chart, { seed: 1, sets: SETS });
    expect(mismatches).toEqual([]);
    expect(sets).toBeGreaterThan(SETS / 2);
  });
});
