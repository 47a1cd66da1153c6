import { buildConstructs, constructError, constructProblems, type Manifest, manifestsOf } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { ValidatedEnvironment } from '../environment/validate';
import { ConstructError, type InferenceError, type Problem } from '../errors';
import { Release } from '../release/release';
import { releaseProps } from './release-props';

type Values = Readonly<Record<string, unknown>>;

/**
 * The objects of a chart in one environment. Throws {@link ConstructError} with everything that the constructs have
 * against the environment's values.
 */
export function synthesizeManifests(definition: ChartDefinition, target: ValidatedEnvironment<Values>): Manifest[] {
  const { environment, values } = target;
  const release = new Release(releaseProps(definition.metadata, environment, values));
  let problems: Problem[];
  let manifests: Manifest[];
  try {
    const chart = buildConstructs(definition, values as never, release);
    problems = constructProblems(chart, environment.name);
    manifests = manifestsOf(chart);
  } catch (cause) {
    throw located(constructError(environment.name, cause), target);
  }
  if (problems.length > 0) throw new ConstructError('The constructs cannot be built:', problems);
  return manifests;
}

/** The error with the place of each value that it names. */
function located(error: InferenceError, { environment }: ValidatedEnvironment<Values>): InferenceError {
  const problems = error.problems.map((problem) =>
    problem.path === undefined || problem.location ? problem : { ...problem, ...environment.locate(problem.path) },
  );
  return new ConstructError('The constructs cannot be built:', problems);
}
