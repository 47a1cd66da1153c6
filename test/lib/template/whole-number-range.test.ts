import { z } from 'zod';
import type { WholeNumber } from '../../../lib/template/whole-number';
import { inexactness, rangeOf, rangeOfShape } from '../../../lib/template/whole-number-range';
import { shapeOf } from '../../../lib/values/shape';

const value = (schema: z.ZodType): WholeNumber => {
  return { kind: 'value', reference: { steps: ['x'], shape: shapeOf(schema), optionalSteps: [] } };
};
const small = value(z.int().min(2).max(10));
const any = value(z.int());
const product = (...operands: WholeNumber[]): WholeNumber => ({ kind: 'product', operands });
const quotient = (dividend: WholeNumber, divisor: WholeNumber): WholeNumber => {
  return { kind: 'quotient', rounding: 'ceil', dividend, divisor };
};
const sum = (operand: WholeNumber, factor: number, offset: number): WholeNumber => {
  return { kind: 'sum', terms: [{ operand, factor }], offset };
};

test.each([
  [z.int(), { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER }],
  [z.int().min(2).max(10), { least: 2, most: 10 }],
  [z.int().positive().lt(8), { least: 1, most: 7 }],
  [z.literal([4, 1, 2]), { least: 1, most: 4 }],
])('a schema says what its numbers can be', (schema, range) => {
  expect(rangeOfShape(shapeOf(schema))).toEqual(range);
});

test.each([
  [sum(small, -3, 1), { least: -29, most: -5 }],
  [product(small, sum(small, -1, 0)), { least: -100, most: -4 }],
  [quotient(product(small, small), small), { least: 1, most: 50 }],
  [
    { kind: 'extreme', function: 'max', operands: [small, { kind: 'constant', value: 5 }] } as WholeNumber,
    { least: 5, most: 10 },
  ],
])('and with that what is reckoned from them', (number, range) => {
  expect(rangeOf(number)).toEqual(range);
});

test.each<[WholeNumber, ReturnType<typeof inexactness>]>([
  [product(small, small), undefined],
  [product(any, small), 'large'],
  [quotient(small, small), undefined],
  [quotient(any, small), 'negative'],
  [quotient(small, any), 'negative'],
  [quotient(value(z.int().min(0)), small), 'large'],
  [quotient(sum(small, 1, -3), small), 'negative'],
  [sum(quotient(any, small), 1, 1), 'negative'],
])('%#: whether Helm comes to the same', (number, why) => {
  expect(inexactness(number)).toBe(why);
});
