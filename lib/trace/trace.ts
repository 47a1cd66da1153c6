import { build, buildConstructs } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { type Problem, TraceError } from '../errors';
import { arrangeTemplate } from '../template/arrange-template';
import { type Demand, demandsOf } from '../template/demands';
import { foldLabels } from '../template/fold-labels';
import { foldRepeats } from '../template/fold-repeats';
import type { ChartTemplate } from '../template/node';
import { CAPABILITIES } from '../template/reference';
import { templateReferences } from '../template/references';
import { formatPath, parsePath } from '../values/path';
import { chosenOptions } from '../values/presets/preset-choices';
import { rulePaths } from '../values/rules/rule';
import { type ObjectShape, type Shape, shapeOf } from '../values/shape';
import { Attempt } from './attempt';
import type { BranchWatch } from './branch-watch';
import { besideValues, withCapabilities } from './capabilities';
import { type FixedValue, FixedValues } from './fixed-values';
import type { Inexpressible } from './investigation';
import { loadingFilesOnce } from './loaded-files';
import { childPlace, type Place, patternKey, ROOT, type RootShape, valueAt } from './place';
import { prove, proveForOtherReleases } from './prove';
import { seededRandom } from './random';
import { type SlowConstructs, slowConstructs } from './slow-constructs';
import { Stopwatch } from './stopwatch';
import type { TraceInput } from './trace-input';
import { NAMING_VALUES, releaseFor, type TracedEnvironment } from './traced-environment';
import { unmetDemands } from './unmet-demands';
import type { UntakenBranch } from './untaken-branches';

/** A chart's constructs as templates. */
export interface TracedChart {
  readonly template: ChartTemplate;
  readonly fixed: readonly FixedValue[];
  /** What the choices with presets are that the chart is made for, by their path. */
  readonly presetChoices: ReadonlyMap<string, string>;
  /** Values that change nothing in the objects, whatever the other values are. */
  readonly dead: readonly string[];
  /** What the templates demand of texts and numbers beyond what the schema says. */
  readonly demands: readonly Demand[];
  /** Branches of the user's code that no values took. Empty where nobody watched. */
  readonly untaken: readonly UntakenBranch[];
  /** How often the constructs were run. */
  readonly runs: number;
  /** Told where tracing took long because of the constructs. */
  readonly slow?: SlowConstructs;
}

const SEED = 20260101;

/**
 * Turns the constructs of a chart into templates by running them with many values and watching what moves. Throws
 * {@link TraceError} where a value that no template can express differs between environments.
 *
 * @param environments the values of `base` first, then those of each environment
 * @param branches which branches the constructs take; begun before these ran for the first time
 */
export function traceChart(
  definition: ChartDefinition,
  environments: readonly TracedEnvironment[],
  branches?: BranchWatch,
): TracedChart {
  const [base] = environments;
  if (!base) throw new RangeError('a chart is traced with at least the values of base');
  const stopwatch = new Stopwatch();
  branches?.beginChart(definition);
  return loadingFilesOnce(() => {
    const learnt = learnUntilProven(definition, environments, { stopwatch, ...(branches && { branches }) });
    const untaken = branches?.untaken() ?? [];
    const release = releaseFor(environments, base.values, base.name);
    const slow = slowConstructs(stopwatch, () => buildConstructs(definition, base.values as never, release));
    return { ...learnt, untaken, ...(slow && { slow }) };
  });
}

/** Learns the template, with more and more values fixed, until it is right. */
function learnUntilProven(
  definition: ChartDefinition,
  environments: readonly TracedEnvironment[],
  watches: Pick<TraceInput, 'stopwatch' | 'branches'>,
): Omit<TracedChart, 'untaken' | 'slow'> {
  const root = shapeOf(definition.values) as RootShape;
  const [base] = environments;
  const naming = new Map<string, unknown>(
    NAMING_VALUES.filter((key) => root.keys.has(key)).map((key) => [key, valueAt(base.values, [key])]),
  );
  const made = chosenOptions(root, base.values);
  const fixed = new FixedValues(root, environments, (values, name) =>
    build(definition, values as never, releaseFor(environments, values, name)),
  );
  const apis = new Set<string>();
  let runs = 0;
  for (;;) {
    const attempt = new Attempt(
      {
        definition,
        root: withCapabilities(root, apis),
        environments: fixed.environments.map(({ name, values, release }) => ({
          name,
          values: besideValues(values, apis, (api) => release.apiVersions?.includes(api) ?? false),
        })),
        random: seededRandom(SEED),
        tracedProps: base.release,
        releaseFor: (values, name) => releaseFor(environments, values, name),
        ...watches,
      },
      new Map([...naming, ...made, ...fixed.byPath]),
    );
    const result = fixed.tellingProblems(() => attempt.run());
    runs += result.runs;
    for (const api of result.newApis) apis.add(api);
    if (result.newApis.length > 0) continue;
    if (result.inexpressible.length === 0) {
      fixed.check();
      const labelled = foldLabels(result.template, base.release.appVersion !== undefined);
      const template = foldRepeats(arrangeTemplate(labelled, withCapabilities(root, apis)));
      const demands = demandsOf(labelled);
      checkDemands(demands, environments);
      prove(definition, template, environments);
      proveForOtherReleases(definition, template, environments);
      const dead = deadValues(root, template, new Set([...made.keys(), ...fixed.byPath.keys()]));
      return { template, fixed: fixed.all, presetChoices: made, dead, demands, runs };
    }
    for (const inexpressible of result.inexpressible) {
      if (parsePath(inexpressible.path)[0] === CAPABILITIES) throw inexpressibleApi(inexpressible);
      fixed.add(inexpressible);
    }
  }
}

/** Throws {@link TraceError} where the chart would make something else of a value of an environment. */
function checkDemands(demands: readonly Demand[], environments: readonly TracedEnvironment[]): void {
  const problems = environments.flatMap(({ name, values }) =>
    unmetDemands(demands, values).map(
      (unmet): Problem => ({ code: 'trace/uncarried-value', environment: name, ...unmet }),
    ),
  );
  if (problems.length > 0) throw new TraceError('The chart cannot carry all values:', problems);
}

function inexpressibleApi({ path, place }: Inexpressible): TraceError {
  return new TraceError('The constructs cannot become a chart:', [
    {
      code: 'trace/inexpressible-api',
      message: `no template can express what the answer of hasApi("${parsePath(path)[1]}") does to ${place}; let it only decide whether something is there`,
    },
  ]);
}

/**
 * The values that neither templates nor rules read, as far up as nothing below is read either.
 *
 * @param isKept paths of values that the chart is made for
 */
function deadValues(root: RootShape, template: ChartTemplate, isKept: ReadonlySet<string>): string[] {
  const read = [...templateReferences(template).map(patternKey), ...pathsInRules(root)];
  const isRead = (key: string) => read.some((path) => path === key || isBelow(path, key) || isBelow(key, path));
  const below = (shape: Shape, place: Place): string[] => {
    const key = patternKey(place);
    if (isKept.has(key)) return [];
    if (!isRead(key) && ![...isKept].some((path) => isBelow(path, key))) return [key];
    if (shape.kind !== 'object') return [];
    return [...shape.keys].flatMap(([name, child]) => below(child, childPlace(place, name, child)));
  };
  return [...root.keys]
    .filter(([key]) => !NAMING_VALUES.some((name) => name === key))
    .flatMap(([key, shape]) => below(shape, childPlace(ROOT, key, shape)));
}

/** The values that rules read: they decide what may be installed. */
function pathsInRules(object: ObjectShape, above: readonly string[] = []): string[] {
  const own = (object.rules ?? []).flatMap(rulePaths).map((path) => formatPath([...above, ...path]));
  const below = [...object.keys].flatMap(([key, child]) =>
    child.kind === 'object' ? pathsInRules(child, [...above, key]) : [],
  );
  return [...own, ...below];
}

function isBelow(path: string, key: string): boolean {
  return path.startsWith(key) && (path[key.length] === '.' || path[key.length] === '[');
}
