import { z } from 'zod';
import { Draws } from '../../../lib/trace/draw';
import { seededRandom } from '../../../lib/trace/random';
import { NO_LITERALS } from '../../../lib/trace/source-literals';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  text: z.string(),
  port: z.int().min(1).max(65535),
  mode: z.enum(['a', 'b', 'c']),
  toggle: z.boolean(),
  optional: z.string().optional(),
  either: z.union([z.int(), z.string()]),
  labels: z.record(z.string().regex(/^[a-z]+$/), z.string()),
  list: z.array(z.object({ name: z.string().min(1), size: z.number().optional() })),
  fixed: z.object({ text: z.string(), other: z.string() }),
});
const near: z.output<typeof schema> = {
  text: 'x',
  port: 80,
  mode: 'a',
  toggle: false,
  either: 1,
  labels: {},
  list: [{ name: 'a' }],
  fixed: { text: 'kept', other: 'x' },
};

function drawn(count: number, seed = 1): z.output<typeof schema>[] {
  const isFixed = (path: string) => path === 'fixed.text';
  const draws = new Draws(schema, shapeOf(schema) as ObjectShape, seededRandom(seed), isFixed);
  return Array.from({ length: count }, () => draws.draw(near) as z.output<typeof schema>);
}

test('gives only values that the schema accepts', () => {
  for (const values of drawn(500)) expect(schema.safeParse(values).error).toBeUndefined();
});

test('reaches every state of every value', () => {
  const all = drawn(1000);
  expect(new Set(all.map(({ mode, toggle }) => `${mode} ${toggle}`)).size).toBe(6);
  expect(new Set(all.map(({ either }) => typeof either))).toEqual(new Set(['number', 'string']));
  expect(new Set(all.map(({ list }) => list.length))).toEqual(new Set([0, 1, 2, 3, 12]));
  expect(all.some(({ optional }) => optional === undefined)).toBe(true);
  expect(all.some(({ labels }) => Object.keys(labels).length > 1)).toBe(true);
});

test('keeps what is not concerned where some values do not fit together', () => {
  const digit = z.int().min(0).max(9);
  const free = z.object({ a: digit, b: digit, c: digit, d: digit, e: digit, names: z.array(z.string()) });
  const tied = free.refine(({ a, b, c, d, e }) => a + b + c + d + e === 0, { path: [] });
  const draws = new Draws(tied, shapeOf(free) as ObjectShape, seededRandom(1), () => false);
  const given = { a: 0, b: 0, c: 0, d: 0, e: 0, names: [] };
  const all = Array.from({ length: 200 }, () => draws.draw(given) as typeof given);
  expect(all.every(({ a, b, c, d, e }) => a + b + c + d + e === 0)).toBe(true);
  expect(all.filter(({ names }) => names.length > 0).length).toBeGreaterThan(40);
});

test('holds hostile text', () => {
  const texts = new Set(drawn(3000).map(({ text }) => text));
  for (const hostile of [
    '',
    'on',
    '007',
    '1e3',
    'null',
    '~',
    '{{ .Values.x }}',
    'a\n---\nb',
    '"quoted"',
    ' leading',
    '<<',
  ]) {
    expect(texts).toContain(hostile);
  }
});

test('leaves fixed values alone', () => {
  const all = drawn(300);
  expect(new Set(all.map(({ fixed }) => fixed.text))).toEqual(new Set(['kept']));
  expect(new Set(all.map(({ fixed }) => fixed.other)).size).toBeGreaterThan(10);
});

test('the same seed gives the same values, another seed others', () => {
  expect(drawn(20)).toEqual(drawn(20));
  expect(drawn(20, 2)).not.toEqual(drawn(20));
});

describe('values of a schema with bounds, for constructs that name texts and numbers', () => {
  const bounded = z.object({
    port: z.int().min(30000).max(32767),
    large: z.int().min(1_000_000),
    text: z.string(),
    list: z.array(z.string()),
  });
  const given = { port: 30500, large: 2_000_000, text: 'x', list: [] };
  const literals = { ...NO_LITERALS, texts: ['special'], numbers: [20, 4711] };
  const draws = new Draws(bounded, shapeOf(bounded) as ObjectShape, seededRandom(1), () => false, literals);
  const all = Array.from({ length: 400 }, () => draws.draw(given) as typeof given);

  test('numbers are at the bounds, where the usual ones are beyond', () => {
    expect([...new Set(all.map(({ port }) => port))].sort()).toEqual([30000, 30001, 30007, 30500, 32760, 32766, 32767]);
    expect(new Set(all.map(({ large }) => large)).size).toBeGreaterThan(3);
  });

  test('lists are as long as the constructs count, and longer', () => {
    expect([...new Set(all.map(({ list }) => list.length))].sort((left, right) => left - right)).toEqual([
      0, 1, 2, 3, 12, 20, 21,
    ]);
  });

  const sweepsOf = (of: Draws) => [...of.namedSweeps, ...of.otherSweeps];

  test('sweeps put every text into every place, those that the constructs name first', () => {
    const swept = sweepsOf(draws).map((sweep) => (draws.sweep(given, sweep) as typeof given).text);
    expect(swept.slice(0, 20).every((text) => text.includes('special'))).toBe(true);
    for (const text of ['special', '007', '1e3', '<<', '', 'two words']) expect(swept).toContain(text);
  });

  test('sweeps put what the constructs name where the given values have nothing, too', () => {
    const sparse = z.object({
      absent: z.string().optional(),
      inside: z.object({ text: z.string(), number: z.int().default(1) }).optional(),
      list: z.array(z.object({ name: z.string() })),
    });
    const empty = { list: [] };
    const named = { ...NO_LITERALS, texts: ['special', 'other'], numbers: [4711] };
    const own = new Draws(sparse, shapeOf(sparse) as ObjectShape, seededRandom(1), () => false, named);
    const swept = sweepsOf(own).map((sweep) => own.sweep(empty, sweep) as z.output<typeof sparse>);
    for (const text of named.texts) {
      expect(swept.some(({ absent }) => absent === text)).toBe(true);
      expect(swept.some(({ inside }) => inside?.text === text)).toBe(true);
      expect(swept.some(({ list }) => list[0]?.name === text)).toBe(true);
    }
    expect(swept.some(({ inside }) => inside?.number === 4711)).toBe(true);
    expect(swept.some(({ list }) => list.length === 0)).toBe(true);
  });

  test('a sweep changes only what it is to change', () => {
    const near = { ...given, text: 'stays', port: 30000 };
    const texts = draws.namedSweeps.map((sweep) => draws.sweep(near, { ...sweep, only: 'number' }) as typeof given);
    expect(new Set(texts.map(({ text }) => text))).toEqual(new Set(['stays']));
    const numbers = draws.namedSweeps.map((sweep) => draws.sweep(near, { ...sweep, only: 'text' }) as typeof given);
    expect(new Set(numbers.map(({ port }) => port))).toEqual(new Set([30000]));
    const kept = draws.namedSweeps.map((sweep) => draws.sweep(near, { ...sweep, kept: 'text' }) as typeof given);
    expect(new Set(kept.map(({ text }) => text))).toEqual(new Set(['stays']));
    expect(new Set(kept.map(({ port }) => port)).size).toBeGreaterThan(1);
  });
});
