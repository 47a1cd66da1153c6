import { type ConstructProblem, thrownProblems } from '../definition/construct-failure';
import { TraceError } from '../errors';
import { joinWords } from '../values/expectation';
import { applyDifferences, differences, minimalDifferences } from './differences';
import type { Points, Refusal } from './points';
import type { TraceInput } from './trace-input';

const ADVICE =
  'while a chart is traced, made-up values stand in for real ones: let the schema check values, by regex or refine, or ' +
  'check them only where Release.of(scope).isTracing is false';

const WHATEVER =
  'they throw whatever the values are while the chart is traced, when made-up text stands in for the names of the release';

/**
 * The error where constructs throw on everything that they are traced with. It names the fewest values of an environment
 * that cannot be replaced by made-up ones.
 */
export function refusedAll(points: Points, refusal: Refusal, { root, environments }: TraceInput): TraceError {
  const [{ problem, identity }] = thrownProblems(refusal.error) as [ConstructProblem];
  const throwsToo = (values: unknown) => {
    const tried = points.refusalOf(points.intern(values));
    return tried !== undefined && thrownProblems(tried.error).some((other) => other.identity === identity);
  };
  const accepted = environments.find(({ values }) => points.refusalOf(points.intern(values)) === undefined);
  const all = accepted ? differences(root, accepted.values, refusal.values) : [];
  const isTheirs = accepted !== undefined && throwsToo(applyDifferences(accepted.values, all));
  const blamed = isTheirs ? minimalDifferences(accepted.values, all, throwsToo).map(({ place }) => place.key) : [];
  const [only, ...others] = blamed;
  const isOne = only !== undefined && others.length === 0;
  const because = others.length > 0 ? `; because of ${joinWords(blamed, 'and')}` : '';
  return new TraceError('The constructs cannot become a chart:', [
    {
      code: 'trace/refused',
      message: `${problem.message}${because}; ${accepted ? ADVICE : WHATEVER}`,
      ...(isOne && { path: only, environment: accepted?.name }),
    },
  ]);
}
