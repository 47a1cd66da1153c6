import { anyOf, type Condition } from './condition';
import type { Expression } from './expression';
import type { TextHelper } from './node';
import { type Reference, referenceKey } from './reference';

/**
 * `if or a name: name or x, else y` as `if a: name or x, else: name or y`: what stands in for an empty value is decided
 * where the value is, and the condition asks for the rest only.
 */
export function fallBackWithin(helper: TextHelper): TextHelper {
  const [branch, ...others] = helper.branches;
  if (!branch || others.length > 0 || branch.text.kind !== 'fallback' || branch.when.kind !== 'or') return helper;
  const { reference } = branch.text;
  const rest = branch.when.conditions.filter((condition) => !isTruthy(condition, reference));
  if (rest.length === branch.when.conditions.length || rest.length === 0) return helper;
  const otherwise: Expression = { kind: 'fallback', reference, otherwise: helper.otherwise };
  return { ...helper, branches: [{ when: anyOf(rest), text: branch.text }], otherwise };
}

function isTruthy(condition: Condition, reference: Reference): boolean {
  return condition.kind === 'truthy' && referenceKey(condition.reference) === referenceKey(reference);
}
