import { type Expression, innerExpressions, type JoinedTexts } from './expression';
import type { Item } from './node';

/** One of several texts that are joined, as an item of a list. */
export function textItem(expression: Expression): Item {
  return { kind: 'item', value: { kind: 'scalar', expression } };
}

/** What the item is. */
export function textOf({ value }: Item): Expression {
  if (value.kind !== 'scalar') throw new RangeError('only scalars are joined');
  return value.expression;
}

/** The texts in an expression that are joined, apart from those that others are made of. */
export function joinedIn(expression: Expression): JoinedTexts[] {
  return expression.kind === 'joinedTexts' ? [expression] : innerExpressions(expression).flatMap(joinedIn);
}
