import { type Reference, referenceKey } from './reference';

/** Go's truth: not missing, not false, not zero, not empty. */
export interface Truthy {
  readonly kind: 'truthy';
  readonly reference: Reference;
}
/** There, whatever its value. */
export interface Defined {
  readonly kind: 'defined';
  readonly reference: Reference;
}
/** Equal to one option of a choice. */
export interface Equals {
  readonly kind: 'equals';
  readonly reference: Reference;
  readonly value: string | number | boolean;
}
/** A dictionary with this key. */
export interface HasKey {
  readonly kind: 'hasKey';
  readonly reference: Reference;
  readonly key: string;
}
/** A sequence with this among its elements. */
export interface Contains {
  readonly kind: 'contains';
  readonly reference: Reference;
  readonly value: string | boolean;
}
/** A text that begins or ends with this one, or has it anywhere. */
export interface HasText {
  readonly kind: 'startsWith' | 'endsWith' | 'includes';
  readonly reference: Reference;
  readonly value: string;
}
/** A number of at least this much, or a sequence of at least so many elements. */
export interface AtLeast {
  readonly kind: 'atLeast';
  readonly reference: Reference;
  readonly value: number;
}
/** Of this type, where the schema takes several. */
export interface HasType {
  readonly kind: 'hasType';
  readonly reference: Reference;
  readonly type: 'text' | 'boolean' | 'mapping' | 'sequence';
}
/** A text or whole number that is the same as another one, or a number above another one. */
export interface Comparison {
  readonly kind: 'sameAs' | 'above';
  readonly reference: Reference;
  readonly other: Reference;
}
export interface Not {
  readonly kind: 'not';
  readonly condition: Condition;
}
export interface And {
  readonly kind: 'and';
  readonly conditions: readonly Condition[];
}
export interface Or {
  readonly kind: 'or';
  readonly conditions: readonly Condition[];
}

/** What an `if` asks about one value. */
export type ValueTest = Truthy | Defined | Equals | AtLeast | Contains | HasKey | HasText | HasType;
/** What an `if` asks about the values. */
export type Test = ValueTest | Comparison;
export type Condition = Test | Not | And | Or;

/** The opposite of a condition; a double negation falls away. */
export function negate(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}

export function isTest(condition: Condition): condition is Test {
  return condition.kind !== 'not' && condition.kind !== 'and' && condition.kind !== 'or';
}

/** Whether a test asks about two values. */
export function isComparison(test: Test): test is Comparison {
  return test.kind === 'sameAs' || test.kind === 'above';
}

/** The same condition with no `not` around several tests: `or a (not b)` for `not (and (not a) b)`. */
export function negateTestsOnly(condition: Condition, isOpposite = false): Condition {
  switch (condition.kind) {
    case 'not':
      return negateTestsOnly(condition.condition, !isOpposite);
    case 'and':
    case 'or': {
      const kind = isOpposite === (condition.kind === 'and') ? 'or' : 'and';
      return { kind, conditions: condition.conditions.map((part) => negateTestsOnly(part, isOpposite)) };
    }
    default:
      return isOpposite ? negate(condition) : condition;
  }
}

/** A stable text that two conditions share when they are the same. */
export function conditionKey(condition: Condition): string {
  switch (condition.kind) {
    case 'truthy':
    case 'defined':
      return `${condition.kind}(${referenceKey(condition.reference)})`;
    case 'hasKey':
      return `hasKey(${referenceKey(condition.reference)},${JSON.stringify(condition.key)})`;
    case 'hasType':
      return `hasType(${referenceKey(condition.reference)},${condition.type})`;
    case 'sameAs':
    case 'above':
      return `${condition.kind}(${referenceKey(condition.reference)},${referenceKey(condition.other)})`;
    case 'equals':
    case 'contains':
    case 'atLeast':
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      return `${condition.kind}(${referenceKey(condition.reference)},${JSON.stringify(condition.value)})`;
    case 'not':
      return `not(${conditionKey(condition.condition)})`;
    case 'and':
    case 'or':
      return `${condition.kind}(${condition.conditions.map(conditionKey).join(',')})`;
  }
}

/** All the tests that a condition is made of, as often as they stand in it. */
export function conditionTests(condition: Condition): Test[] {
  switch (condition.kind) {
    case 'not':
      return conditionTests(condition.condition);
    case 'and':
    case 'or':
      return condition.conditions.flatMap(conditionTests);
    default:
      return [condition];
  }
}

/** All the values that a condition reads. */
export function conditionReferences(condition: Condition): Reference[] {
  return conditionTests(condition).flatMap((test) => [test.reference, ...(isComparison(test) ? [test.other] : [])]);
}

/** A condition that holds where all of several do, without brackets in brackets. */
export function allOf(conditions: readonly Condition[]): Condition {
  return joined('and', conditions);
}

/** A condition that holds where any of several does, without brackets in brackets. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return joined('or', conditions);
}

function joined(kind: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const flat = conditions.flatMap((condition) => (condition.kind === kind ? condition.conditions : [condition]));
  const unique = [...new Map(flat.map((condition) => [conditionKey(condition), condition])).values()];
  return unique.length === 1 ? unique[0] : { kind, conditions: unique };
}

/** The condition with other references in the place of its own. */
export function withConditionReferences(condition: Condition, change: (reference: Reference) => Reference): Condition {
  switch (condition.kind) {
    case 'not':
      return { ...condition, condition: withConditionReferences(condition.condition, change) };
    case 'and':
    case 'or':
      return { ...condition, conditions: condition.conditions.map((part) => withConditionReferences(part, change)) };
    case 'sameAs':
    case 'above':
      return { ...condition, reference: change(condition.reference), other: change(condition.other) };
    default:
      return { ...condition, reference: change(condition.reference) };
  }
}
