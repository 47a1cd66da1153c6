import type { ValidatedEnvironment } from '../environment/validate';
import type { Problem } from '../errors';
import { formatPath, parsePath } from '../values/path';

/**
 * A problem of a chart in an environment, with the place where the value that it names was written. A path in the
 * chart's values becomes one in the environment's.
 */
export function locatedProblem(problem: Problem, target: ValidatedEnvironment<unknown>): Problem {
  const { environment, section } = target;
  if (problem.path === undefined || problem.location) return { environment: environment.name, ...problem };
  const path = section === undefined ? problem.path : formatPath([section, ...parsePath(problem.path)]);
  return { ...problem, path, ...environment.locate(path) };
}
