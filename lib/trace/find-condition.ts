import { type Condition, conditionTests, negate } from '../template/condition';
import { findUntold, type Untold } from './find-untold';
import type { Mask } from './mask';
import { isInside, type Space } from './space';

/** A test or its opposite, with the instances in which it holds. */
interface Term {
  readonly condition: Condition;
  readonly mask: Mask;
  readonly cost: number;
  /** What it asks about. */
  readonly variable: string;
}

export interface FoundCondition {
  readonly condition: Condition;
  readonly cost: number;
  /**
   * A positive and a negative instance that the variables which are seen to decide do not tell apart: there is another one
   * that does, and the condition was made of others that may not be it.
   */
  readonly findUntold?: () => Untold | undefined;
}

/** Tests whose costs differ by no more read almost alike. */
const MUCH_ALIKE = 0.25;
const NEGATION_COST = 0.3;
const AND_COST = 0.5;
const OR_COST = 0.8;
/** What a reader has to turn around as a whole. */
const OPPOSITE_COST = 3;

/** What is known of a condition that is sought. */
export interface Hints {
  /** A condition to prefer to any that takes more than one test. */
  readonly expected?: Condition;
  /** Conditions that were found for the like. */
  readonly alike?: readonly Condition[];
  /** The variables that are read under the condition. */
  readonly reads?: readonly string[];
  /** Other instances in which the condition may hold, and better does: nothing else has to be said of them then. */
  readonly wanted?: Mask;
}

/**
 * The condition that reads best among those that hold in all of `positive` and in none of `negative`; what it says of
 * other instances does not matter. It is made of the variables that are seen to decide: those in which two otherwise
 * equal instances differ, one positive and one negative. Failing that, it is what was found for the like, or made of
 * variables that are read there, that lie beside these, or that are seen to change the same object. `undefined` if no known test tells the two sets apart.
 */
export function findCondition(
  space: Space,
  positive: Mask,
  negative: Mask,
  { expected, alike = [], reads = [], wanted = positive }: Hints = {},
): FoundCondition | undefined {
  const deciding = new Set<string>();
  for (const { from, to, key } of space.edges) {
    if ((positive.has(from) && negative.has(to)) || (positive.has(to) && negative.has(from))) deciding.add(key);
  }
  const decisive = termsAbout(space, deciding);
  const about = (variables: readonly string[]) => {
    if (variables.length === 0) return undefined;
    const terms = termsAbout(space, [...deciding, ...variables]);
    return single(terms, positive, negative) ?? several(space, terms, positive, negative);
  };
  const told =
    single(decisive, positive, negative, wanted) ??
    fulfilled(space, positive, negative, expected ? [expected] : []) ??
    several(space, decisive, positive, negative) ??
    fulfilled(space, positive, negative, alike);
  if (told) return told;
  const guessed =
    about(reads.length <= MAX_READ ? reads : []) ??
    about(reads.flatMap(variableAround)) ??
    (space.moving ? several(space, termsAbout(space, space.moving), positive, negative) : undefined) ??
    several(space, terms(space, [...space.candidates.keys()]), positive, negative);
  return (
    guessed && {
      ...guessed,
      findUntold: () => findUntold(space, positive, negative, candidatesAbout(space, deciding)),
    }
  );
}

/** The first of some conditions that tells the two sets apart. */
function fulfilled(
  space: Space,
  positive: Mask,
  negative: Mask,
  conditions: readonly Condition[],
): FoundCondition | undefined {
  const found = conditions.find((condition) => {
    const holds = space.holding(condition);
    return holds.contains(positive) && !holds.intersects(negative);
  });
  return found && { condition: found, cost: 2 };
}

/** The tests that ask about some variables, or about something inside of them, and their opposites. */
function termsAbout(space: Space, variables: Iterable<string>): Term[] {
  return terms(space, candidatesAbout(space, variables));
}

function candidatesAbout(space: Space, variables: Iterable<string>): readonly number[] {
  const asking = new Set([...variables].flatMap((key) => space.candidatesInside(key)));
  return [...asking].sort((left, right) => left - right);
}

/** What reads more variables than that says little about which of them decides. */
const MAX_READ = 3;

/** The part of the values that a variable is in: what switches it on and off is often beside it. */
function variableAround(variable: string): string[] {
  const end = Math.max(variable.lastIndexOf('.'), variable.lastIndexOf('['));
  return end > 0 ? [variable.slice(0, end)] : [];
}

function terms(space: Space, candidates: readonly number[]): Term[] {
  return candidates.flatMap((index) => {
    const { test, cost, variable } = space.candidates[index];
    return [
      { condition: test, mask: space.holds(index), cost, variable },
      { condition: negate(test), mask: space.fails(index), cost: cost + NEGATION_COST, variable },
    ];
  });
}

function single(
  candidates: readonly Term[],
  positive: Mask,
  negative: Mask,
  wanted = positive,
): FoundCondition | undefined {
  const found = candidates.filter((term) => term.mask.contains(positive) && !term.mask.intersects(negative));
  const best = cheapest(found);
  // Of tests that read almost alike, the one that leaves less to be said.
  const leavesLess = (term: Term) => best && term.cost <= best.cost + MUCH_ALIKE && term.mask.contains(wanted);
  return cheapest(found.filter(leavesLess)) ?? best;
}

function several(
  space: Space,
  candidates: readonly Term[],
  positive: Mask,
  negative: Mask,
): FoundCondition | undefined {
  const necessary = candidates.filter((term) => term.mask.contains(positive));
  const sufficient = candidates.filter((term) => !term.mask.intersects(negative));
  const pair = cheapest([
    ...necessary.filter((term) => !term.mask.intersects(negative)),
    ...pairs(necessary, (left, right) => !left.mask.and(right.mask).intersects(negative), 'and', AND_COST),
    ...pairs(sufficient, (left, right) => left.mask.or(right.mask).contains(positive), 'or', OR_COST),
  ]);
  if (pair) return pair;
  const found = disjunction(space, candidates, positive, negative);
  const opposite = disjunction(space, candidates, negative, positive);
  return cheapest([...(found ? [found] : []), ...(opposite ? [otherwise(opposite)] : [])]);
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

/** The opposite of a condition: of one test or another, that neither holds. */
function otherwise({ condition, cost }: FoundCondition): FoundCondition {
  const isOfTests = condition.kind === 'or' && condition.conditions.every((part) => conditionTests(part).length === 1);
  if (isOfTests) return { condition: { kind: 'and', conditions: condition.conditions.map(negate) }, cost };
  return { condition: negate(condition), cost: cost + OPPOSITE_COST };
}

/**
 * A disjunction of conjunctions, each of which holds in some positive instances and in no negative one. What a conjunction
 * is made of is best told by an instance next to many negative ones: each of the variables that lead there is a part of it.
 */
function disjunction(
  space: Space,
  candidates: readonly Term[],
  positive: Mask,
  negative: Mask,
): FoundCondition | undefined {
  const deciding = decidingIn(space, positive, negative);
  const told = [...deciding.keys()].sort((left, right) => sizeAt(deciding, right) - sizeAt(deciding, left));
  const conjunctions: Term[][] = [];
  for (let rest = positive; !rest.isEmpty(); ) {
    const index = told.find((candidate) => rest.has(candidate)) ?? rest.first();
    const holding = candidates.filter((term) => term.mask.has(index));
    const own = holding.filter(({ variable }) => isAbout(variable, deciding.get(index)));
    const found = excluding(own, negative) ?? excluding(holding, negative);
    if (!found) return undefined;
    conjunctions.push(found);
    rest = rest.without(intersection(found, rest));
  }
  return factored(conjunctions);
}

/** For each positive instance that is next to negative ones, the variables that lead there. */
function decidingIn(space: Space, positive: Mask, negative: Mask): ReadonlyMap<number, ReadonlySet<string>> {
  const deciding = new Map<number, Set<string>>();
  const add = (index: number, key: string) => {
    const keys = deciding.get(index) ?? new Set<string>();
    deciding.set(index, keys.add(key));
  };
  for (const { from, to, key } of space.edges) {
    if (positive.has(from) && negative.has(to)) add(from, key);
    if (positive.has(to) && negative.has(from)) add(to, key);
  }
  return deciding;
}

function sizeAt(sets: ReadonlyMap<number, ReadonlySet<string>>, index: number): number {
  return sets.get(index)?.size ?? 0;
}

/** Whether a variable is one of some, or inside of one. */
function isAbout(variable: string, keys: ReadonlySet<string> | undefined): boolean {
  if (!keys) return false;
  for (const key of keys) if (isInside(variable, key)) return true;
  return false;
}

/**
 * Terms that never hold together in a negative instance: of all of them, those that read worst are dropped first, as long
 * as the others still exclude every negative instance.
 */
function excluding(candidates: readonly Term[], negative: Mask): Term[] | undefined {
  const terms = candidates.toReversed().sort((left, right) => left.cost - right.cost);
  const before: Mask[] = [];
  let left = negative;
  for (const term of terms) {
    before.push(left);
    left = left.and(term.mask);
  }
  if (!left.isEmpty()) return undefined;
  const kept: Term[] = [];
  let after = negative;
  for (let at = terms.length - 1; at >= 0; at--) {
    if (!before[at].intersects(after)) continue;
    kept.unshift(terms[at]);
    after = after.and(terms[at].mask);
  }
  return kept;
}

function intersection(terms: readonly Term[], within: Mask): Mask {
  return terms.reduce<Mask>((mask, term) => mask.and(term.mask), within);
}

/** `(a and b) or (a and c)` as `a and (b or c)`. */
function factored(conjunctions: readonly Term[][]): FoundCondition {
  const [first = [], ...others] = conjunctions;
  const common = first.filter((term) => others.every((other) => other.includes(term)));
  const rests = conjunctions.map((terms) => conjunction(terms.filter((term) => !common.includes(term))));
  const asked = [...common, ...conjunctions.flatMap((terms) => terms.filter((term) => !common.includes(term)))];
  const cost = asked.reduce((sum, term) => sum + term.cost + OR_COST, 0);
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
