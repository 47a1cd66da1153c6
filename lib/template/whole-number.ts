import { type Reference, referenceKey } from './reference';

/** A whole number that the template contains as it is. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
}
/** A whole number of the values. */
export interface NumberValue {
  readonly kind: 'value';
  readonly reference: Reference;
}
/** Whole numbers taken together, each with a factor. */
export interface Sum {
  readonly kind: 'sum';
  readonly terms: readonly { readonly operand: WholeNumber; readonly factor: number }[];
  readonly offset: number;
}
/** Whole numbers multiplied by each other. */
export interface Product {
  readonly kind: 'product';
  readonly operands: readonly WholeNumber[];
}
/** The next whole number below or above one divided by another. */
export interface Quotient {
  readonly kind: 'quotient';
  readonly rounding: 'floor' | 'ceil';
  readonly dividend: WholeNumber;
  readonly divisor: WholeNumber;
}
/** The largest or smallest of several whole numbers. */
export interface Extreme {
  readonly kind: 'extreme';
  readonly function: 'max' | 'min';
  readonly operands: readonly WholeNumber[];
}

/** A whole number that is reckoned from values. */
export type WholeNumber = Constant | NumberValue | Sum | Product | Quotient | Extreme;

/** What a whole number is reckoned from directly. */
export function operandsOf(number: WholeNumber): readonly WholeNumber[] {
  switch (number.kind) {
    case 'constant':
    case 'value':
      return [];
    case 'sum':
      return number.terms.map(({ operand }) => operand);
    case 'quotient':
      return [number.dividend, number.divisor];
    default:
      return number.operands;
  }
}

/** A stable text that two whole numbers share when they are reckoned alike. */
export function wholeNumberKey(number: WholeNumber): string {
  switch (number.kind) {
    case 'constant':
      return String(number.value);
    case 'value':
      return referenceKey(number.reference);
    case 'sum': {
      const terms = number.terms.map(({ factor, operand }) => `${factor}*${wholeNumberKey(operand)}`);
      return `(${[...terms, number.offset].join('+')})`;
    }
    case 'product':
      return `product(${number.operands.map(wholeNumberKey)})`;
    case 'quotient':
      return `${number.rounding}(${wholeNumberKey(number.dividend)}/${wholeNumberKey(number.divisor)})`;
    case 'extreme':
      return `${number.function}(${number.operands.map(wholeNumberKey)})`;
  }
}

/** All the values that a whole number is reckoned from. */
export function wholeNumberReferences(number: WholeNumber): Reference[] {
  return number.kind === 'value' ? [number.reference] : operandsOf(number).flatMap(wholeNumberReferences);
}

/** The number with other references in the place of its own. */
export function withNumberReferences(number: WholeNumber, change: (reference: Reference) => Reference): WholeNumber {
  const inside = (operand: WholeNumber) => withNumberReferences(operand, change);
  switch (number.kind) {
    case 'constant':
      return number;
    case 'value':
      return { ...number, reference: change(number.reference) };
    case 'sum':
      return { ...number, terms: number.terms.map((term) => ({ ...term, operand: inside(term.operand) })) };
    case 'quotient':
      return { ...number, dividend: inside(number.dividend), divisor: inside(number.divisor) };
    default:
      return { ...number, operands: number.operands.map(inside) };
  }
}

/** The number for some values, `undefined` where one of these is not a number, or where it would be divided by zero. */
export function evaluateWholeNumber(
  number: WholeNumber,
  resolve: (reference: Reference) => unknown,
): number | undefined {
  if (number.kind === 'constant') return number.value;
  if (number.kind === 'value') {
    const value = resolve(number.reference);
    return typeof value === 'number' ? value : undefined;
  }
  const operands: number[] = [];
  for (const operand of operandsOf(number)) {
    const value = evaluateWholeNumber(operand, resolve);
    if (value === undefined) return undefined;
    operands.push(value);
  }
  switch (number.kind) {
    case 'sum':
      return number.terms.reduce((sum, { factor }, index) => sum + factor * operands[index], number.offset);
    case 'product':
      return operands.reduce((product, operand) => product * operand, 1);
    case 'quotient': {
      const [dividend, divisor] = operands;
      return divisor === 0 ? undefined : Math[number.rounding](dividend / divisor);
    }
    case 'extreme':
      return Math[number.function](...operands);
  }
}
