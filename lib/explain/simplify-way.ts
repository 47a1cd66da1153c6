import { type Condition, conditionKey, negate } from '../template/condition';
import { referenceKey } from '../template/reference';
import type { Step } from './sites';

/**
 * The way to a part without the conditions that follow from others on it: each `and` in its parts, and no `if or a b`
 * around an `if a`.
 */
export function simplifyWay(way: readonly Step[]): Step[] {
  const steps = way.flatMap((step) =>
    step.kind === 'condition'
      ? conjuncts(step.condition).map((condition): Step => ({ kind: 'condition', condition }))
      : [step],
  );
  let kept = steps.filter((step, index) => !steps.slice(0, index).some((earlier) => isSame(earlier, step)));
  for (const step of kept) {
    const others = kept.filter((other) => other !== step);
    if (step.kind !== 'condition') continue;
    if (isRepeated(step.condition, others) || followsFrom(step.condition, conditionsOn(others))) kept = others;
  }
  return kept;
}

/** The conditions on a way. */
export function conditionsOn(way: readonly Step[]): Condition[] {
  return way.flatMap((step) => (step.kind === 'condition' ? [step.condition] : []));
}

/** Whether a condition only asks for elements of a collection that a loop goes through. */
function isRepeated(condition: Condition, way: readonly Step[]): boolean {
  if (condition.kind !== 'truthy') return false;
  const key = referenceKey(condition.reference);
  return way.some((step) => step.kind === 'loop' && referenceKey(step.loop.over) === key);
}

function isSame(left: Step, right: Step): boolean {
  return (
    left.kind === 'condition' &&
    right.kind === 'condition' &&
    conditionKey(left.condition) === conditionKey(right.condition)
  );
}

/** The conditions that hold where this one does: those of an `and`, or of an `or` that does not hold. */
function conjuncts(condition: Condition): Condition[] {
  if (condition.kind === 'and') return condition.conditions.flatMap(conjuncts);
  if (condition.kind === 'not' && condition.condition.kind === 'or') {
    return condition.condition.conditions.flatMap((part) => conjuncts(negate(part)));
  }
  return [condition];
}

function followsFrom(condition: Condition, known: readonly Condition[]): boolean {
  const key = conditionKey(condition);
  if (known.some((other) => conditionKey(other) === key)) return true;
  switch (condition.kind) {
    case 'or':
      return condition.conditions.some((part) => followsFrom(part, known));
    case 'and':
      return condition.conditions.every((part) => followsFrom(part, known));
    case 'not':
      return isExcluded(condition.condition, known);
    default:
      return false;
  }
}

/** Whether a condition cannot hold: one of an `and` does not, none of an `or` does, or another option is chosen. */
function isExcluded(condition: Condition, known: readonly Condition[]): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.some((part) => followsFrom(negate(part), known));
    case 'or':
      return condition.conditions.every((part) => followsFrom(negate(part), known));
    case 'equals': {
      const key = referenceKey(condition.reference);
      return known.some(
        (other) => other.kind === 'equals' && other.value !== condition.value && referenceKey(other.reference) === key,
      );
    }
    default:
      return false;
  }
}
