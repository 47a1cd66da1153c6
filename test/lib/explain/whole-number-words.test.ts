import { z } from 'zod';
import { wholeNumberWords } from '../../../lib/explain/whole-number-words';
import type { Quotient, WholeNumber } from '../../../lib/template/whole-number';
import { shapeOf } from '../../../lib/values/shape';

const value = (...steps: string[]): WholeNumber => {
  return { kind: 'value', reference: { steps, shape: shapeOf(z.int()), optionalSteps: [] } };
};
const constant = (number: number): WholeNumber => ({ kind: 'constant', value: number });
const sum = (offset: number, ...terms: [number, WholeNumber][]): WholeNumber => {
  return { kind: 'sum', terms: terms.map(([factor, operand]) => ({ factor, operand })), offset };
};
const product = (...operands: WholeNumber[]): WholeNumber => ({ kind: 'product', operands });
const quotient = (dividend: WholeNumber, divisor: WholeNumber, rounding: Quotient['rounding'] = 'ceil') => {
  return { kind: 'quotient', rounding, dividend, divisor } as const;
};
const extreme = (which: 'max' | 'min', ...operands: WholeNumber[]): WholeNumber => {
  return { kind: 'extreme', function: which, operands };
};

const [size, load, rate] = [value('model', 'size'), value('load'), value('rate')];

test.each<[string, WholeNumber]>([
  ['7', constant(7)],
  ['model.size', size],
  ['my\\.key', value('my.key')],
  ['load + 5', sum(5, [1, load])],
  ['load - 5', sum(-5, [1, load])],
  ['load × 3', sum(0, [3, load])],
  ['-load', sum(0, [-1, load])],
  ['-load × 2 + rate', sum(0, [-2, load], [1, rate])],
  ['load - rate × 2 + 1', sum(1, [1, load], [-2, rate])],
  ['model.size × rate', product(size, rate)],
  ['(load + 1) × rate', product(sum(1, [1, load]), rate)],
  ['load × 2 × rate', product(sum(0, [2, load]), rate)],
  ['model.size × rate × 2 + load', sum(0, [2, product(size, rate)], [1, load])],
  ['model.size / rate rounded up', quotient(size, rate)],
  ['model.size / 60 rounded down', quotient(size, constant(60), 'floor')],
  ['model.size × 1024 / rate rounded up', quotient(sum(0, [1024, size]), rate)],
  ['model.size / (rate × 60) rounded up', quotient(size, sum(0, [60, rate]))],
  ['model.size / (rate + 1) rounded up', quotient(size, sum(1, [1, rate]))],
  ['(model.size + load) / rate rounded up', quotient(sum(0, [1, size], [1, load]), rate)],
  ['(model.size / rate rounded up) + load', sum(0, [1, quotient(size, rate)], [1, load])],
  [
    '((model.size / rate rounded up) + load) / 10 rounded up',
    quotient(sum(0, [1, quotient(size, rate)], [1, load]), constant(10)),
  ],
  ['the largest of load and 5', extreme('max', load, constant(5))],
  ['the smallest of (load + 1) and rate × 2', extreme('min', sum(1, [1, load]), sum(0, [2, rate]))],
  ['(the largest of load and rate) + 30', sum(30, [1, extreme('max', load, rate)])],
  ['the largest of (the smallest of load and 9) and 5', extreme('max', extreme('min', load, constant(9)), constant(5))],
])('%s', (words, number) => {
  expect(wholeNumberWords(number)).toBe(words);
});
