import type { ValidatedEnvironment } from '../environment/validate';
import type { Release } from '../release/release';
import { CAPABILITIES } from '../template/reference';
import { templateLines } from '../template/template-lines';
import type { TracedChart } from '../trace/trace';
import { formatPath, type PathSegment, parsePath } from '../values/path';
import { formatSetPath } from '../values/set-path';
import type { ObjectShape } from '../values/shape';
import { typeName } from '../values/type-name';
import { environmentValue } from './environment-value';
import { ExplainedRules } from './explain-rules';
import type { ChartExplanation, ExplainedValue } from './explanation';
import { type DependencyValue, type SchemaValue, valuesIn } from './find-values';
import { Places } from './places';
import { sitesOf } from './sites';

/** An environment of a chart, with the release that it makes. */
export interface ExplainedEnvironment extends ValidatedEnvironment<unknown> {
  readonly release: Release;
}

export interface ExplainProps {
  /** Name of the chart. */
  readonly chart: string;
  readonly shape: ObjectShape;
  readonly traced: TracedChart;
  /** Lines of the comment that the chart's files begin with. @default none */
  readonly header?: readonly string[];
  /** `base` first, then every environment of the chart. */
  readonly environments: readonly ExplainedEnvironment[];
  /** Names of the environments to tell of, besides base. */
  readonly wanted: ReadonlySet<string>;
  /** The value to explain, or a part of the values. @default all values */
  readonly asked?: SchemaValue | DependencyValue;
}

/** What a chart's values are and where they land. */
export function explainChart(props: ExplainProps): ChartExplanation {
  const { chart, shape, asked } = props;
  if (asked && 'section' in asked) return { chart, values: [handedOn(asked, props)] };
  const places = placesIn(props);
  const rules = new ExplainedRules(shape);
  const values = valuesIn(asked ?? { path: [], shape }).flatMap((value): ExplainedValue[] => {
    const explained = { ...explain(value, places, props), rules: rules.of(value.path, !value.isMap) };
    // A map is told of by what is in it, unless it is copied or asked for as a whole.
    const isWorthTelling =
      !value.isMap || (asked !== undefined && explained.places.length + explained.rules.length > 0);
    return isWorthTelling ? [explained] : [];
  });
  return { chart, values };
}

function placesIn({ chart, shape, traced, header, environments, wanted }: ExplainProps): Places {
  const { template } = traced;
  const lines = templateLines(template, {
    chart,
    hasNameOverride: shape.keys.has('nameOverride'),
    hasFullnameOverride: shape.keys.has('fullnameOverride'),
    ...(header && { header }),
  });
  const renderings = environments.map(({ environment, values, release }) => ({
    environment: environment.name,
    // Conditions on what the cluster offers read it as if it were among the values.
    values: { [CAPABILITIES]: release.capabilities, ...(values as object) },
    release,
    template,
  }));
  const shown = renderings.slice(1).filter(({ environment }) => wanted.has(environment));
  return new Places(sitesOf(template), lines, renderings, shown);
}

function explain(
  { path, shape, isMap }: SchemaValue & { readonly isMap: boolean },
  places: Places,
  props: ExplainProps,
): Omit<ExplainedValue, 'rules'> {
  return {
    path: formatSetPath(path),
    type: typeName(shape),
    ...(shape.description !== undefined && { description: shape.description }),
    ...stateOf(path, isMap, props.traced),
    environments: valuesByEnvironment(path, props),
    places: isMap ? places.ofWhole(path) : places.of(path),
  };
}

function handedOn({ path, section }: DependencyValue, props: ExplainProps): ExplainedValue {
  return {
    path: formatSetPath(path),
    type: 'any',
    state: 'handed on',
    reason: `it goes to the dependency ${section} as it is`,
    environments: valuesByEnvironment(path, props),
    places: [],
    rules: [],
  };
}

function valuesByEnvironment(path: readonly PathSegment[], { environments, wanted }: ExplainProps) {
  return environments
    .filter(({ environment }, index) => index === 0 || wanted.has(environment.name))
    .map((target) => environmentValue(target, path));
}

function stateOf(
  path: readonly PathSegment[],
  isMap: boolean,
  { fixed, dead, presetChoices }: TracedChart,
): Pick<ExplainedValue, 'state' | 'reason' | 'readAt'> {
  const around = new Set(path.map((_, index) => formatPath(path.slice(0, index + 1))));
  const fixedHere = fixed.find((value) => around.has(value.path) || (!isMap && isInside(parsePath(value.path), path)));
  if (fixedHere) {
    const { reason, readAt } = fixedHere;
    return { state: 'fixed', reason, ...(readAt && { readAt }) };
  }
  const choice = presetChoices.get(formatPath(path));
  if (choice !== undefined && !isMap) {
    return {
      state: 'fixed',
      reason: `the chart is made for ${choice}, and the other values have what follows from it`,
    };
  }
  return { state: dead.some((one) => around.has(one)) ? 'dead' : 'live' };
}

function isInside(inner: readonly PathSegment[], outer: readonly PathSegment[]): boolean {
  return inner.length > outer.length && outer.every((segment, index) => segment === inner[index]);
}
