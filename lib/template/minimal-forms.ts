import { allOf, anyOf, type Condition, conditionKey, conditionTests, negate } from './condition';
import type { TruthTable } from './truth-table';

/** The combinations of more tests than this are too many to go through. */
const MAX_TESTS = 8;

/** Answers of some of the tests, a bit for each: which tests these are, and which of them hold. */
interface Answers {
  readonly asked: number;
  readonly holding: number;
}

/**
 * A condition as few short alternatives, and as few short demands, by the method of Quine and McCluskey: `or (and a b) c`
 * and `and (or a c) (or b c)`. Cases that the facts exclude may come out either way. None where there are too many tests, or
 * where the facts decide the condition.
 */
export function minimalForms(condition: Condition, facts: readonly Condition[], table: TruthTable): Condition[] {
  const tests = [...new Map(conditionTests(condition).map((test) => [conditionKey(test), test])).values()];
  if (tests.length > MAX_TESTS) return [];
  const holds = table.cases(tests, [...facts, condition]);
  const fails = table.cases(tests, [...facts, negate(condition)]);
  if (holds.length === 0 || fails.length === 0) return [];

  const saying = ({ asked, holding }: Answers): Condition[] =>
    tests.flatMap((test, at) => (has(asked, at) ? [has(holding, at) ? test : negate(test)] : []));
  const alternatives = covering(holds, shortestAnswers(holds, fails, tests.length));
  const refused = covering(fails, shortestAnswers(fails, holds, tests.length));
  return [
    anyOf(alternatives.map((answers) => allOf(saying(answers)))),
    allOf(refused.map((answers) => anyOf(saying(answers).map(negate)))),
  ];
}

/** The answers that are given in some of the cases and in none of the others, and no part of which is; the fewest first. */
function shortestAnswers(cases: readonly number[], others: readonly number[], tests: number): Answers[] {
  const found: Answers[] = [];
  const selections = Array.from({ length: 2 ** tests }, (_, asked) => asked);
  for (const asked of selections.toSorted((left, right) => count(left) - count(right))) {
    const parts = found.filter((part) => (part.asked & asked) === part.asked);
    const excluded = new Set(others.map((each) => each & asked));
    for (const holding of new Set(cases.map((each) => each & asked))) {
      if (!excluded.has(holding) && !parts.some((part) => areGiven(part, holding))) found.push({ asked, holding });
    }
  }
  return found;
}

/** As many of the answers as it takes for some to be given in each case: those first that are given in most of the cases left. */
function covering(cases: readonly number[], answers: readonly Answers[]): Answers[] {
  const chosen = new Set<Answers>();
  for (let left = cases; left.length > 0; ) {
    const covered = (some: Answers) => left.filter((each) => areGiven(some, each)).length;
    const best = answers.reduce((first, next) => (covered(next) > covered(first) ? next : first));
    chosen.add(best);
    left = left.filter((each) => !areGiven(best, each));
  }
  return answers.filter((some) => chosen.has(some));
}

function areGiven({ asked, holding }: Answers, all: number): boolean {
  return (all & asked) === holding;
}

function has(bits: number, at: number): boolean {
  return (bits & (1 << at)) !== 0;
}

function count(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + count(bits >> 1);
}
