import { z } from 'zod';
import { evaluateWholeNumber, type WholeNumber } from '../../../lib/template/whole-number';
import { type Monomial, type Polynomial, product, wholeNumberOf, withoutFactor } from '../../../lib/trace/polynomial';
import { shapeOf } from '../../../lib/values/shape';

const value = (name: string): WholeNumber => {
  return { kind: 'value', reference: { steps: [name], shape: shapeOf(z.int()), optionalSteps: [] } };
};
const [a, b, c] = ['a', 'b', 'c'].map(value) as [WholeNumber, WholeNumber, WholeNumber];

const term = (factor: number, ...inputs: number[]): Monomial => ({ factor, inputs });

test('multiplies the numbers at some indexes; none of them give 1', () => {
  expect(product([2, 3, 5], [0, 2])).toBe(10);
  expect(product([2, 3, 5], [1, 1])).toBe(9);
  expect(product([2, 3, 5], [])).toBe(1);
});

test('takes an input out of a product and leaves the factor', () => {
  expect(withoutFactor(term(4, 0, 2), 0)).toEqual(term(4, 2));
  expect(withoutFactor(term(4, 2), 2)).toEqual(term(4));
});

test.each<[string, Polynomial, WholeNumber]>([
  ['a constant', { terms: [], offset: 7 }, { kind: 'constant', value: 7 }],
  ['a product of nothing, which is a constant', { terms: [term(3)], offset: 7 }, { kind: 'constant', value: 10 }],
  ['one input alone', { terms: [term(1, 0)], offset: 0 }, a],
  ['a multiple', { terms: [term(3, 0)], offset: 0 }, { kind: 'sum', terms: [{ operand: a, factor: 3 }], offset: 0 }],
  ['an offset', { terms: [term(1, 0)], offset: 3 }, { kind: 'sum', terms: [{ operand: a, factor: 1 }], offset: 3 }],
  ['a product alone', { terms: [term(1, 0, 1)], offset: 0 }, { kind: 'product', operands: [a, b] }],
  [
    'all of them together',
    { terms: [term(2, 0, 1), term(-1, 2), term(4)], offset: 1 },
    {
      kind: 'sum',
      terms: [
        { operand: { kind: 'product', operands: [a, b] }, factor: 2 },
        { operand: c, factor: -1 },
      ],
      offset: 5,
    },
  ],
])('%s', (_name, polynomial, expected) => {
  expect(wholeNumberOf([a, b, c], polynomial)).toEqual(expected);
});

describe('an operand that is a sum itself', () => {
  const sum: WholeNumber = { kind: 'sum', terms: [{ operand: a, factor: 2 }], offset: 1 };

  test('becomes a part of the sum', () => {
    expect(wholeNumberOf([sum, b], { terms: [term(1, 0), term(1, 1)], offset: 5 })).toEqual({
      kind: 'sum',
      terms: [
        { operand: a, factor: 2 },
        { operand: b, factor: 1 },
      ],
      offset: 6,
    });
  });

  test('stays whole where it is multiplied', () => {
    expect(wholeNumberOf([sum], { terms: [term(3, 0)], offset: 0 })).toEqual({
      kind: 'sum',
      terms: [{ operand: sum, factor: 3 }],
      offset: 0,
    });
  });

  test('comes to the same either way', () => {
    const resolve = () => 7;
    for (const factor of [1, 3]) {
      const whole = wholeNumberOf([sum], { terms: [term(factor, 0)], offset: 2 });
      expect(evaluateWholeNumber(whole, resolve)).toBe(factor * (2 * 7 + 1) + 2);
    }
  });
});
