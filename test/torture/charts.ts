import type { ChartUnderTest } from '../equality/mismatches';
import { foreignCharts } from '../foreign/charts';
import { traceForeignChart } from '../foreign/foreign-chart';
import { progressiveChart } from '../lib/delivery/progressive-chart';
import { mlInferenceChart } from '../ml-inference/example';

/**
 * All the charts that are tortured: those of the foreign suite, one of a service with a second version, and the example,
 * traced when they are asked for.
 */
export const tortureCharts: ReadonlyMap<string, () => ChartUnderTest> = new Map([
  ...foreignCharts.map((chart) => [chart.name, () => traceForeignChart(chart)] as const),
  ['progressive-service', progressiveChart] as const,
  ['ml-inference', mlInferenceChart] as const,
]);
