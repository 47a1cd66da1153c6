import { buildConstructs, type Manifest, manifestsOf } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { ConstructFailure, type ConstructProblem, thrownProblems } from '../definition/construct-failure';
import { constructProblems } from '../definition/construct-problems';
import { impureConstructs } from '../definition/impure-constructs';
import { withLongStacks } from '../definition/stack';
import type { ValidatedEnvironment, ValidatedEnvironments } from '../environment/validate';
import { ConstructError, formatProblem, type Problem } from '../errors';
import { checkHooks } from '../hooks/check-hooks';
import { Release } from '../release/release';
import { type ObjectShape, shapeOf } from '../values/shape';
import { withBlamedValues } from './blamed-values';
import { releaseProps } from './release-props';

type Values = Readonly<Record<string, unknown>>;

/** A chart and its values. */
export interface BuildOrder {
  readonly definition: ChartDefinition;
  readonly environments: ValidatedEnvironments<Values>;
}

/**
 * The objects of each chart in each of some environments, by the environments' names. Throws {@link ConstructError} with
 * everything that the constructs have against the values of all of them; its cause is what they threw.
 */
export function synthesizeManifests(
  orders: readonly BuildOrder[],
  wanted: ReadonlySet<string>,
): Map<string, Manifest[]>[] {
  const problems = new Map<string, Problem>();
  const thrown: unknown[] = [];
  const result = orders.map(({ definition, environments: { base, environments } }) => {
    const manifests = new Map<string, Manifest[]>();
    for (const target of environments.filter(({ environment }) => wanted.has(environment.name))) {
      const built = buildTarget(definition, target, target.values);
      manifests.set(target.environment.name, built.manifests);
      if (built.thrown !== undefined) thrown.push(built.thrown);
      const others = [base, ...environments].filter((other) => other !== target);
      const shape = shapeOf(definition.values) as ObjectShape;
      for (const found of built.problems) {
        const problem = withBlamedValues(
          found,
          target,
          others,
          shape,
          (values) => buildTarget(definition, target, values).problems,
        );
        // What several environments have from the same place of the same file is told once.
        problems.set(formatProblem(problem), problem);
      }
    }
    return manifests;
  });
  if (problems.size > 0)
    throw new ConstructError('The constructs cannot be built:', [...problems.values()], causeOf(thrown));
  return result;
}

interface BuiltTarget {
  /** Not to be used where there are problems. */
  readonly manifests: Manifest[];
  readonly problems: readonly ConstructProblem[];
  /** What the constructs threw. */
  readonly thrown?: unknown;
}

/** The objects of a chart with some values in the release of an environment, and what is wrong. */
function buildTarget(
  definition: ChartDefinition,
  { environment }: ValidatedEnvironment<Values>,
  values: Values,
): BuiltTarget {
  const release = new Release(releaseProps(definition.metadata, environment, values));
  try {
    const chart = withLongStacks(() => buildConstructs(definition, values as never, release));
    const problems = constructProblems(chart);
    if (problems.length > 0) return { manifests: [], problems };
    const manifests = manifestsOf(chart);
    const impure = impureConstructs(chart, buildConstructs(definition, values as never, release));
    return { manifests, problems: [...hookProblems(manifests), ...impure] };
  } catch (error) {
    return {
      manifests: [],
      problems: thrownProblems(error),
      thrown: error instanceof ConstructFailure ? error.cause : error,
    };
  }
}

function hookProblems(manifests: readonly Manifest[]): ConstructProblem[] {
  return checkHooks(manifests).map((problem) => ({ problem, identity: `${problem.code} ${problem.message}` }));
}

/** Several errors are the cause together. */
function causeOf(thrown: readonly unknown[]): { readonly cause?: unknown } {
  if (thrown.length === 0) return {};
  return { cause: thrown.length === 1 ? thrown[0] : new AggregateError(thrown) };
}
