import type { z } from 'zod';
import type { Shape } from '../values/shape';
import { operandsOf, type WholeNumber } from './whole-number';

/** The least and the largest whole number that can be somewhere. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The whole numbers that a schema takes. */
export function rangeOfShape(shape: Shape): Range {
  if (shape.kind === 'choice') {
    const options = shape.options.map(Number);
    return { least: Math.min(...options), most: Math.max(...options) };
  }
  const { minValue, maxValue } = shape.schema as z.ZodNumber;
  const [least, most] = [minValue ?? Number.MIN_SAFE_INTEGER, maxValue ?? Number.MAX_SAFE_INTEGER];
  const isTaken = (value: number) => shape.schema.safeParse(value).success;
  // What must be above or below a number is not that number.
  return {
    least: isTaken(least) ? least : Math.floor(least) + 1,
    most: isTaken(most) ? most : Math.ceil(most) - 1,
  };
}

/** All that a number can be, as far as the schema of its values says, if none of these is further from zero than that. */
export function rangeOf(number: WholeNumber, furthest = Number.MAX_SAFE_INTEGER): Range {
  if (number.kind === 'constant') return { least: number.value, most: number.value };
  if (number.kind === 'value') {
    const { least, most } = rangeOfShape(number.reference.shape);
    return { least: Math.max(least, -furthest), most: Math.min(most, furthest) };
  }
  const operands = operandsOf(number).map((operand) => rangeOf(operand, furthest));
  switch (number.kind) {
    case 'sum': {
      const terms = number.terms.map(({ factor }, at) => multiplied({ least: factor, most: factor }, operands[at]));
      const offset = { least: number.offset, most: number.offset };
      return terms.reduce((left, right) => ({ least: left.least + right.least, most: left.most + right.most }), offset);
    }
    case 'product':
      return operands.reduce(multiplied);
    case 'quotient': {
      const [dividend, divisor] = operands;
      const round = Math[number.rounding];
      // Nothing is divided by zero, and nothing by what is negative: see inexactness.
      const divisors = [Math.max(divisor.least, 1), Math.max(divisor.most, 1)];
      return extent([dividend.least, dividend.most].flatMap((one) => divisors.map((two) => round(one / two))));
    }
    case 'extreme': {
      const most = Math[number.function];
      return {
        least: most(...operands.map(({ least }) => least)),
        most: most(...operands.map((range) => range.most)),
      };
    }
  }
}

function multiplied(left: Range, right: Range): Range {
  return extent([left.least, left.most].flatMap((one) => [right.least, right.most].map((two) => one * two)));
}

function extent(corners: readonly number[]): Range {
  return { least: Math.min(...corners), most: Math.max(...corners) };
}

/** Why Helm would not come to the same number as JavaScript for all values that the schema takes. */
export type Inexactness = 'large' | 'negative';

/**
 * Why Helm may reckon a number in another way than JavaScript: where a product or what is divided may be too large to be
 * exact, or where something negative may be divided. `undefined` if neither can be, whatever values the schema takes.
 */
export function inexactness(number: WholeNumber): Inexactness | undefined {
  for (const operand of operandsOf(number)) {
    const inner = inexactness(operand);
    if (inner) return inner;
  }
  if (number.kind === 'product') return isSafe(rangeOf(number)) ? undefined : 'large';
  if (number.kind !== 'quotient') return undefined;
  const [dividend, divisor] = [rangeOf(number.dividend), rangeOf(number.divisor)];
  if (dividend.least < 0 || divisor.least < 0) return 'negative';
  return isSafe({ least: 0, most: dividend.most + divisor.most }) ? undefined : 'large';
}

/** A power of two: as long as no value is further from zero, all that a number is reckoned from is exact. */
export function mostForExact(number: WholeNumber): number {
  let most = Number.MAX_SAFE_INTEGER;
  for (let bits = 53; bits > 0 && !isExact(number, most); bits--) most = 2 ** (bits - 1);
  return most;
}

function isExact(number: WholeNumber, furthest: number): boolean {
  return isSafe(rangeOf(number, furthest)) && operandsOf(number).every((operand) => isExact(operand, furthest));
}

function isSafe({ least, most }: Range): boolean {
  return Number.isSafeInteger(least) && Number.isSafeInteger(most);
}
