import { z } from 'zod';
import { seededRandom } from '../../../lib/trace/random';
import { withDefaults } from '../../../lib/values/defaults';
import { shapeOf } from '../../../lib/values/shape';
import { neverChanges } from '../../../lib/values/unchanging';

const schema = z.object({
  text: z.string().default('x'),
  optional: z.int().optional(),
  nullable: z.string().nullable().default(null),
  inner: z
    .object({ a: z.int().default(1), deeper: z.object({ b: z.boolean().default(true) }).prefault({}) })
    .prefault({}),
  list: z.array(z.object({ name: z.string(), size: z.int().default(5) })).default([{ name: 'first', size: 1 }]),
  labels: z.record(z.string(), z.object({ on: z.boolean().default(false) })).default({}),
  either: z
    .union([
      z.object({ kind: z.literal('a'), n: z.int().default(1) }),
      z.object({ kind: z.literal('b'), m: z.int().default(2) }),
    ])
    .optional(),
  maybe: z.object({ c: z.int().default(3) }).optional(),
});
const filled = (values: unknown) => withDefaults(shapeOf(schema), values);

test('fills in defaults at every depth, and leaves absent what has none', () => {
  expect(filled({})).toEqual({
    text: 'x',
    nullable: null,
    inner: { a: 1, deeper: { b: true } },
    list: [{ name: 'first', size: 1 }],
    labels: {},
  });
});

test.each([
  {},
  { text: 'y', optional: 0, nullable: null, inner: { deeper: { b: false } } },
  { list: [{ name: 'a' }, { name: 'b', size: 1 }], labels: { k: {} }, maybe: {} },
  { either: { kind: 'a' } },
  { either: { kind: 'b', m: 5 }, inner: { a: 0 } },
])('is what zod makes of %j', (values) => {
  expect(filled(values)).toEqual(schema.parse(values));
});

test('keys come in the order of the schema, those of dictionaries and of anything else sorted', () => {
  const shape = shapeOf(
    z.object({
      b: z.int(),
      a: z.int(),
      map: z.record(z.string(), z.int()),
      any: z.any(),
      open: z.looseObject({ x: z.int() }),
    }),
  );
  const values = { open: { z: 1, x: 2, y: 3 }, any: [{ d: 1, c: 2 }], map: { k: 1, j: 2 }, a: 1, b: 2 };
  expect(JSON.stringify(withDefaults(shape, values))).toBe(
    '{"b":2,"a":1,"map":{"j":2,"k":1},"any":[{"c":2,"d":1}],"open":{"x":2,"y":3,"z":1}}',
  );
});

test('the result does not depend on the order of keys', () => {
  const random = seededRandom(1);
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map((entry) => ({ entry, at: random() }));
    return Object.fromEntries(
      entries.sort((left, right) => left.at - right.at).map(({ entry: [key, child] }) => [key, shuffled(child)]),
    );
  };
  const values = {
    labels: { c: { on: true }, a: {}, b: {} },
    list: [{ size: 2, name: 'n' }],
    inner: { deeper: {}, a: 2 },
    text: 't',
  };
  for (let round = 0; round < 20; round++) {
    expect(JSON.stringify(filled(shuffled(values)))).toBe(JSON.stringify(filled(values)));
  }
});

test('a default is not shared between two results', () => {
  const first = filled({}) as { list: object[] };
  first.list.push({});
  expect((filled({}) as { list: object[] }).list).toHaveLength(1);
});

test('does not mind what is not valid: that is for validation to say', () => {
  expect(filled({ inner: 'text', list: 5, labels: [1], either: { kind: 'c' } })).toMatchObject({
    inner: 'text',
    list: 5,
    labels: [1],
    either: { kind: 'c' },
  });
});

test('values that never change are filled in once, by each schema', () => {
  const shape = shapeOf(z.object({ a: z.string().default('x'), b: z.object({ c: z.int().default(1) }).prefault({}) }));
  const other = shapeOf(z.object({ a: z.string().default('y') }));
  const values = { b: {} };
  neverChanges(values);
  const filled = withDefaults(shape, values);
  expect(filled).toEqual({ a: 'x', b: { c: 1 } });
  expect(withDefaults(shape, values)).toBe(filled);
  expect(withDefaults(other, values)).toEqual({ a: 'y', b: {} });
});
