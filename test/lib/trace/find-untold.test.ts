import { z } from 'zod';
import { findUntold } from '../../../lib/trace/find-untold';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Interner } from '../../../lib/trace/interner';
import { Mask } from '../../../lib/trace/mask';
import { ROOT, type RootShape } from '../../../lib/trace/place';
import { Space } from '../../../lib/trace/space';
import { testsBelow } from '../../../lib/trace/tests';
import { shapeOf } from '../../../lib/values/shape';

const schema = z.object({ a: z.boolean(), b: z.boolean(), c: z.boolean(), list: z.array(z.string()).default([]) });
const root = shapeOf(schema) as RootShape;
const OFF: z.output<typeof schema> = { a: false, b: false, c: false, list: [] };

describe('values that tests do not tell apart', () => {
  const interner = new Interner();
  const sets: z.output<typeof schema>[] = [
    { ...OFF, a: true },
    { ...OFF, a: true, b: true, list: ['x', 'y'] },
    { ...OFF, a: true, c: true },
    OFF,
  ];
  const instances = sets.map((values) => ({ values: interner.intern(values), position: [] }));
  const candidates = testsBelow(root, ROOT, new FoundTests(), new Map());
  const space = new Space(instances, [], candidates, []);
  const mask = (...indexes: number[]) => Mask.where(sets.length, (index) => indexes.includes(index));
  const about = (...variables: string[]) =>
    candidates.flatMap((candidate, index) => (variables.includes(candidate.variable) ? [index] : []));

  test('are those of a positive and a negative instance that differ least', () => {
    expect(findUntold(space, mask(0), mask(1, 2, 3), about('a'))).toEqual([sets[0], sets[2]]);
  });

  test('differ in what none of the tests asks about', () => {
    expect(findUntold(space, mask(0, 2), mask(1, 3), about('a', 'c'))).toEqual([sets[0], sets[1]]);
  });

  test('are none where the tests tell all apart', () => {
    expect(findUntold(space, mask(0), mask(3), about('a'))).toBeUndefined();
    expect(findUntold(space, mask(0), mask(1, 2, 3))).toBeUndefined();
  });
});
