import type { Sum, WholeNumber } from '../template/whole-number';

/** A product of some inputs, by their indexes, with a factor. */
export interface Monomial {
  readonly inputs: readonly number[];
  readonly factor: number;
}

export interface Polynomial {
  readonly terms: readonly Monomial[];
  readonly offset: number;
}

/** Some of the numbers multiplied by each other. */
export function product(numbers: readonly number[], inputs: readonly number[]): number {
  return inputs.reduce((result, at) => result * numbers[at], 1);
}

/** A product with one of its inputs taken out. */
export function withoutFactor({ inputs, factor }: Monomial, input: number): Monomial {
  return { inputs: inputs.filter((other) => other !== input), factor };
}

/** A polynomial of whole numbers as such a number; sums in it become a part of it. */
export function wholeNumberOf(operands: readonly WholeNumber[], { terms, offset }: Polynomial): WholeNumber {
  const multiples: Sum['terms'][number][] = [];
  let constant = offset;
  for (const { inputs, factor } of terms) {
    const factors = inputs.map((at) => operands[at]);
    const [first] = factors;
    if (first === undefined) constant += factor;
    else if (factors.length > 1) multiples.push({ operand: { kind: 'product', operands: factors }, factor });
    else if (first.kind === 'sum' && factor === 1) {
      multiples.push(...first.terms);
      constant += first.offset;
    } else multiples.push({ operand: first, factor });
  }
  if (multiples.length === 0) return { kind: 'constant', value: constant };
  if (multiples.length === 1 && multiples[0].factor === 1 && constant === 0) return multiples[0].operand;
  return { kind: 'sum', terms: multiples, offset: constant };
}
