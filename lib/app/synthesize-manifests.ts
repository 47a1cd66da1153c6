import { buildConstructs, constructError, constructProblems, type Manifest, manifestsOf } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { ValidatedEnvironment } from '../environment/validate';
import { ConstructError, formatProblem, type Problem } from '../errors';
import { Release } from '../release/release';
import { locatedProblem } from './located-problem';
import { releaseProps } from './release-props';

type Values = Readonly<Record<string, unknown>>;

/** A chart and the environments that it is built for. */
export interface BuildOrder {
  readonly definition: ChartDefinition;
  readonly targets: readonly ValidatedEnvironment<Values>[];
}

/**
 * The objects of each chart in each of its environments, by the environments' names. Throws {@link ConstructError} with
 * everything that the constructs have against the values of all of them.
 */
export function synthesizeManifests(orders: readonly BuildOrder[]): Map<string, Manifest[]>[] {
  const problems = new Map<string, Problem>();
  const result = orders.map(({ definition, targets }) => {
    const manifests = new Map<string, Manifest[]>();
    for (const target of targets) {
      const built = buildTarget(definition, target);
      manifests.set(target.environment.name, built.manifests);
      // What several environments have from the same place of the same file is told once.
      for (const problem of built.problems) problems.set(formatProblem(problem), problem);
    }
    return manifests;
  });
  if (problems.size > 0) throw new ConstructError('The constructs cannot be built:', [...problems.values()]);
  return result;
}

/** The objects, and what is wrong; where there is anything, the objects are not to be used. */
function buildTarget(definition: ChartDefinition, target: ValidatedEnvironment<Values>) {
  const { environment, values } = target;
  const release = new Release(releaseProps(definition.metadata, environment, values));
  try {
    const chart = buildConstructs(definition, values as never, release);
    const problems = constructProblems(chart, environment.name);
    return { manifests: manifestsOf(chart), problems };
  } catch (cause) {
    const { problems } = constructError(environment.name, cause);
    return { manifests: [], problems: problems.map((problem) => locatedProblem(problem, target)) };
  }
}
