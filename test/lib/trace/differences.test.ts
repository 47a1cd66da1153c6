import { z } from 'zod';
import { applyDifferences, differences, minimalDifferences } from '../../../lib/trace/differences';
import { placeKey } from '../../../lib/trace/place';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const root = shapeOf(
  z.object({
    text: z.string().optional(),
    inner: z.object({ a: z.int(), b: z.int() }),
    list: z.array(z.object({ name: z.string() })),
    labels: z.record(z.string(), z.string()),
    any: z.any(),
  }),
) as ObjectShape;
const from = {
  text: 'x',
  inner: { a: 1, b: 2 },
  list: [{ name: 'a' }, { name: 'b' }],
  labels: { k: 'v' },
  any: { x: 1 },
};

const places = (to: unknown) => differences(root, from, to).map(({ place }) => placeKey(place));

test('are as small as the schema sees them', () => {
  expect(places({ ...from, inner: { a: 1, b: 3 } })).toEqual(['inner.b']);
  expect(places({ ...from, list: [{ name: 'a' }, { name: 'c' }] })).toEqual(['list[1].name']);
  expect(places({ ...from, labels: { k: 'w' } })).toEqual(['labels.k']);
});

test('are a whole part where its size or form changes', () => {
  expect(places({ ...from, list: [{ name: 'a' }], labels: { other: 'v' }, any: { x: 2 } })).toEqual([
    'list',
    'labels',
    'any',
  ]);
  const { text: _, ...without } = from;
  expect(places(without)).toEqual(['text']);
});

test('applied, they give what they lead to', () => {
  const to = { inner: { a: 5, b: 2 }, list: [], labels: { k: 'w' }, any: [] };
  expect(applyDifferences(from, differences(root, from, to))).toEqual(to);
  expect(places(structuredClone(from))).toEqual([]);
});

test('the fewest that still fail are found', () => {
  const letters = z.object(Object.fromEntries([...'abcdefghij'].map((letter) => [letter, z.int()])));
  const all = (value: number) => Object.fromEntries([...'abcdefghij'].map((letter) => [letter, value]));
  const changes = differences(shapeOf(letters) as ObjectShape, all(0), all(1));
  const minimal = minimalDifferences(all(0), changes, (values) => {
    const { c, h } = values as Record<string, number>;
    return c === 1 && h === 1;
  });
  expect(minimal.map(({ place }) => placeKey(place))).toEqual(['c', 'h']);
});
