import type { ConstructProblem } from '../definition/construct-failure';
import type { ValidatedEnvironment } from '../environment/validate';
import { formatLocation, type Problem } from '../errors';
import { applyDifferences, type Difference, differences, minimalDifferences } from '../trace/differences';
import { joinWords } from '../values/expectation';
import type { ObjectShape } from '../values/shape';
import { locatedProblem } from './located-problem';

type Values = Readonly<Record<string, unknown>>;

/** More values than these do not help to find what is wrong. */
const MAX_BLAMED = 5;

/**
 * A problem that constructs have in an environment, with the values that make it: the fewest in which the environment
 * differs from another one, or from base, that does not have the problem.
 *
 * @param others base and the other environments
 * @param problemsOf what the constructs have against other values in this environment
 */
export function withBlamedValues(
  { problem, identity }: ConstructProblem,
  target: ValidatedEnvironment<Values>,
  others: readonly ValidatedEnvironment<Values>[],
  shape: ObjectShape,
  problemsOf: (values: Values) => readonly ConstructProblem[],
): Problem {
  if (problem.path !== undefined) return locatedProblem(problem, target);
  const recurs = (values: unknown) => problemsOf(values as Values).some((other) => other.identity === identity);
  const changes = others
    .map(({ values }) => ({ values, all: differences(shape, values, target.values) }))
    .sort((left, right) => left.all.length - right.all.length)
    .find(({ values, all }) => !recurs(values) && recurs(applyDifferences(values, all)));
  const blamed = changes ? minimalDifferences(changes.values, changes.all, recurs) : [];
  if (blamed.length === 1) return locatedProblem({ ...problem, path: pathOf(blamed[0] as Difference) }, target);
  const unlocated = locatedProblem(problem, target);
  if (blamed.length === 0 || blamed.length > MAX_BLAMED) return unlocated;
  const values = blamed.map((difference) => placed(difference, target));
  return { ...unlocated, message: `${problem.message}; because of ${joinWords(values, 'and')}` };
}

function pathOf({ place }: Difference): string {
  return place.key;
}

/** `scaling.least (environments/prod.yaml:3:5)` */
function placed(difference: Difference, target: ValidatedEnvironment<Values>): string {
  const { path, location } = locatedProblem({ code: '', message: '', path: pathOf(difference) }, target);
  return location ? `${path} (${formatLocation(location)})` : `${path}`;
}
