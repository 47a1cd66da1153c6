import { z } from 'zod';
import { goWholeNumber } from '../../../lib/template/go-whole-number';
import type { WholeNumber } from '../../../lib/template/whole-number';
import { fitWholeNumber } from '../../../lib/trace/fit-whole-number';
import { seededRandom } from '../../../lib/trace/random';
import { shapeOf } from '../../../lib/values/shape';

type Reckon = (...numbers: number[]) => number;

/** What is fitted to numbers up to some largest one. */
function fitted(reckon: Reckon, largest: number): string | undefined {
  const random = seededRandom(1);
  const operands = Array.from('abcd'.slice(0, reckon.length)).map((name): WholeNumber => {
    return { kind: 'value', reference: { steps: [name], shape: shapeOf(z.int()), optionalSteps: [] } };
  });
  const rows = Array.from({ length: 24 + 8 * operands.length }, () => {
    const inputs = operands.map(() => Math.ceil(Math.exp(random() * Math.log(largest + 1))) - 1);
    return { inputs, output: reckon(...inputs) };
  }).filter(({ output }) => Number.isSafeInteger(output));
  const number = fitWholeNumber(operands, rows);
  return number && goWholeNumber(number, ({ steps }) => String(steps[0]));
}

test.each<[string, Reckon]>([
  ['mul a b', (a, b) => a * b],
  ['add (mul a b 2) c 1', (a, b, c) => 2 * a * b + c + 1],
  ['add (mul a b) (mul c d)', (a, b, c, d) => a * b + c * d],
  ['mul a b c', (a, b, c) => a * b * c],
  ['div (add a 59) 60', (a) => Math.ceil(a / 60)],
  ['div a 1024', (a) => Math.floor(a / 1024)],
  ['div (add (mul a 3) 1) 2', (a) => Math.ceil(a * 1.5)],
  ['div (add a b) 7', (a, b) => Math.floor((a + b) / 7)],
  ['add (div (add (mul a 1024) (sub b 1)) b) c', (a, b, c) => Math.ceil((a * 1024) / b) + c],
  [
    'div (add (div (add (mul a 1024) (sub b 1)) b) c (sub d 1)) d',
    (a, b, c, d) => Math.ceil((Math.ceil((a * 1024) / b) + c) / d),
  ],
  [
    'max (add (div (add (mul a 1024) (sub b 1)) b) c 60) 600',
    (a, b, c) => Math.max(600, Math.ceil((a * 1024) / b) + c + 60),
  ],
  ['max (div a b) 1', (a, b) => Math.max(1, Math.floor(a / b))],
  ['div (add 86400 (sub a 1)) a', (a) => Math.ceil(86_400 / a)],
  ['div (add (mul a b) (sub c 1)) c', (a, b, c) => Math.ceil((a * b) / c)],
  ['max a 5', (a) => Math.max(a, 5)],
  ['max (min (mul a 2) 5000) 5', (a) => Math.min(Math.max(a * 2, 5), 5000)],
  ['max (add a 30) (mul b 2)', (a, b) => Math.max(a + 30, b * 2)],
  ['add (max a b) c', (a, b, c) => Math.max(a, b) + c],
  ['add (max a b) 5', (a, b) => Math.max(a, b) + 5],
])('%s', (expected, reckon) => {
  expect(fitted(reckon, 1_000_000)).toBe(expected);
});

test.each<[string, Reckon]>([
  ['div (add a 1) 2', (a) => Math.ceil(a / 2)],
  ['div (mul a 4) 5', (a) => Math.floor(a * 0.8)],
  ['mul a b', (a, b) => a * b],
])('of small numbers: %s', (expected, reckon) => {
  expect(fitted(reckon, 12)).toBe(expected);
});

test.each<[string, Reckon]>([
  ['remainders', (a, b) => a % (b + 1)],
  ['powers', (a) => a * a],
  ['what a comparison decides', (a, b) => (a > b ? a * 2 : b)],
])('nothing is fitted to %s', (_, reckon) => {
  expect(fitted(reckon, 1_000_000)).toBeUndefined();
});
