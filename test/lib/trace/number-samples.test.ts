import { z } from 'zod';
import type { Interned } from '../../../lib/trace/interner';
import { drawSamples, ends, type NumberPlace, NumberSamples } from '../../../lib/trace/number-samples';
import { shapeOf } from '../../../lib/values/shape';

const place = (key: string, schema: z.ZodType = z.int()): NumberPlace => ({ path: [key], shape: shapeOf(schema) });
const values = (content: object) => content as unknown as Interned;

describe('the numbers at both ends of what is tried', () => {
  test.each<[string, z.ZodType, number[]]>([
    ['bounds', z.int().min(3).max(9), [3, 9]],
    ['no bounds', z.int(), [1, 1_000_000]],
    ['what may be negative', z.int().min(-5).max(5), [1, 5]],
    ['what is negative', z.int().min(-9).max(-5), [-5, -5]],
    ['bounds that are excluded', z.int().gt(3).lt(9), [4, 8]],
    ['options', z.union([z.literal(2), z.literal(4), z.literal(8)]), [2, 8]],
    ['a multiple', z.int().multipleOf(4).min(4).max(10), [4]],
  ])('%s', (_name, schema, expected) => {
    expect(ends(shapeOf(schema))).toEqual(expected);
  });
});

describe('samples', () => {
  const numbers = [place('count', z.int().min(1).max(100)), place('size')];
  const wanted = { values: values({ count: 1, size: 1, name: 'a' }), numbers, count: 200, isWide: false };

  test('are as many as are wanted, and differ in the numbers only', () => {
    const samples = drawSamples(wanted) as { count: number; size: number; name: string }[];
    expect(samples).toHaveLength(200);
    expect(new Set(samples.map(({ name }) => name))).toEqual(new Set(['a']));
    expect(new Set(samples.map(({ count }) => count)).size).toBeGreaterThan(20);
  });

  test('are what the schema takes, of every magnitude', () => {
    const samples = drawSamples(wanted) as { count: number; size: number }[];
    for (const { count } of samples) expect(count >= 1 && count <= 100).toBe(true);
    const magnitudes = new Set(samples.map(({ size }) => Math.abs(size).toString().length));
    expect([...magnitudes].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(samples.some(({ size }) => size < 0)).toBe(true);
  });

  test('are the same each time', () => {
    expect(drawSamples(wanted)).toEqual(drawSamples(wanted));
  });

  test('leave a number alone that they find none for', () => {
    const odd = place(
      'size',
      z.int().refine((number) => number === 123_456_789),
    );
    expect(drawSamples({ ...wanted, numbers: [odd], count: 3 })).toEqual(Array(3).fill(wanted.values));
  });
});

describe('what is asked for', () => {
  const [first, second] = [values({ a: 1, b: 1 }), values({ a: 1, b: 2 })];
  const [a, b] = [place('a'), place('b')];

  test('is taken once; more is drawn the second time, and with other numbers', () => {
    const samples = new NumberSamples();
    expect(samples.want(first, first, [a, b])).toBe(true);
    expect(samples.take()).toEqual([{ values: first, numbers: [a, b], count: 40, isWide: false }]);
    expect(samples.take()).toEqual([]);
    expect(samples.want(second, first, [a, b])).toBe(true);
    expect(samples.take()).toEqual([{ values: second, numbers: [a, b], count: 80, isWide: true }]);
  });

  test('is given no third time for the same values and numbers', () => {
    const samples = new NumberSamples();
    const ask = () => samples.want(first, first, [a]);
    expect([ask(), ask(), ask()]).toEqual([true, true, false]);
    expect(samples.take()).toHaveLength(2);
    expect(samples.want(first, first, [a, b])).toBe(true);
    expect(samples.want(first, second, [a])).toBe(true);
  });

  test('is remembered', () => {
    const samples = new NumberSamples();
    samples.want(first, first, [a]);
    expect(samples.isSampled(first, [a])).toBe(true);
    expect(samples.isSampled(first, [a, b])).toBe(false);
    expect(samples.isSampled(second, [a])).toBe(false);
  });

  test('has an end', () => {
    const samples = new NumberSamples();
    const given = Array.from({ length: 50 }, (_, at) => samples.want(values({ a: at }), values({ a: at }), [a]));
    expect(given.filter(Boolean)).toHaveLength(40);
  });
});
