import { z } from 'zod';
import type { Condition, Truthy } from '../../../lib/template/condition';
import { evaluateCondition } from '../../../lib/template/evaluate';
import type { AskedTogether } from '../../../lib/trace/asked-together';
import { Combinations } from '../../../lib/trace/combinations';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Interner } from '../../../lib/trace/interner';
import { Markers } from '../../../lib/trace/markers';
import type { RootShape } from '../../../lib/trace/place';
import { States } from '../../../lib/trace/states';
import { type ObjectShape, type Shape, shapeOf } from '../../../lib/values/shape';

const NAMES = 'abcdefgh'.split('');
const root = shapeOf(z.object(Object.fromEntries(NAMES.map((name) => [name, z.boolean()])))) as ObjectShape;
const off = Object.fromEntries(NAMES.map((name) => [name, false]));

const is = (name: string): Truthy => ({
  kind: 'truthy',
  reference: { steps: [name], shape: root.keys.get(name) as Shape, optionalSteps: [] },
});
const both = (left: string, right: string): Condition => ({ kind: 'and', conditions: [is(left), is(right)] });
const REASONS = [both('a', 'b'), both('c', 'd'), both('e', 'f'), both('g', 'h')];

function combinations(): Combinations {
  const tests = new FoundTests();
  const interner = new Interner();
  const states = new States(root as RootShape, new Map(), new Markers(root as RootShape), tests);
  return new Combinations(states, tests, (values) => interner.intern(values));
}

const asked = (patterns: readonly string[], ...conditions: Condition[]): AskedTogether => ({
  patterns,
  conditions,
  within: [],
});
const anyOfFour: Condition = { kind: 'or', conditions: REASONS };
const holding = (values: unknown) => REASONS.filter((reason) => evaluateCondition(reason, values, []));

test('few variables are tried in all combinations, beside what else there is', () => {
  const found = combinations().of({ ...off, h: true }, asked(['a', 'b'], both('a', 'b')));
  expect(found).toHaveLength(4);
  expect(new Set(found.map((values) => JSON.stringify(values))).size).toBe(4);
  for (const values of found) expect(values).toMatchObject({ c: false, h: true });
});

describe('many variables', () => {
  const found = combinations().of(off, asked(NAMES, anyOfFour));

  test('are tried in less than all of their combinations', () => {
    expect(found.length).toBeLessThan(2 ** NAMES.length);
  });

  test('are tried where one alternative alone holds, each of them', () => {
    const alone = found.map(holding).filter((reasons) => reasons.length === 1);
    expect(new Set(alone.flat())).toEqual(new Set(REASONS));
  });

  test('are tried where an alternative fails by one of its tests alone, each of them', () => {
    const failing = found.filter((values) => holding(values).length === 0) as Record<string, boolean>[];
    const missing = NAMES.filter((name) => {
      const other = NAMES[NAMES.indexOf(name) ^ 1];
      return failing.some((values) => !values[name] && values[other]);
    });
    expect(missing).toEqual(NAMES);
  });
});

describe('the reasons of a condition', () => {
  test('are its alternatives, each in values in which it alone holds', () => {
    const reasons = combinations().reasons(off, asked(NAMES, anyOfFour)).map(holding);
    expect(reasons).toEqual(REASONS.map((reason) => [reason]));
  });

  test('leave what is around them as it has to be', () => {
    const around: Condition = { kind: 'and', conditions: [{ kind: 'not', condition: is('a') }, anyOfFour] };
    const reasons = combinations().reasons({ ...off, a: true }, asked(NAMES, around));
    // The first needs what must not be.
    expect(reasons.map(holding)).toEqual(REASONS.slice(1).map((reason) => [reason]));
    for (const values of reasons) expect(values).toMatchObject({ a: false });
  });

  test('are none where all combinations are tried', () => {
    expect(combinations().reasons(off, asked(['a', 'b'], { kind: 'or', conditions: [is('a'), is('b')] }))).toEqual([]);
  });
});
