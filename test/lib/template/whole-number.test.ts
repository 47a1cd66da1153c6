import { z } from 'zod';
import { referenceKey } from '../../../lib/template/reference';
import {
  evaluateWholeNumber,
  type WholeNumber,
  wholeNumberKey,
  wholeNumberReferences,
  withNumberReferences,
} from '../../../lib/template/whole-number';
import { shapeOf } from '../../../lib/values/shape';

const value = (name: string): WholeNumber => {
  return { kind: 'value', reference: { steps: [name], shape: shapeOf(z.int()), optionalSteps: [] } };
};
const constant = (number: number): WholeNumber => ({ kind: 'constant', value: number });
const [a, b] = [value('a'), value('b')];

const numbers: [WholeNumber, number | undefined][] = [
  [constant(4), 4],
  [a, 7],
  [{ kind: 'sum', terms: [{ operand: a, factor: 2 }], offset: -1 }, 13],
  [{ kind: 'sum', terms: [{ operand: b, factor: 2 }], offset: -1 }, 5],
  [{ kind: 'product', operands: [a, b] }, 21],
  [{ kind: 'product', operands: [b, a] }, 21],
  [{ kind: 'quotient', rounding: 'floor', dividend: a, divisor: b }, 2],
  [{ kind: 'quotient', rounding: 'ceil', dividend: a, divisor: b }, 3],
  [{ kind: 'quotient', rounding: 'ceil', dividend: a, divisor: constant(0) }, undefined],
  [{ kind: 'extreme', function: 'max', operands: [a, constant(9)] }, 9],
  [{ kind: 'extreme', function: 'min', operands: [a, constant(9)] }, 7],
  [{ kind: 'product', operands: [a, value('missing')] }, undefined],
];

test.each(numbers)('%j is %p', (number, expected) => {
  const values: Record<string, unknown> = { a: 7, b: 3 };
  expect(evaluateWholeNumber(number, ({ steps }) => values[String(steps[0])])).toBe(expected);
});

test('two numbers share their key only if they are reckoned alike', () => {
  expect(new Set(numbers.map(([number]) => wholeNumberKey(number))).size).toBe(numbers.length);
});

test('knows all values that it is reckoned from, and takes others in their place', () => {
  const number: WholeNumber = {
    kind: 'sum',
    terms: [{ operand: { kind: 'quotient', rounding: 'ceil', dividend: a, divisor: b }, factor: 1 }],
    offset: 1,
  };
  expect(wholeNumberReferences(number).map(referenceKey)).toEqual(['.a', '.b']);
  const moved = withNumberReferences(number, (reference) => ({ ...reference, steps: ['in', ...reference.steps] }));
  expect(wholeNumberReferences(moved).map(referenceKey)).toEqual(['.in.a', '.in.b']);
});
