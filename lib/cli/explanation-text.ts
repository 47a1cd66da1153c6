import type { ChartExplanation } from '../explain/explanation';
import type { Layout } from './layout';
import { valueLines } from './value-text';
import { tableLines } from './values-table';
import { sectionLines } from './values-text';

/**
 * What was explained, as lines: all of one value, several values in short, or a table of all.
 *
 * @param path what was asked for; `undefined` for all values
 */
export function explanationLines(
  charts: readonly ChartExplanation[],
  path: string | undefined,
  layout: Layout,
): string[] {
  return charts.flatMap((chart, index) => {
    const heading = charts.length > 1 ? [...(index > 0 ? [''] : []), `${chart.chart}:`, ''] : [];
    return [...heading, ...chartLines(chart, path, layout)];
  });
}

function chartLines(chart: ChartExplanation, path: string | undefined, layout: Layout): string[] {
  const [value, ...others] = chart.values;
  if (!value) return [`The chart ${chart.chart} has no values.`];
  if (path === undefined) return tableLines(chart, layout);
  return others.length === 0 ? valueLines(value, layout) : sectionLines(chart.values, layout);
}
