import { z } from 'zod';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Markers } from '../../../lib/trace/markers';
import { patternKey, type RootShape } from '../../../lib/trace/place';
import { States } from '../../../lib/trace/states';
import { variableAt, variablesOf } from '../../../lib/trace/variables';
import { shapeOf } from '../../../lib/values/shape';

const root = shapeOf(
  z.object({
    name: z.string().default('x'),
    cache: z.object({ size: z.int().default(1), key: z.string().optional() }).optional(),
    ports: z.array(z.object({ port: z.int(), tls: z.object({ secret: z.string() }).optional() })).default([]),
    labels: z.record(z.string(), z.object({ value: z.string() })).default({}),
    store: z.discriminatedUnion('type', [
      z.object({ type: z.literal('s3'), bucket: z.string() }),
      z.object({ type: z.literal('pvc'), claim: z.object({ name: z.string() }).optional() }),
    ]),
  }),
) as RootShape;
const nothing = new Map<string, unknown>();
const states = new States(root, nothing, new Markers(root), new FoundTests());

test.each([
  ['all that there is', states.rich()],
  ['next to nothing', states.bare()],
  ['an element that lacks what another has', { ports: [{ port: 1 }, { port: 2, tls: { secret: 'x' } }] }],
  ['the other member of a union', { store: { type: 'pvc', claim: { name: 'x' } } }],
])('the first variable of a pattern is found without a look at the others: %s', (_, values) => {
  const all = variablesOf(root, values, nothing);
  expect(all.length).toBeGreaterThan(3);
  for (const { place } of all) {
    const first = all.find((other) => patternKey(other.place) === patternKey(place));
    expect(variableAt(root, values, nothing, place)).toEqual(first);
  }
});

test('what is fixed or not within reach is no variable', () => {
  const [port, secret] = [
    ['ports', { loop: 0 }, 'port'],
    ['ports', { loop: 0 }, 'tls', 'secret'],
  ];
  expect(variableAt(root, { ports: [{ port: 1 }] }, nothing, { steps: port })?.place.key).toBe('ports[0].port');
  expect(variableAt(root, { ports: [{ port: 1 }] }, nothing, { steps: secret })).toBeUndefined();
  expect(variableAt(root, { ports: [] }, nothing, { steps: port })).toBeUndefined();
  expect(variableAt(root, { ports: [{ port: 1 }] }, new Map([['ports', []]]), { steps: port })).toBeUndefined();
  expect(variableAt(root, { cache: {} }, nothing, { steps: ['cache', 'other'] })).toBeUndefined();
});
