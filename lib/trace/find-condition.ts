import { type Condition, negate } from '../template/condition';
import type { Mask } from './mask';
import type { Space } from './space';

/** A test or its opposite, with the instances in which it holds. */
interface Term {
  readonly condition: Condition;
  readonly mask: Mask;
  readonly cost: number;
}

export interface FoundCondition {
  readonly condition: Condition;
  readonly cost: number;
}

const NEGATION_COST = 0.3;
const AND_COST = 0.5;
const OR_COST = 0.8;

/**
 * The condition that reads best among those that hold in all of `positive` and in none of `negative`; what it says of
 * other instances does not matter. It is made of the variables that are seen to decide: those in which two otherwise
 * equal instances differ, one positive and one negative. `undefined` if no known test tells the two sets apart.
 */
export function findCondition(space: Space, positive: Mask, negative: Mask): FoundCondition | undefined {
  const deciding = new Set<string>();
  for (const { from, to, key } of space.edges) {
    if ((positive.has(from) && negative.has(to)) || (positive.has(to) && negative.has(from))) deciding.add(key);
  }
  const decisive = terms(space, (variable) => [...deciding].some((key) => variable === key || isInside(variable, key)));
  return (
    search(decisive, positive, negative) ??
    search(
      terms(space, () => true),
      positive,
      negative,
    )
  );
}

function isInside(variable: string, key: string): boolean {
  return variable.startsWith(`${key}.`);
}

function terms(space: Space, isWanted: (variable: string) => boolean): Term[] {
  return space.candidates.flatMap((candidate, index) => {
    if (!isWanted(candidate.variable)) return [];
    const mask = space.holds(index);
    return [
      { condition: candidate.test, mask, cost: candidate.cost },
      { condition: negate(candidate.test), mask: space.all.without(mask), cost: candidate.cost + NEGATION_COST },
    ];
  });
}

function search(candidates: readonly Term[], positive: Mask, negative: Mask): FoundCondition | undefined {
  const necessary = candidates.filter((term) => term.mask.contains(positive));
  const sufficient = candidates.filter((term) => !term.mask.intersects(negative));
  const single = cheapest(necessary.filter((term) => !term.mask.intersects(negative)));
  if (single) return single;
  const pair = cheapest([
    ...pairs(necessary, (left, right) => !left.mask.and(right.mask).intersects(negative), 'and', AND_COST),
    ...pairs(sufficient, (left, right) => left.mask.or(right.mask).contains(positive), 'or', OR_COST),
  ]);
  return pair ?? disjunction(candidates, positive, negative);
}

function cheapest(found: readonly FoundCondition[]): FoundCondition | undefined {
  return found.reduce<FoundCondition | undefined>(
    (best, next) => (best === undefined || next.cost < best.cost ? next : best),
    undefined,
  );
}

const MAX_PAIRED = 60;

function pairs(
  from: readonly Term[],
  fits: (left: Term, right: Term) => boolean,
  kind: 'and' | 'or',
  cost: number,
): FoundCondition[] {
  const found: FoundCondition[] = [];
  const terms = from.slice(0, MAX_PAIRED);
  for (const [index, left] of terms.entries()) {
    for (const right of terms.slice(index + 1)) {
      if (!fits(left, right)) continue;
      found.push({
        condition: { kind, conditions: [left.condition, right.condition] },
        cost: left.cost + right.cost + cost,
      });
    }
  }
  return found;
}

/**
 * A disjunction of conjunctions: each conjunction starts from everything that is true of one positive instance, and
 * loses terms, the least readable first, as long as it still holds in no negative instance.
 */
function disjunction(candidates: readonly Term[], positive: Mask, negative: Mask): FoundCondition | undefined {
  const conjunctions: Term[][] = [];
  for (let rest = positive; !rest.isEmpty(); ) {
    const index = rest.first();
    const kept = candidates.filter((term) => term.mask.has(index));
    if (intersection(kept, negative)?.isEmpty() !== true) return undefined;
    for (const term of [...kept].sort((left, right) => right.cost - left.cost)) {
      const without = kept.filter((other) => other !== term);
      if (without.length > 0 && intersection(without, negative)?.isEmpty() === true) kept.splice(kept.indexOf(term), 1);
    }
    conjunctions.push(kept);
    rest = rest.without(intersection(kept, rest) ?? rest);
  }
  return factored(conjunctions);
}

function intersection(terms: readonly Term[], within: Mask): Mask | undefined {
  return terms.reduce<Mask>((mask, term) => mask.and(term.mask), within);
}

/** `(a and b) or (a and c)` as `a and (b or c)`. */
function factored(conjunctions: readonly Term[][]): FoundCondition {
  const [first = [], ...others] = conjunctions;
  const common = first.filter((term) => others.every((other) => other.includes(term)));
  const rests = conjunctions.map((terms) => conjunction(terms.filter((term) => !common.includes(term))));
  const cost = conjunctions.flat().reduce((sum, term) => sum + term.cost + OR_COST, 0);
  if (rests.some((rest) => rest === undefined)) return { condition: conjunction(common) as Condition, cost };
  const alternatives = rests as Condition[];
  const either: Condition =
    alternatives.length === 1 ? (alternatives[0] as Condition) : { kind: 'or', conditions: alternatives };
  if (common.length === 0) return { condition: either, cost };
  return { condition: { kind: 'and', conditions: [...common.map((term) => term.condition), either] }, cost };
}

function conjunction(terms: readonly Term[]): Condition | undefined {
  if (terms.length < 2) return terms[0]?.condition;
  return { kind: 'and', conditions: terms.map((term) => term.condition) };
}
