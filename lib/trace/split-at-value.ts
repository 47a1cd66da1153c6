import type { Expression } from '../template/expression';

/** Literal text with an expression in the place of a text wherever that occurs in it; anything else as it is. */
export function splitAtValue(part: Expression, text: string, value: Expression): Expression[] {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return [part];
  return part.value
    .split(text)
    .flatMap((piece, index): Expression[] => [...(index > 0 ? [value] : []), { kind: 'literal', value: piece }]);
}
