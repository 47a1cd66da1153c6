import { archiveFileName, packageChart } from '../chart/archive';
import { checkMetadata } from '../chart/check-metadata';
import { ENVIRONMENTS_SCHEMA_FILE, environmentsJsonSchema } from '../chart/editor-schema';
import { jsonSchemaText } from '../chart/json-schema';
import { dependencySections } from '../chart/metadata';
import { replaceFolders } from '../chart/output';
import { isInRange } from '../chart/version-constraint';
import type { Manifest } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { EnvironmentSet } from '../environment/environment';
import { environmentSchema } from '../environment/environment-schema';
import {
  checkEnvironments,
  checkSections,
  completeEnvironments,
  type ValidatedEnvironments,
} from '../environment/validate';
import { ChartDefinitionError, EnvironmentError, type Problem, ValuesError } from '../errors';
import type { ChartExplanation } from '../explain/explanation';
import { isStableApi } from '../release/kubernetes-apis';
import { BranchWatch } from '../trace/branch-watch';
import { nearest } from '../values/nearest';
import { clusterProblems } from '../values/rules/cluster-problems';
import { kubernetesRange } from '../values/rules/condition';
import { type ObjectShape, shapeOf } from '../values/shape';
import { inOneFile, isCdk8sStdout } from './cdk8s-stdout';
import { checkDependencies } from './check-dependencies';
import { checkKubeVersions } from './check-kube-versions';
import { explainCharts, type ValidatedChart } from './explain-charts';
import { type ExplainOptions, requestedExplanation } from './explain-options';
import { locatedProblem } from './located-problem';
import { manifestFiles } from './manifest-files';
import { report, reportSynth } from './report';
import { mayBeCovered, requestedOptions, type SynthOptions } from './synth-options';
import type { SynthResult } from './synth-result';
import { synthesizeChart } from './synthesize-chart';
import { synthesizeManifests } from './synthesize-manifests';

export type { ExplainOptions } from './explain-options';
export type { SynthOptions } from './synth-options';
export type { ChartResult, SynthResult } from './synth-result';

export interface HelmAppProps {
  /**
   * The charts of the app. Of one chart, the environments' `values` are its values; of several, `values` has a section
   * for each chart, named after it.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a chart's constructs take the values of its own schema, whatever that is
  readonly charts: readonly ChartDefinition<any>[];
  /** The environments, from `loadEnvironments` or `environmentsFrom`. */
  readonly environments: EnvironmentSet;
  /** Folder that everything is written to. @default the environment variable CDK8S_OUTDIR, or dist */
  readonly outdir?: string;
}

/** What is known of the values of a chart that was not traced. */
const NOTHING_FOUND = { fixedValues: [], deadValues: [], unenforcedValues: [], untakenBranches: [] };

/** How an app is synthesized. */
interface Way {
  readonly toStdout: boolean;
  readonly withCharts: boolean;
  readonly branches: BranchWatch | undefined;
}

/** Charts and the environments that they go to. */
export class HelmApp {
  readonly outdir: string;

  constructor(private readonly props: HelmAppProps) {
    this.outdir = props.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist';
    const problems = [...props.charts.flatMap(({ metadata }) => checkMetadata(metadata)), ...duplicates(props.charts)];
    if (problems.length === 0) problems.push(...props.charts.flatMap(checkDependencies));
    if (problems.length > 0) throw new ChartDefinitionError('The chart definitions cannot work:', problems);
  }

  /**
   * Writes the manifests of each environment to `manifests/<environment>` and the Helm charts to `charts`, all of it or,
   * where anything is wrong, nothing. Unless the options ask for a part only, what an earlier run wrote for environments
   * that there are no more is removed.
   *
   * Throws an `InferenceError` with everything that is wrong at the stage that failed: `EnvironmentError` for values,
   * `ConstructError` for constructs, `TraceError` for what no template can express, `OutputError` for the disk.
   */
  synth(options: SynthOptions = {}): SynthResult {
    const explanation = requestedExplanation();
    if (explanation) return this.explainInstead(explanation);
    const toStdout = isCdk8sStdout(this.outdir);
    const withCharts = !toStdout && (options.charts ?? requestedOptions().charts ?? true);
    const watches = withCharts && (options.watchBranches ?? !mayBeCovered(process));
    const branches = watches ? BranchWatch.begin(this.props.charts.length) : undefined;
    try {
      return this.write(options, { toStdout, withCharts, branches });
    } finally {
      branches?.end();
    }
  }

  private write(options: SynthOptions, { toStdout, withCharts, branches }: Way): SynthResult {
    const validated = this.validate();
    const names = options.environments ?? requestedOptions().environments;
    const wanted = this.wantedEnvironments(names);
    // A chart is of all environments.
    const manifestsOfCharts = this.build(validated, wanted, withCharts ? this.wantedEnvironments() : wanted);
    const folders = new Map<string, Map<string, string | Buffer>>();
    for (const [index, manifests] of manifestsOfCharts.entries()) {
      this.addManifests(this.props.charts[index].metadata.name, manifests, folders);
    }
    const charts = validated.map(({ definition, environments }, index) => {
      const manifests = manifestsOfCharts[index];
      const chart = withCharts ? this.addChart(definition, environments, folders, branches) : NOTHING_FOUND;
      return { name: definition.metadata.name, manifests, ...chart };
    });
    if (withCharts) folders.set('schemas', this.editorSchema());
    const written = toStdout ? inOneFile(folders) : folders;
    replaceFolders(this.outdir, written, { isComplete: withCharts && names === undefined });
    const result = { outdir: this.outdir, charts, folders: [...written.keys()] };
    reportSynth(result);
    return result;
  }

  /**
   * Tells what the values of the charts are in each environment, and where they land in the objects. Writes nothing.
   *
   * Throws an `InferenceError` as {@link synth} does, and `ValuesError` where there is no value at the path.
   */
  explain(options: ExplainOptions = {}): ChartExplanation[] {
    const validated = this.validate();
    const wanted = this.wantedEnvironments(options.environments);
    this.build(validated, wanted, this.wantedEnvironments());
    return explainCharts(validated, wanted, options);
  }

  /** The command line runs an app that calls {@link synth}, also to have values explained. */
  private explainInstead(options: ExplainOptions): SynthResult {
    const validated = this.validate();
    const wanted = this.wantedEnvironments(options.environments);
    const charts = this.build(validated, wanted, this.wantedEnvironments()).map((manifests, index) => ({
      name: this.props.charts[index].metadata.name,
      manifests,
      ...NOTHING_FOUND,
    }));
    try {
      report({ kind: 'explain', charts: explainCharts(validated, wanted, options) });
    } catch (error) {
      if (!(error instanceof ValuesError)) throw error;
      report({ kind: 'unknown value', message: error.message });
    }
    return { outdir: this.outdir, charts, folders: [] };
  }

  /** The objects of the wanted environments, and those of the others only to see that there are no problems. */
  private build(
    charts: readonly ValidatedChart[],
    wanted: ReadonlySet<string>,
    checked: ReadonlySet<string> = wanted,
  ): Map<string, Manifest[]>[] {
    return synthesizeManifests(charts, checked).map(
      (manifests) => new Map([...manifests].filter(([environment]) => wanted.has(environment))),
    );
  }

  private addManifests(
    chart: string,
    manifests: ReadonlyMap<string, readonly Manifest[]>,
    folders: Map<string, Map<string, string | Buffer>>,
  ): void {
    const below = this.props.charts.length > 1 ? `${chart}/` : '';
    for (const [environment, objects] of manifests) {
      const path = `manifests/${environment}`;
      const folder = folders.get(path) ?? new Map<string, string | Buffer>();
      for (const [file, text] of manifestFiles(objects)) folder.set(below + file, text);
      folders.set(path, folder);
    }
  }

  private addChart(
    definition: ChartDefinition,
    environments: ValidatedEnvironments<Record<string, unknown>>,
    folders: Map<string, Map<string, string | Buffer>>,
    branches: BranchWatch | undefined,
  ) {
    const { name, version } = definition.metadata;
    const { files, traced, unenforced } = synthesizeChart(definition, environments, branches);
    const folder = folders.get('charts') ?? new Map<string, string | Buffer>();
    for (const [file, text] of files) folder.set(`${name}/${file}`, text);
    const archive = archiveFileName(name, version);
    folder.set(archive, packageChart(name, files));
    folders.set('charts', folder);
    return {
      archive: `charts/${archive}`,
      fixedValues: traced.fixed,
      deadValues: traced.dead,
      unenforcedValues: unenforced,
      untakenBranches: traced.untaken,
      ...(traced.slow && { slowConstructs: traced.slow }),
    };
  }

  private editorSchema(): Map<string, string> {
    const environment = shapeOf(environmentSchema) as ObjectShape;
    return new Map(
      this.props.charts.map(({ metadata, values }) => {
        const prefix = this.props.charts.length > 1 ? `${metadata.name}.` : '';
        const schema = environmentsJsonSchema({
          environment,
          values: shapeOf(values) as ObjectShape,
          openSections: dependencySections(metadata),
        });
        return [`${prefix}${ENVIRONMENTS_SCHEMA_FILE}`, jsonSchemaText(schema)];
      }),
    );
  }

  private validate(): ValidatedChart[] {
    const { charts, environments } = this.props;
    const isShared = charts.length > 1;
    const chartOptions = (definition: ChartDefinition) => ({
      openSections: dependencySections(definition.metadata),
      ...(isShared && { section: definition.metadata.name }),
    });
    const problems = [
      ...(isShared
        ? checkSections(
            environments,
            charts.map(({ metadata }) => metadata.name),
          )
        : []),
      ...charts.flatMap((definition) => [
        ...checkEnvironments(environments, definition.values, chartOptions(definition)),
        ...checkKubeVersions(definition.metadata, environments.environments),
      ]),
    ];
    if (problems.length > 0) throw new EnvironmentError('The environments do not fit the values schema:', problems);
    const complete = charts.map((definition) => ({
      definition: definition as ChartDefinition,
      environments: completeEnvironments(environments, definition.values, chartOptions(definition).section),
    }));
    const missing = complete.flatMap(({ definition, environments: { environments: targets } }) =>
      targets.flatMap((target) => {
        const { apiVersions, kubeVersion } = target.environment.cluster;
        const cluster = {
          hasApi: (api: string) => isStableApi(api) || apiVersions.includes(api),
          hasKubernetes: (version: string) =>
            kubeVersion === undefined || isInRange(kubeVersion, kubernetesRange(version)),
        };
        return clusterProblems(shapeOf(definition.values), target.values, cluster).map((problem) =>
          locatedProblem(problem, target),
        );
      }),
    );
    if (missing.length > 0) throw new EnvironmentError('The environments do not fit their clusters:', missing);
    return complete;
  }

  private wantedEnvironments(names?: readonly string[]): Set<string> {
    const known = this.props.environments.environments.map(({ name }) => name);
    const problems = (names ?? []).flatMap((name): Problem[] => {
      if (known.includes(name)) return [];
      const near = nearest(known, name);
      const advice = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
      return [{ code: 'environment/unknown', message: `there is no environment "${name}"; ${advice}` }];
    });
    if (problems.length > 0) throw new EnvironmentError('The environments cannot be synthesized:', problems);
    return new Set(names ?? known);
  }
}

function duplicates(charts: readonly ChartDefinition[]): Problem[] {
  const names = charts.map(({ metadata }) => metadata.name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    code: 'chart/duplicate-name',
    message: `two charts of the app are named "${name}"; give one of them another name`,
  }));
}
