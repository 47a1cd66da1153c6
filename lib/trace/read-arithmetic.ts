import type { Expression, Reckoned } from '../template/expression';
import { type Reference, referenceKey, resolveReference } from '../template/reference';
import { isWhole } from './reckon';
import type { Instance } from './space';

/** A value whose change alone is seen to change an output, with the output before and after. */
export interface Deciding {
  readonly reference: Reference;
  readonly samples: readonly { readonly value: unknown; readonly output: string | number | boolean }[];
}

interface Slope {
  readonly reference: Reference;
  readonly factor: number;
}

/**
 * What a whole number in the output can be, if it was reckoned: a sum, the largest or the smallest of several, the length
 * of a list.
 *
 * @param equal values that are the output themselves
 */
export function readArithmetic(
  deciding: readonly Deciding[],
  equal: readonly Reference[],
  instance: Instance,
  output: string | number | boolean,
): Expression[] {
  if (typeof output === 'boolean' || !/^-?\d+$/.test(String(output))) return [];
  const asText = typeof output === 'string';
  const lengths = deciding.flatMap(({ reference }): Expression[] => {
    const value = resolveReference(reference, instance.values, instance.position);
    const isLength = typeof value === 'object' && value !== null && Object.keys(value).length === Number(output);
    return isLength ? [{ kind: 'length', reference, asText }] : [];
  });
  const slopes = deciding.flatMap(slopeOf);
  const sums = [...slopes.map((slope) => [slope]), ...(slopes.length > 1 ? [slopes] : [])].flatMap((terms) => {
    const sum = sumOf(terms, instance, Number(output), asText);
    return sum ? [sum] : [];
  });
  const all = [...deciding.map(({ reference }) => reference).filter(isWhole), ...equal.filter(isWhole)];
  const references = [...new Map(all.map((reference) => [referenceKey(reference), reference])).values()];
  if (references.length < 2) return [...sums, ...lengths];
  return [
    ...sums,
    ...lengths,
    ...(['max', 'min'] as const).map((which): Reckoned => {
      const operands = references.map((reference) => ({ kind: 'value' as const, reference }));
      return { kind: 'reckoned', number: { kind: 'extreme', function: which, operands }, asText };
    }),
  ];
}

/** By how much the output grows with one value. */
function slopeOf({ reference, samples }: Deciding): Slope[] {
  const [first, second] = samples;
  if (!isWhole(reference) || typeof first.value !== 'number' || typeof second.value !== 'number') return [];
  const factor = (Number(second.output) - Number(first.output)) / (second.value - first.value);
  return Number.isSafeInteger(factor) && factor !== 0 ? [{ reference, factor }] : [];
}

function sumOf(
  terms: readonly Slope[],
  { values, position }: Instance,
  output: number,
  asText: boolean,
): Reckoned | undefined {
  const numbers = terms.map(({ reference }) => resolveReference(reference, values, position));
  if (!numbers.every((number) => typeof number === 'number')) return undefined;
  const offset = terms.reduce((rest, { factor }, index) => rest - factor * numbers[index], output);
  const isPlain = terms.length === 1 && terms[0].factor === 1 && offset === 0;
  if (isPlain || !Number.isSafeInteger(offset)) return undefined;
  const operands = terms.map(({ reference, factor }) => ({ operand: { kind: 'value' as const, reference }, factor }));
  return { kind: 'reckoned', number: { kind: 'sum', terms: operands, offset }, asText };
}
