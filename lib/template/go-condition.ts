import type { Shape } from '../values/shape';
import {
  type And,
  type Comparison,
  type Condition,
  type Equals,
  type HasText,
  type HasType,
  negate,
  type Or,
} from './condition';
import { type GoClause, goCall, goJunction, goNot, goValue, printClause } from './go-clause';
import { goPipelineStart, goReference, goText, knowing, mayBeMissing, type PrintContext } from './go-reference';
import type { Reference } from './reference';
import { type ScalarType, scalarTypes } from './scalar-types';

const GO_KINDS: Readonly<Record<HasType['type'], string>> = {
  text: 'string',
  boolean: 'bool',
  mapping: 'map',
  sequence: 'slice',
};

const GO_TEXT_TESTS: Readonly<Record<HasText['kind'], string>> = {
  startsWith: 'hasPrefix',
  endsWith: 'hasSuffix',
  includes: 'contains',
};

/** A condition as Go reads it behind `if`. */
export function goCondition(condition: Condition, context: PrintContext): string {
  return printClause(goConditionClause(condition, context));
}

export function goConditionClause(condition: Condition, context: PrintContext): GoClause {
  return condition.kind === 'truthy'
    ? goValue(goPipelineStart(condition.reference, context))
    : clauseOf(condition, context);
}

function clauseOf(condition: Condition, context: PrintContext): GoClause {
  switch (condition.kind) {
    case 'truthy':
      return goValue(goReference(condition.reference, context));
    case 'defined':
      return goNot(goIsMissing(goReference(condition.reference, context)));
    case 'equals':
      return goCall('eq', ...goEquality(condition, context));
    case 'hasType':
      return goCall('kindIs', goText(GO_KINDS[condition.type]), goReference(condition.reference, context));
    case 'hasKey':
      return goHasKey(condition.reference, goText(condition.key), context);
    case 'contains':
      return goCall('has', goLiteral(condition.value), goReference(condition.reference, context));
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      return goCall(
        GO_TEXT_TESTS[condition.kind],
        goText(condition.value),
        goTextOrEmpty(condition.reference, context),
      );
    case 'atLeast':
      return goCall('ge', `(${goNumber(condition.reference, context)})`, String(condition.value));
    case 'sameAs':
      return goComparison('eq', condition, context);
    case 'above':
      return goComparison('gt', condition, context);
    case 'not':
      return goNot(clauseOf(condition.condition, context));
    case 'and':
    case 'or':
      return goJunction(condition.kind, goOperands(condition, context));
  }
}

/** A whole number, or how many elements a sequence has. */
function goNumber(reference: Reference, context: PrintContext): string {
  if (reference.shape.kind !== 'sequence') return `int64 ${goReference(reference, context)}`;
  if (!mayBeMissing(reference, context)) return `len ${goReference(reference, context)}`;
  return `${goPipelineStart(reference, context)} | default list | len`;
}

/** Go compares numbers of one type only, and takes those that are missing for zero. */
function goComparison(name: 'eq' | 'gt', { reference, other }: Comparison, context: PrintContext): GoClause {
  const operands = [reference, other];
  const values = operands.map((operand) => goReference(operand, context));
  if (reference.shape.kind !== 'number') return goCall(name, ...values);
  const present = operands
    .filter((operand) => mayBeMissing(operand, context))
    .map((operand) => goNot(goIsMissing(goReference(operand, context))));
  return goJunction('and', [...present, goCall(name, ...values.map((value) => `(int64 ${value})`))]);
}

/** A text as an argument of a function that fails on anything else. */
function goTextOrEmpty(reference: Reference, context: PrintContext): string {
  const isCertain = !mayBeMissing(reference, context);
  return isCertain ? goReference(reference, context) : `(${goPipelineStart(reference, context)} | default "")`;
}

/** Whether there is no value, or null. */
export function goIsMissing(value: string): GoClause {
  return goCall('kindIs', '"invalid"', value);
}

/** Go looks at an operand only where those before it have not decided yet. */
function goOperands({ kind, conditions }: And | Or, context: PrintContext): GoClause[] {
  let inner = context;
  return conditions.map((part) => {
    const operand = clauseOf(part, inner);
    inner = knowing(kind === 'and' ? part : negate(part), inner);
    return operand;
  });
}

/**
 * Go's `hasKey` fails on what is no map.
 *
 * @param key as Go reads it
 */
export function goHasKey(reference: Reference, key: string, context: PrintContext): GoClause {
  const map = goReference(reference, context);
  if (!isMapOnly(reference.shape)) {
    return goJunction('and', [goCall('kindIs', '"map"', map), goCall('hasKey', map, key)]);
  }
  return goCall('hasKey', goMap(reference, context), key);
}

/** A map as an argument of a function that fails on what is none: an empty one where it may be missing. */
export function goMap(reference: Reference, context: PrintContext): string {
  const isCertain = !mayBeMissing(reference, context);
  return isCertain ? goReference(reference, context) : `(${goPipelineStart(reference, context)} | default dict)`;
}

function isMapOnly(shape: Shape): boolean {
  return shape.kind === 'union'
    ? shape.options.every(isMapOnly)
    : shape.kind === 'object' || shape.kind === 'dictionary';
}

/** A value and an option of it, in a form in which Go compares them whatever type the value has. */
export function goEquality({ reference, value }: Equals, context: PrintContext): readonly [string, string] {
  const actual = goReference(reference, context);
  const types = [...scalarTypes(reference.shape)];
  const isOnly = (...expected: ScalarType[]) => types.every((type) => expected.includes(type));
  if (isOnly('text') || isOnly('boolean')) return [actual, goLiteral(value)];
  if (isOnly('integer', 'smallInteger')) return [`(int64 ${actual})`, goLiteral(value)];
  return [`(toJson ${actual})`, goText(JSON.stringify(value))];
}

function goLiteral(value: string | number | boolean): string {
  return typeof value === 'string' ? goText(value) : String(value);
}
