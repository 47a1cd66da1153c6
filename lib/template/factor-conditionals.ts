import { allOf, type Condition, conditionKey } from './condition';
import type { Conditional, Entry, Item, Part } from './node';

/** One condition in common is read as fast in each of the places. */
const MIN_COMMON = 2;

/** Neighbours whose conditions have several conditions in common come under one `if` for these. */
export function factorConditionals<P extends Entry | Item>(parts: readonly Part<P>[]): Part<P>[] {
  const factored: Part<P>[] = [];
  for (let at = 0; at < parts.length; ) {
    const run = longestRun(parts.slice(at));
    const [first] = run.parts;
    if (!first || run.parts.length < 2) {
      factored.push(parts[at]);
      at += 1;
      continue;
    }
    const when = allOf(conjuncts(first.branches[0].when).filter((part) => run.common.has(conditionKey(part))));
    const inside = run.parts.map((part) => without(part, run.common));
    factored.push({ kind: 'conditional', branches: [{ when, parts: inside }], otherwise: [] });
    at += run.parts.length;
  }
  return factored;
}

interface Run<P> {
  readonly parts: readonly Conditional<P>[];
  /** The conditions that all branches have in common, besides others of their own. */
  readonly common: ReadonlySet<string>;
}

/** The parts that something begins with, as far as they have enough in common. */
function longestRun<P>(parts: readonly Part<P>[]): Run<P> {
  let run: Run<P> = { parts: [], common: new Set() };
  for (const part of parts) {
    if ((part as Conditional<P>).kind !== 'conditional') break;
    const conditional = part as Conditional<P>;
    if (conditional.otherwise.length > 0) break;
    const branches = conditional.branches.map(({ when }) => conjuncts(when).map(conditionKey));
    const all = run.parts.length === 0 ? branches : [...branches, [...run.common]];
    const common = new Set(all[0].filter((key) => all.every((keys) => keys.includes(key))));
    const extended = [...run.parts, conditional];
    const haveMore = extended.every((each) => each.branches.every(({ when }) => conjuncts(when).length > common.size));
    if (common.size < MIN_COMMON || (extended.length > 1 && !haveMore)) break;
    run = { parts: extended, common };
  }
  return run;
}

function without<P>(part: Conditional<P>, common: ReadonlySet<string>): Conditional<P> {
  const branches = part.branches.map(({ when, parts }) => ({
    when: allOf(conjuncts(when).filter((condition) => !common.has(conditionKey(condition)))),
    parts,
  }));
  return { ...part, branches };
}

function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.conditions : [condition];
}
