import { expectEqualRendering } from '../equality/expect-equal';
import type { ChartUnderTest } from '../equality/mismatches';
import { foreignCharts } from './charts';
import { traceForeignChart } from './foreign-chart';

describe.each(foreignCharts.map((chart) => [chart.name, chart] as const))('%s', (_, foreign) => {
  let chart: ChartUnderTest;

  test('becomes a chart', () => {
    chart = traceForeignChart(foreign);
    const { fixed, dead } = chart.traced;
    expect(Object.fromEntries(fixed.map(({ path, reason }) => [path, reason]))).toEqual(foreign.fixed);
    expect(dead).toEqual(foreign.dead);
  });

  test('renders what its constructs build, on Helm 3 and 4', () => expectEqualRendering(chart));
});
