import { concatenate, type Expression, expressionKey, expressionReferences } from '../template/expression';
import { isOfElement, type Reference } from '../template/reference';
import { isSmall } from '../template/scalar-types';
import { findCondition } from './find-condition';
import type { Alternative } from './learn-conditional';
import type { Space } from './space';

/**
 * Two expressions become one with `default` where one of them has a value in the place at which the other has what
 * stands in for it while it is empty.
 */
export function mergeFallbacks(
  space: Space,
  alternatives: readonly Alternative<Expression>[],
): Alternative<Expression>[] {
  for (const present of alternatives) {
    for (const absent of alternatives) {
      if (present === absent) continue;
      const found = findCondition(space, present.mask.without(absent.mask), absent.mask.without(present.mask));
      if (found?.condition.kind !== 'truthy') continue;
      const merged = mergeFallback(present.what, absent.what, found.condition.reference);
      if (!merged) continue;
      const rest = alternatives.filter((alternative) => alternative !== present && alternative !== absent);
      return mergeFallbacks(space, [...rest, { what: merged, mask: present.mask.or(absent.mask) }]);
    }
  }
  return [...alternatives];
}

function mergeFallback(present: Expression, absent: Expression, reference: Reference): Expression | undefined {
  if (!hasDefault(reference, absent)) return undefined;
  const value = expressionKey({ kind: 'value', reference });
  const presentParts = present.kind === 'concatenation' ? present.parts : [present];
  const at = presentParts.findIndex((part) => expressionKey(part) === value);
  if (at < 0) return undefined;
  const after = presentParts.slice(at + 1);
  const absentParts = splitLiterals(absent, presentParts.slice(0, at), after);
  if (!absentParts) return undefined;
  return concatenate([...presentParts.slice(0, at), { kind: 'fallback', reference, otherwise: absentParts }, ...after]);
}

/** Whether `default` sees this value as empty exactly where it is missing or empty text, and what stands in never fails. */
function hasDefault({ shape }: Reference, otherwise: Expression): boolean {
  // Helm looks at both, whichever it takes: a list may not have the element.
  if (expressionReferences(otherwise).some(isOfElement)) return false;
  if (shape.kind === 'text') return true;
  return (
    shape.kind === 'number' && isSmall(shape) && !shape.schema.safeParse(0).success && otherwise.kind === 'literal'
  );
}

/** What is left of an expression between a given beginning and end. */
function splitLiterals(
  whole: Expression,
  before: readonly Expression[],
  after: readonly Expression[],
): Expression | undefined {
  let parts = whole.kind === 'concatenation' ? [...whole.parts] : [whole];
  for (const part of before) {
    const rest = dropPart(parts, part, 'start');
    if (!rest) return undefined;
    parts = rest;
  }
  for (const part of [...after].reverse()) {
    const rest = dropPart(parts, part, 'end');
    if (!rest) return undefined;
    parts = rest;
  }
  return parts.length === 0 ? undefined : concatenate(parts);
}

function dropPart(parts: readonly Expression[], part: Expression, end: 'start' | 'end'): Expression[] | undefined {
  const at = end === 'start' ? 0 : parts.length - 1;
  const candidate = parts[at];
  if (!candidate) return undefined;
  const others = parts.filter((_, index) => index !== at);
  if (expressionKey(candidate) === expressionKey(part)) return others;
  if (candidate.kind !== 'literal' || part.kind !== 'literal') return undefined;
  const text = String(candidate.value);
  const dropped = String(part.value);
  if (end === 'start' ? !text.startsWith(dropped) : !text.endsWith(dropped)) return undefined;
  const kept = end === 'start' ? text.slice(dropped.length) : text.slice(0, text.length - dropped.length);
  const literal: Expression = { kind: 'literal', value: kept };
  return end === 'start' ? [literal, ...others] : [...others, literal];
}
