import { z } from 'zod';
import { goWholeNumber } from '../../../lib/template/go-whole-number';
import { evaluateWholeNumber, type WholeNumber } from '../../../lib/template/whole-number';
import { fitQuotient, type Observation } from '../../../lib/trace/fit-quotient';
import { seededRandom } from '../../../lib/trace/random';
import { shapeOf } from '../../../lib/values/shape';

type Reckon = (...numbers: number[]) => number;

function operands(count: number): WholeNumber[] {
  return Array.from('abcd'.slice(0, count)).map((name): WholeNumber => {
    return { kind: 'value', reference: { steps: [name], shape: shapeOf(z.int()), optionalSteps: [] } };
  });
}

/** What comes of numbers of every magnitude. */
function observations(reckon: Reckon, count = 24 + 8 * reckon.length, seed = 1): Observation[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const inputs = operands(reckon.length).map(() => Math.ceil(Math.exp(random() * Math.log(1_000_001))) - 1);
    return { inputs, output: reckon(...inputs) };
  }).filter(({ output }) => Number.isSafeInteger(output));
}

function fitted(reckon: Reckon): WholeNumber | undefined {
  return fitQuotient(operands(reckon.length), observations(reckon));
}

const CASES: [string, Reckon][] = [
  ['add a 3', (a) => a + 3],
  ['sub (mul a 2) 5', (a) => 2 * a - 5],
  ['mul a b', (a, b) => a * b],
  ['add (mul a b) c', (a, b, c) => a * b + c],
  ['div (add a 59) 60', (a) => Math.ceil(a / 60)],
  ['div a 60', (a) => Math.floor(a / 60)],
  ['div a 1024', (a) => Math.floor(a / 1024)],
  ['sub (div a 2) 1', (a) => Math.floor(a / 2) - 1],
  ['sub (div (add a 1) 2) 1', (a) => Math.floor((a - 1) / 2)],
  ['sub (div (add a 8) 10) 1', (a) => Math.ceil((a - 11) / 10)],
  ['div a b', (a, b) => Math.floor(a / b)],
  ['div (add a (sub b 1)) b', (a, b) => Math.ceil(a / b)],
  ['add (div (add a (sub b 1)) b) c', (a, b, c) => Math.ceil(a / b) + c],
];

test.each(CASES)('%s', (expected, reckon) => {
  const found = fitted(reckon);
  expect(found && goWholeNumber(found, ({ steps }) => String(steps[0]))).toBe(expected);
});

test.each(CASES)('%s holds for numbers that it was not made from', (_name, reckon) => {
  const found = fitted(reckon) as WholeNumber;
  for (const { inputs, output } of observations(reckon, 100, 2)) {
    const resolve = ({ steps }: { steps: readonly unknown[] }) => inputs['abcd'.indexOf(String(steps[0]))];
    // There is but one zero in a manifest.
    expect(evaluateWholeNumber(found, resolve)).toBe(output + 0);
  }
});

test.each<[string, Reckon]>([
  ['a power', (a) => a * a],
  ['a remainder', (a) => a % 7],
  ['what jumps', (a) => (a > 1000 ? a : 3)],
  ['what is rounded to the nearest', (a, b) => Math.round(Math.sqrt(a * b))],
])('nothing fits %s', (_name, reckon) => {
  expect(fitted(reckon)).toBeUndefined();
});

test('a few observations do not prove anything', () => {
  const rows = observations((a) => 2 * a, 4);
  expect(fitQuotient(operands(1), rows)).toBeUndefined();
});

test('one observation that is different is enough to refuse', () => {
  const rows = observations((a) => 2 * a + 1);
  const wrong = rows.map((row, at) => (at === 7 ? { ...row, output: row.output + 1 } : row));
  expect(fitQuotient(operands(1), rows)).toBeDefined();
  expect(fitQuotient(operands(1), wrong)).toBeUndefined();
});

test('a divisor of zero says nothing about the others', () => {
  const reckon = (a: number, b: number) => (b === 0 ? 42 : Math.floor(a / b));
  const rows = [...observations(reckon), { inputs: [5, 0], output: 42 }];
  expect(goWholeNumber(fitQuotient(operands(2), rows) as WholeNumber, ({ steps }) => String(steps[0]))).toBe('div a b');
});
