import { evaluateExpression } from '../template/evaluate';
import { type Call, concatenate, type Expression, expressionKey } from '../template/expression';
import { changedBy } from '../template/text-function';
import { type Learning, scopeOf } from './learning';
import { isTold, type TextChanges } from './source-changes';
import type { Instance } from './space';

/**
 * The expressions that give a text in one instance where some others do not: one of these, or a part of it, changed in a way
 * that the source tells.
 */
export function changedExpressions(
  learning: Learning,
  instance: Instance,
  expressions: readonly Expression[],
  output: string,
): Expression[] {
  if (learning.textChanges.length === 0) return [];
  const scope = scopeOf(learning, instance);
  return expressions.flatMap(withoutTrims).flatMap((expression) => {
    if (expression.kind === 'literal') return [];
    const parts = expression.kind === 'concatenation' ? expression.parts : [expression];
    const texts = parts.map((part) => evaluateExpression(part, scope, instance.position));
    if (texts.some((text) => typeof text !== 'string') || texts.join('') === output) return [];
    return learning.textChanges.flatMap((changes) => {
      const changed = parts.flatMap((part, at) => {
        if (part.kind === 'literal' || parts.length === 1) return [];
        const around = [texts.slice(0, at).join(''), texts.slice(at + 1).join('')];
        const text = around.join(changedBy(changes, texts[at] as string));
        return text === output ? [concatenate(parts.with(at, callsOf(changes, part)))] : [];
      });
      const isWhole = changedBy(changes, texts.join('')) === output;
      return isWhole ? [...changed, callsOf(changes, expression)] : changed;
    });
  });
}

/** Whether nothing but the source tells of something that is done to a text: no other place needs to do it. */
export function isToldCall({ function: change, argument }: Call): boolean {
  return isTold(change) || (argument.kind === 'call' && isToldCall(argument));
}

/** An expression, before it the same without what a text was seen to lose at its ends: that may be what else is done to it. */
export function withoutTrims(expression: Expression): Expression[] {
  return withChangedParts(expression, (part) =>
    part.kind === 'call' && typeof part.function !== 'string' && 'trim' in part.function ? part.argument : part,
  );
}

/** An expression, before it the same with other parts if any part is another one. */
export function withChangedParts(expression: Expression, change: (part: Expression) => Expression): Expression[] {
  const changed = expression.kind === 'concatenation' ? concatenate(expression.parts.map(change)) : change(expression);
  return expressionKey(changed) === expressionKey(expression) ? [expression] : [changed, expression];
}

/** An expression with what is done to it, one after the other. */
function callsOf([first, ...others]: TextChanges, expression: Expression): Expression {
  // What was put into lower case already needs no more of that.
  const isDone = expression.kind === 'call' && typeof first === 'string' && expression.function === first;
  const argument = isDone ? expression.argument : expression;
  return [first, ...others].reduce<Expression>(
    (text, change) => ({ kind: 'call', function: change, argument: text }),
    argument,
  );
}
