import { z } from 'zod';
import { ComparedValues } from '../../../lib/trace/compared-values';
import { FoundTests } from '../../../lib/trace/found-tests';
import type { RootShape } from '../../../lib/trace/place';
import { seededRandom } from '../../../lib/trace/random';
import { variablesOf } from '../../../lib/trace/variables';
import { shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  main: z.string(),
  low: z.int().max(100),
  high: z.int(),
  items: z.array(z.object({ name: z.string(), high: z.int() })),
  others: z.array(z.string()),
});
type Values = z.output<typeof schema>;
const root = shapeOf(schema) as RootShape;
const items = [
  { name: 'a', high: 7 },
  { name: 'b', high: 8 },
];
const values: Values = { main: 'c', low: 5, high: 1000, items, others: ['d'] };
const NO_FIXED = new Map<string, unknown>();

const variable = (key: string) => {
  const found = variablesOf(root, values, NO_FIXED).find(({ place }) => place.key === key);
  if (!found) throw new RangeError(`There is no ${key}`);
  return found;
};

/** What is compared, by paths. */
function compared(...pairs: readonly (readonly [string, string])[]): ComparedValues {
  const tests = new FoundTests();
  for (const [one, two] of pairs) expect(tests.addComparison(variable(one), variable(two))).toBe(true);
  return new ComparedValues(root, NO_FIXED, tests);
}

test('elements are compared with what is outside, each for itself', () => {
  const pairs = compared(['main', 'items[0].name'], ['items[1].high', 'high']).pairsIn(values);
  expect(pairs.map((pair) => pair.map(({ place }) => place.key))).toEqual([
    ['items[0].name', 'main'],
    ['items[1].name', 'main'],
    ['items[0].high', 'high'],
    ['items[1].high', 'high'],
  ]);
});

test('elements of different collections, and what is of different kinds, are not compared', () => {
  const tests = new FoundTests();
  expect(tests.addComparison(variable('items[0].name'), variable('others[0]'))).toBe(false);
  expect(tests.addComparison(variable('main'), variable('low'))).toBe(false);
  expect(tests.addComparison(variable('low'), variable('high'))).toBe(true);
  expect(tests.addComparison(variable('high'), variable('low'))).toBe(false);
});

test('values are to each other as real ones are, whichever of them can be changed for that', () => {
  const compare = compared(['low', 'high'], ['items[0].name', 'main']);
  const as = (real: Partial<Values>) => compare.as(values, () => ({ ...values, ...real })) as Values;
  // No value of `low` is above 100.
  expect(as({ low: 3, high: 3 })).toEqual({ ...values, high: 5 });
  expect(as({ low: 3, high: 2 })).toEqual({ ...values, high: 4 });
  expect(as({ low: 3, high: 4 })).toBe(values);
  expect(as({ main: 'x', items: [{ name: 'x', high: 1 }, items[1]] }).items.map(({ name }) => name)).toEqual([
    'c',
    'b',
  ]);
});

test('no two elements come to have the same text at random', () => {
  const compare = compared(['items[0].name', 'main']);
  const random = seededRandom(1);
  const drawn = Array.from({ length: 50 }, () => compare.atRandom(values, random) as Values);
  for (const { items } of drawn) expect(items[0].name).not.toBe(items[1].name);
  expect(drawn.some(({ main, items }) => items.some(({ name }) => name === main))).toBe(true);
});
