import { stringify } from 'yaml';
import type { ChartDefinition } from '../../lib';

/**
 * Empty charts in the place of those that a chart depends on, as `helm dependency update` would fetch them: Helm renders no
 * chart without. By their path in the chart.
 */
export function standInDependencies({ metadata }: ChartDefinition): [string, string][] {
  return (metadata.dependencies ?? []).flatMap(({ name, version }): [string, string][] => [
    [`charts/${name}/Chart.yaml`, stringify({ apiVersion: 'v2', name, version: version.replaceAll('x', '0') })],
    // Helm 4 lints no subcharts of a chart without templates.
    [`charts/${name}/templates/NOTES.txt`, ''],
  ]);
}
