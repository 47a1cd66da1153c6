import { generatedBy } from '../chart/generated-by';
import { dependencySections } from '../chart/metadata';
import type { ChartDefinition } from '../definition/chart-definition';
import type { ValidatedEnvironments } from '../environment/validate';
import { ValuesError } from '../errors';
import { explainChart } from '../explain/explain-chart';
import type { ChartExplanation } from '../explain/explanation';
import { findValue } from '../explain/find-values';
import { Release } from '../release/release';
import { nearest } from '../values/nearest';
import { formatSetPath, parseSetPath } from '../values/set-path';
import { type ObjectShape, shapeOf } from '../values/shape';
import type { ExplainOptions } from './explain-options';
import { releaseProps } from './release-props';
import { traceDefinition } from './synthesize-chart';

/** A chart and its values, in base and in every environment. */
export interface ValidatedChart {
  readonly definition: ChartDefinition;
  readonly environments: ValidatedEnvironments<Record<string, unknown>>;
}

/**
 * What the values of some charts are and where they land. Throws {@link ValuesError} where there is no such chart or
 * value.
 *
 * @param wanted names of the environments to tell of
 */
export function explainCharts(
  charts: readonly ValidatedChart[],
  wanted: ReadonlySet<string>,
  options: ExplainOptions,
): ChartExplanation[] {
  const { names, path } = chosen(
    charts.map(({ definition }) => definition.metadata.name),
    options,
  );
  return charts
    .filter(({ definition }) => names.includes(definition.metadata.name))
    .map(({ definition, environments }) => {
      const { metadata, values } = definition;
      const shape = shapeOf(values) as ObjectShape;
      const asked = path === undefined ? undefined : findValue(shape, path, dependencySections(metadata));
      return explainChart({
        chart: metadata.name,
        shape,
        traced: traceDefinition(definition, environments),
        header: generatedBy(metadata),
        environments: [environments.base, ...environments.environments].map((target) => ({
          ...target,
          release: new Release(releaseProps(metadata, target.environment, target.values)),
        })),
        wanted,
        ...(asked && { asked }),
      });
    });
}

/** The charts to explain, and the path in their values. */
function chosen(charts: readonly string[], { chart, path }: ExplainOptions) {
  if (chart !== undefined) {
    if (!charts.includes(chart)) throw unknownChart(charts, chart);
    return { names: [chart], path };
  }
  if (charts.length === 1 || path === undefined) return { names: charts, path };
  const [section, ...rest] = parseSetPath(path) ?? [path];
  if (!charts.includes(String(section))) throw unknownChart(charts, String(section), path);
  return { names: [String(section)], path: rest.length === 0 ? undefined : formatSetPath(rest) };
}

function unknownChart(charts: readonly string[], chart: string, path?: string): ValuesError {
  const near = nearest(charts, chart);
  const advice = near === undefined ? `there are ${charts.join(', ')}` : `did you mean ${near}?`;
  const message =
    path === undefined
      ? `there is no chart "${chart}"; ${advice}`
      : `${path}: of several charts, a path begins with the name of one, and there is no chart "${chart}"; ${advice}`;
  return new ValuesError('There is no such value:', [{ code: 'values/unknown-chart', message }]);
}
