import { releaseProps } from '../../lib/app/release-props';
import type { SynthesizedChart } from '../../lib/app/synthesize-chart';
import { overridesYaml } from '../../lib/chart/overrides-file';
import { build } from '../../lib/definition/build';
import type { ChartDefinition } from '../../lib/definition/chart-definition';
import type { ValidatedEnvironments } from '../../lib/environment/validate';
import { Release, type ReleaseProps } from '../../lib/release/release';
import { evaluateTemplate } from '../../lib/template/evaluate';
import { loadingFilesOnce } from '../../lib/trace/loaded-files';
import { ComparableRelease } from '../../lib/trace/traced-release';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import { helmBinary } from '../helm/binaries';
import type { HelmMajor } from '../helm/bundles';
import { comparableObjects, objectDifferences } from './comparable-objects';
import { type RenderCase, renderCases } from './render-cases';

export type Values = Readonly<Record<string, unknown>>;

/** A chart with what it was made from. */
export interface ChartUnderTest extends SynthesizedChart {
  readonly definition: ChartDefinition;
  readonly environments: ValidatedEnvironments<Values>;
}

/** Values with which the chart and its constructs do not come to the same objects. */
export interface Mismatch {
  /** The values, as a file over the chart's `values.yaml`. */
  readonly valuesFile: string;
  /** Where the objects differ, or what Helm says instead of rendering them. */
  readonly differences: readonly string[];
}

/** A mismatch, with the place of its values among those that were tried. */
export interface FoundMismatch extends Mismatch {
  readonly index: number;
}

/** What the constructs and Helm make of the same values. */
export interface BothOutputs {
  readonly built: readonly unknown[];
  /** The objects, or what Helm says instead. */
  readonly rendered: readonly unknown[] | string;
}

const CASES_PER_RUN = 50;
const RUNS_AT_ONCE = 2;

/** The sets of values, complete with defaults, with which Helm does not render what the constructs build. */
export async function helmMismatches(
  major: HelmMajor,
  chart: ChartUnderTest,
  valueSets: readonly Values[],
): Promise<Mismatch[]> {
  const found = await findMismatches(major, chart, valueSets);
  return found.map(({ valuesFile, differences }) => ({ valuesFile, differences }));
}

/** The same, with the place of each set. */
export async function findMismatches(
  major: HelmMajor,
  chart: ChartUnderTest,
  valueSets: readonly Values[],
): Promise<FoundMismatch[]> {
  const starts = Array.from({ length: Math.ceil(valueSets.length / CASES_PER_RUN) }, (_, run) => run * CASES_PER_RUN);
  const mismatches: FoundMismatch[] = [];
  const runNext = async (): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const outputs = await bothOutputs(major, chart, valueSets.slice(start, start + CASES_PER_RUN));
      for (const [at, output] of outputs.entries()) {
        const index = start + at;
        mismatches.push(...compare(valuesFile(chart, valueSets[index]), output).map((one) => ({ ...one, index })));
      }
    }
  };
  await Promise.all(Array.from({ length: RUNS_AT_ONCE }, runNext));
  return mismatches.sort((left, right) => left.index - right.index);
}

/** What the constructs build and Helm renders with each of some sets of values, which Helm gets in one run. */
export async function bothOutputs(
  major: HelmMajor,
  chart: ChartUnderTest,
  valueSets: readonly Values[],
): Promise<BothOutputs[]> {
  const cases = valueSets.map((values, index) => ({ alias: `case-${index}`, valuesFile: valuesFile(chart, values) }));
  const rendered = await renderedObjects(major, chart, cases);
  return loadingFilesOnce(() =>
    cases.map(({ alias }, index) => {
      const values = valueSets[index];
      const built = build(chart.definition, values, new Release({ ...propsOf(chart, values), chart: alias }));
      return { built: comparableObjects(built), rendered: rendered[index] };
    }),
  );
}

/** Where Helm refuses, or what it gives cannot be read, it is asked for ever fewer at a time, to see which values do it. */
async function renderedObjects(
  major: HelmMajor,
  chart: ChartUnderTest,
  cases: readonly RenderCase[],
): Promise<BothOutputs['rendered'][]> {
  const { release, namespace = '', apiVersions } = propsOf(chart, {});
  try {
    const rendered = await renderCases({
      helm: await helmBinary(major),
      release,
      apiVersions,
      namespace,
      chart: chart.definition.metadata,
      files: chart.files,
      cases,
    });
    return rendered.map(comparableObjects);
  } catch (error) {
    if (cases.length === 1) return [error instanceof Error ? error.message : String(error)];
    const middle = cases.length >> 1;
    const halves = [cases.slice(0, middle), cases.slice(middle)];
    return (await Promise.all(halves.map((half) => renderedObjects(major, chart, half)))).flat();
  }
}

/** The same for the library's own evaluation of the template. */
export function evaluatedMismatches(chart: ChartUnderTest, valueSets: readonly Values[]): Mismatch[] {
  return loadingFilesOnce(() =>
    valueSets.flatMap((values) => {
      const release = new ComparableRelease(propsOf(chart, values));
      const built = build(chart.definition, values, release);
      const evaluated = evaluateTemplate(chart.traced.template, values, release);
      return compare(valuesFile(chart, values), {
        built: comparableObjects(built),
        rendered: comparableObjects(evaluated),
      });
    }),
  );
}

/** The release of base, in a cluster that has what any of the environments' clusters has. */
function propsOf({ definition, environments }: ChartUnderTest, values: Values): ReleaseProps {
  const clusters = [environments.base, ...environments.environments].map(({ environment }) => environment.cluster);
  const apiVersions = [...new Set(clusters.flatMap((cluster) => cluster.apiVersions))];
  return { ...releaseProps(definition.metadata, environments.base.environment, values), apiVersions };
}

/** The values as the library writes those of an environment. */
export function valuesFile({ definition, environments, traced }: ChartUnderTest, values: Values): string {
  const { environment, values: base } = environments.base;
  const omitted = new Set([...traced.fixed.map(({ path }) => path), ...traced.presetChoices.keys()]);
  return overridesYaml({
    chart: definition.metadata.name,
    environment: 'case',
    target: { release: definition.metadata.name, namespace: environment.namespace },
    shape: shapeOf(definition.values) as ObjectShape,
    base,
    values,
    isOmitted: (path) => omitted.has(path),
  });
}

function compare(valuesFile: string, { built, rendered }: BothOutputs): Mismatch[] {
  const differences = typeof rendered === 'string' ? [rendered] : objectDifferences(built, rendered);
  return differences.length === 0 ? [] : [{ valuesFile, differences }];
}
