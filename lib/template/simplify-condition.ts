import {
  allOf,
  anyOf,
  type Condition,
  conditionKey,
  conditionReferences,
  conditionTests,
  isComparison,
  isTest,
  negate,
  negateTestsOnly,
  type Test,
} from './condition';
import { minimalForms } from './minimal-forms';
import { easiestToRead } from './reading-effort';
import { isWithin, type Reference, referenceKey } from './reference';
import { TruthTable } from './truth-table';
import type { ValuesOrder } from './values-order';

/** Conditions of more tests than this are not compared for how they read: they take long to shorten, and no form reads well. */
const MAX_LENGTH = 24;

/**
 * Whether a condition holds wherever all the facts do; false also where that would take too long to find out. Where there
 * are too many facts, only what follows from the last of them is found.
 */
export function followsFrom(condition: Condition, facts: readonly Condition[], values: ValuesOrder): boolean {
  const known = factsAbout(condition, facts);
  const table = TruthTable.of([condition, ...known], values);
  if (table) return table.follows(condition, known);
  const last = facts.slice(-1);
  return TruthTable.of([condition, ...last], values)?.follows(condition, last) ?? false;
}

/**
 * A condition as a person would write it where all the facts hold: without what they or its other parts imply, with what
 * its alternatives have in common said once, and with its parts in the order of the values. `true` or `false` where the
 * facts decide it.
 */
export function simplifyCondition(
  condition: Condition,
  facts: readonly Condition[],
  values: ValuesOrder,
): Condition | boolean {
  const known = factsAbout(condition, facts);
  const own = conditionTests(condition);
  const means = meansOf([...own, ...relatedTests(condition)], known, values) ?? meansOf(own, known, values);
  if (!means) return inOrder(condition, values);
  if (means.table.follows(condition, known)) return true;
  if (means.table.follows(negate(condition), known)) return false;
  return inOrder(reduce(condition, known, means), values);
}

/** What conditions are compared by, and the tests that they may be said with. */
interface Means {
  readonly table: TruthTable;
  readonly tests: readonly Test[];
}

function meansOf(tests: readonly Test[], facts: readonly Condition[], values: ValuesOrder): Means | undefined {
  const table = TruthTable.of([...tests, ...facts], values);
  return table && { table, tests };
}

/** The facts that bear upon a condition: those about its values, about what these are in, and what bears upon them. */
function factsAbout(condition: Condition, facts: readonly Condition[]): Condition[] {
  const concerned = conditionReferences(condition);
  let others = facts.map((fact) => ({ fact, references: conditionReferences(fact) }));
  const about: Condition[] = [];
  for (let size = -1; size !== about.length; ) {
    size = about.length;
    const near = others.filter(({ references }) =>
      references.some((one) => concerned.some((two) => areNear(one, two))),
    );
    others = others.filter((other) => !near.includes(other));
    about.push(...near.map(({ fact }) => fact));
    concerned.push(...near.flatMap(({ references }) => references));
  }
  return about;
}

function areNear(left: Reference, right: Reference): boolean {
  return isWithin(left, right) || isWithin(right, left);
}

/** Tests on the same values that may say the same in a shorter way: the options of a choice, a whole number by itself. */
function relatedTests(condition: Condition): Test[] {
  return conditionTests(condition).flatMap((test): Test[] => {
    const { reference } = test;
    if (isComparison(test)) {
      const { other } = test;
      const isOrdered = reference.shape.kind === 'number';
      return isOrdered
        ? [
            { ...test, kind: 'above' },
            { kind: 'above', reference: other, other: reference },
          ]
        : [];
    }
    const equals = (value: string | number | boolean): Test => ({ kind: 'equals', reference, value });
    if (test.kind === 'equals' && reference.shape.kind === 'choice') return reference.shape.options.map(equals);
    const isWhole = reference.shape.kind === 'number' && reference.shape.integer;
    return test.kind === 'atLeast' && isWhole ? [equals(test.value)] : [];
  });
}

/** The easiest to read of the forms that a condition with others inside has; between equals the one that it was written in. */
function reduce(condition: Condition, facts: readonly Condition[], means: Means): Condition {
  const reduced = shorten(condition, facts, means);
  if (isFlat(reduced) || length(reduced) > MAX_LENGTH) return reduced;
  const forms = [...minimalForms(condition, facts, means.table), negateTestsOnly(condition)];
  const others = forms.filter((form) => length(form) <= MAX_LENGTH && conditionKey(form) !== conditionKey(condition));
  return easiestToRead([reduced, ...others.map((form) => shorten(form, facts, means))]);
}

function shorten(condition: Condition, facts: readonly Condition[], means: Means): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return asOneTest(condition, facts, means) ?? shortenOperands(condition.kind, condition.conditions, facts, means);
    case 'not':
      return asOneTest(condition, facts, means) ?? negate(reduce(condition.condition, facts, means));
    default:
      return condition;
  }
}

/** Whether a condition is a test, or several in one pair of brackets, with opposites of tests among them. */
function isFlat(condition: Condition): boolean {
  const parts = condition.kind === 'and' || condition.kind === 'or' ? condition.conditions : [condition];
  return parts.every((part) => isTest(part.kind === 'not' ? part.condition : part));
}

/** The test, or opposite of one, that says the same as a longer condition on the same values. */
function asOneTest(condition: Condition, facts: readonly Condition[], { table, tests }: Means): Condition | undefined {
  const read = new Set(conditionReferences(condition).map(referenceKey));
  const candidates = tests.filter(({ reference }) => read.has(referenceKey(reference)));
  return [...candidates, ...candidates.map(negate)].find((candidate) => table.areEqual(candidate, condition, facts));
}

function shortenOperands(
  kind: 'and' | 'or',
  conditions: readonly Condition[],
  facts: readonly Condition[],
  means: Means,
): Condition {
  const join = kind === 'and' ? allOf : anyOf;
  // An operand only counts where the other operands of `and` hold, and where those of `or` do not.
  const given = (others: readonly Condition[]) => [...facts, ...(kind === 'and' ? others : others.map(negate))];
  const isNeedless = (operand: Condition, others: readonly Condition[]) =>
    means.table.follows(kind === 'and' ? operand : negate(operand), given(others));

  let operands = flatten(kind, conditions);
  for (const operand of operands.toSorted((left, right) => length(right) - length(left))) {
    const others = operands.filter((other) => other !== operand);
    if (others.length > 0 && isNeedless(operand, others)) operands = others;
  }
  for (const [index, operand] of operands.entries()) {
    operands[index] = reduce(operand, given(operands.toSpliced(index, 1)), means);
  }
  operands = mergePairs(flatten(kind, operands), (pair, others) => asOneTest(join(pair), given(others), means));
  return kind === 'or' ? factored(operands) : allOf(operands);
}

function flatten(kind: 'and' | 'or', conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((condition) =>
    condition.kind === kind ? flatten(kind, condition.conditions) : [condition],
  );
}

function length(condition: Condition): number {
  return conditionTests(condition).length;
}

/** Puts one test in the place of two on the same value, as long as there are such two. */
function mergePairs(
  operands: readonly Condition[],
  merge: (pair: readonly Condition[], others: readonly Condition[]) => Condition | undefined,
): Condition[] {
  for (const [at, left] of operands.entries()) {
    for (const right of operands.slice(at + 1)) {
      if (new Set(conditionReferences(allOf([left, right])).map(referenceKey)).size > 1) continue;
      const others = operands.filter((other) => other !== left && other !== right);
      const merged = merge([left, right], others);
      if (merged) return mergePairs([merged, ...others], merge);
    }
  }
  return [...operands];
}

/**
 * `(a and b) or (a and c) or d` as `(a and (b or c)) or d`: what most alternatives have in common is said once, and then
 * what most of the others have.
 */
function factored(alternatives: readonly Condition[]): Condition {
  const parts = alternatives.map((alternative) => flatten('and', [alternative]));
  const keys = parts.map((conditions) => new Set(conditions.map(conditionKey)));
  const countOf = (key: string) => keys.filter((others) => others.has(key)).length;
  const [most] = [...new Set(keys.flatMap((own) => [...own]))].toSorted(
    (left, right) => countOf(right) - countOf(left),
  );
  if (countOf(most) < 2) return anyOf(alternatives);
  const sharing = parts.filter((_, at) => keys[at].has(most));
  const others = alternatives.filter((_, at) => !keys[at].has(most));
  const common = sharing[0].filter((condition) => sharing.every((conditions) => holds(conditions, condition)));
  const rests = sharing.map((conditions) => conditions.filter((condition) => !holds(common, condition)));
  // What is in common may be all that an alternative asks for.
  const isEnough = rests.some(({ length }) => length === 0);
  const shared = allOf(isEnough ? common : [...common, factored(rests.map(allOf))]);
  return others.length === 0 ? shared : factored([shared, ...others]);
}

function holds(conditions: readonly Condition[], wanted: Condition): boolean {
  return conditions.some((condition) => conditionKey(condition) === conditionKey(wanted));
}

/**
 * Operands in the order in which `values.yaml` has what they ask for, options of one choice in that of the schema; what
 * compares two values where the later one is.
 */
export function inOrder(condition: Condition, values: ValuesOrder): Condition {
  switch (condition.kind) {
    case 'not':
      return negate(inOrder(condition.condition, values));
    case 'and':
    case 'or': {
      const operands = condition.conditions.map((operand) => inOrder(operand, values));
      const ranked = operands.map((operand) => ({ operand, first: firstReference(operand, values) }));
      ranked.sort(
        (left, right) =>
          values.compare(left.first, right.first) || optionRank(left.operand) - optionRank(right.operand),
      );
      return { kind: condition.kind, conditions: ranked.map(({ operand }) => operand) };
    }
    default:
      return condition;
  }
}

/** Where what a condition asks about a value stands among others: an option where it stands in its choice. */
function optionRank(condition: Condition): number {
  const test = condition.kind === 'not' ? condition.condition : condition;
  // What is compared has to be there.
  if (isTest(test) && isComparison(test)) return 1;
  if (test.kind !== 'equals' || test.reference.shape.kind !== 'choice') return 0;
  return test.reference.shape.options.indexOf(test.value);
}

function firstReference(condition: Condition, values: ValuesOrder): Reference {
  const later = (left: Reference, right: Reference) => (values.compare(left, right) < 0 ? right : left);
  const asked = conditionTests(condition).map((test) =>
    isComparison(test) ? later(test.reference, test.other) : test.reference,
  );
  return asked.reduce((first, next) => (values.compare(next, first) < 0 ? next : first));
}
