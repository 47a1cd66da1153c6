import type { Condition } from './condition';

/** The condition that is the easiest to read; of several such ones the first. */
export function easiestToRead(conditions: readonly Condition[]): Condition {
  return conditions.reduce((easiest, next) => (isEasier(next, easiest) ? next : easiest));
}

/**
 * The fewer tests, the easier; a test counts once more for each `not` around it, as a reader has to turn round what is
 * inside. Where that is the same, the one with fewer brackets is easier.
 */
function isEasier(left: Condition, right: Condition): boolean {
  const more = effort(left) - effort(right);
  return more < 0 || (more === 0 && brackets(left) < brackets(right));
}

function effort(condition: Condition, nots = 0): number {
  switch (condition.kind) {
    case 'not':
      return hasOppositeByName(condition.condition) ? 1 + nots : effort(condition.condition, nots + 1);
    case 'and':
    case 'or':
      return condition.conditions.reduce((sum, part) => sum + effort(part, nots), 0);
    case 'defined':
      return 2 + nots;
    default:
      return 1 + nots;
  }
}

function brackets(condition: Condition): number {
  switch (condition.kind) {
    case 'not':
      return 1 + brackets(condition.condition);
    case 'and':
    case 'or':
      return condition.conditions.reduce((sum, part) => sum + brackets(part), 1);
    default:
      return 0;
  }
}

/** Whether templates say the opposite without a `not`: `ne`, `lt`, and what is missing, whose opposite has one. */
function hasOppositeByName({ kind }: Condition): boolean {
  return ['equals', 'atLeast', 'sameAs', 'above', 'defined'].includes(kind);
}
