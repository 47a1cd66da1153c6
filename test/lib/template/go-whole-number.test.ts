import { z } from 'zod';
import { goWholeNumber } from '../../../lib/template/go-whole-number';
import type { Sum, WholeNumber } from '../../../lib/template/whole-number';
import { shapeOf } from '../../../lib/values/shape';

const value = (name: string): WholeNumber => {
  return { kind: 'value', reference: { steps: [name], shape: shapeOf(z.int()), optionalSteps: [] } };
};
const [a, b, c] = ['a', 'b', 'c'].map(value);
const sum = (offset: number, ...terms: [WholeNumber, number][]): Sum => {
  return { kind: 'sum', terms: terms.map(([operand, factor]) => ({ operand, factor })), offset };
};
const product = (...operands: WholeNumber[]): WholeNumber => ({ kind: 'product', operands });
const constant = (number: number): WholeNumber => ({ kind: 'constant', value: number });
const up = (dividend: WholeNumber, divisor: WholeNumber): WholeNumber => {
  return { kind: 'quotient', rounding: 'ceil', dividend, divisor };
};
const down = (dividend: WholeNumber, divisor: WholeNumber): WholeNumber => {
  return { kind: 'quotient', rounding: 'floor', dividend, divisor };
};

test.each<[WholeNumber, string]>([
  [sum(5, [a, 1]), 'add .a 5'],
  [sum(-5, [a, 1]), 'sub .a 5'],
  [sum(0, [a, 3]), 'mul .a 3'],
  [sum(100, [a, -1]), 'sub 100 .a'],
  [sum(1, [a, 2], [b, 1]), 'add (mul .a 2) .b 1'],
  [sum(0, [a, 2], [b, -1]), 'sub (mul .a 2) .b'],
  [sum(7, [a, 1], [b, -1], [c, -2]), 'sub (add .a 7) (add .b (mul .c 2))'],
  [sum(-7, [a, -1]), 'add (mul .a -1) -7'],
  [product(a, b), 'mul .a .b'],
  [sum(1, [product(a, b), 2], [c, 1]), 'add (mul .a .b 2) .c 1'],
  [product(sum(1, [a, 1]), b), 'mul (add .a 1) .b'],
  [down(a, constant(60)), 'div .a 60'],
  [up(a, constant(60)), 'div (add .a 59) 60'],
  [up(sum(0, [a, 3]), constant(2)), 'div (add (mul .a 3) 1) 2'],
  [down(product(a, b), c), 'div (mul .a .b) .c'],
  [up(a, b), 'div (add .a (sub .b 1)) .b'],
  [up(constant(60), b), 'div (add 60 (sub .b 1)) .b'],
  [up(a, product(b, c)), 'div (add .a (sub (mul .b .c) 1)) (mul .b .c)'],
  [sum(30, [up(sum(0, [a, 1024]), b), 1]), 'add (div (add (mul .a 1024) (sub .b 1)) .b) 30'],
  [{ kind: 'extreme', function: 'max', operands: [sum(1, [a, 1]), b, constant(5)] }, 'max (add .a 1) .b 5'],
])('%#: %s', (number, expected) => {
  expect(goWholeNumber(number, ({ steps }) => `.${steps[0]}`)).toBe(expected);
});
