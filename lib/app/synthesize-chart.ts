import { chartYaml } from '../chart/chart-yaml';
import type { ChartFiles } from '../chart/files';
import { generatedBy } from '../chart/generated-by';
import { helmignore } from '../chart/helmignore';
import { jsonSchemaText } from '../chart/json-schema';
import { liveShape } from '../chart/live-values';
import { dependencySections } from '../chart/metadata';
import { notesTxt } from '../chart/notes';
import { overridesFileName, overridesYaml } from '../chart/overrides-file';
import { readmeMarkdown } from '../chart/readme';
import { valuesYaml } from '../chart/values-file';
import { valuesJsonSchema } from '../chart/values-schema';
import type { ChartDefinition } from '../definition/chart-definition';
import type { ValidatedEnvironments } from '../environment/validate';
import { TraceError } from '../errors';
import { helpersFile } from '../template/helpers-file';
import { describeObjects, templateFiles } from '../template/template-files';
import { validateValues, validateValuesFile } from '../template/validate-values';
import type { BranchWatch } from '../trace/branch-watch';
import { type TracedChart, traceChart } from '../trace/trace';
import { parsePath } from '../values/path';
import { decidedShape } from '../values/presets/preset-choices';
import { unenforcedPaths } from '../values/rules/unenforced';
import { type ObjectShape, shapeOf } from '../values/shape';
import { locatedProblem } from './located-problem';
import { releaseProps } from './release-props';

type Values = Readonly<Record<string, unknown>>;

/** A chart as files, and what was found while it was traced. */
export interface SynthesizedChart {
  readonly files: ChartFiles;
  readonly traced: TracedChart;
  /** Values with rules that the chart does not enforce. */
  readonly unenforced: readonly string[];
}

/**
 * Traces a chart's constructs and writes down all the files of the Helm chart, by their path in it. Throws
 * {@link TraceError}, with the places of the values that it names.
 */
export function synthesizeChart(
  definition: ChartDefinition,
  { base, environments }: ValidatedEnvironments<Values>,
  branches?: BranchWatch,
): SynthesizedChart {
  const { metadata } = definition;
  const shape = shapeOf(definition.values) as ObjectShape;
  const traced = traceDefinition(definition, { base, environments }, branches);
  const { presetChoices } = traced;
  const fixed = new Map<string, unknown>([
    ...traced.fixed.map(({ path, value }) => [path, value] as const),
    ...presetChoices,
  ]);
  const isOmitted = (path: string) => fixed.has(path);
  const chart = metadata.name;
  const header = generatedBy(metadata);
  const targets = environments.map(({ environment, values }) => ({
    name: environment.name,
    values,
    target: {
      release: environment.release ?? chart,
      namespace: environment.namespace,
      ...(environment.context !== undefined && { context: environment.context }),
    },
  }));
  const { template } = traced;
  const unenforced = unenforcedPaths(liveShape(shape, isOmitted));
  const validation = validateValues({ chart, shape, fixed });
  const helpers = helpersFile(template, {
    chart,
    hasNameOverride: shape.keys.has('nameOverride'),
    hasFullnameOverride: shape.keys.has('fullnameOverride'),
    further: validation,
    header,
  });
  const schema = valuesJsonSchema({
    chart,
    shape: decidedShape(shape, presetChoices),
    isOmitted: (path) => isOmitted(path) && !presetChoices.has(path),
    openSections: dependencySections(metadata),
    demands: traced.demands,
  });
  const files = new Map<string, string>([
    ['Chart.yaml', chartYaml(metadata, header)],
    ['values.yaml', valuesYaml({ chart, shape, values: base.values, isOmitted, header })],
    ...targets.map(({ name, values, target }): [string, string] => [
      overridesFileName(name),
      overridesYaml({ chart, environment: name, target, shape, base: base.values, values, isOmitted, header }),
    ]),
    ['values.schema.json', jsonSchemaText(schema)],
    [
      'README.md',
      readmeMarkdown({
        metadata,
        shape,
        values: base.values,
        environments: targets,
        fixedValues: traced.fixed,
        presetChoices,
        unenforced,
        isOmitted,
        header,
      }),
    ],
    ['.helmignore', helmignore(header)],
    ['templates/NOTES.txt', notesTxt({ chart, objects: describeObjects(template, chart), shape, header })],
    ['templates/_helpers.tpl', helpers],
    ...(validation.length > 0 ? [['templates/validate-values.yaml', validateValuesFile(chart, header)] as const] : []),
    ...[...templateFiles(template, chart, { header })].map(([file, text]): [string, string] => [
      `templates/${file}`,
      text,
    ]),
  ]);
  return { files, traced, unenforced };
}

/** Traces a chart's constructs. Throws {@link TraceError}, with the places of the values that it names. */
export function traceDefinition(
  definition: ChartDefinition,
  { base, environments }: ValidatedEnvironments<Values>,
  branches?: BranchWatch,
): TracedChart {
  const targets = [base, ...environments];
  const handedOn = dependencySections(definition.metadata);
  try {
    const traced = traceChart(
      definition,
      targets.map(({ environment, values }) => ({
        name: environment.name,
        values,
        release: releaseProps(definition.metadata, environment, values),
      })),
      branches,
    );
    // Helm hands the sections of dependencies on to them: what constructs do not read has an effect there.
    const dead = traced.dead.filter((path) => !handedOn.includes(String(parsePath(path)[0])));
    return { ...traced, dead };
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const problems = error.problems.map((problem) => {
      const target = targets.find(({ environment }) => environment.name === problem.environment);
      return target ? locatedProblem(problem, target) : problem;
    });
    throw new TraceError(error.headline, problems);
  }
}
