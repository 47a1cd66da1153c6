import { z } from 'zod';
import { evaluateCondition } from '../../../lib/template/evaluate';
import { goCondition } from '../../../lib/template/go-condition';
import { findCondition } from '../../../lib/trace/find-condition';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Interner } from '../../../lib/trace/interner';
import { Mask } from '../../../lib/trace/mask';
import { childPlace, patternKey, ROOT, shapeAt } from '../../../lib/trace/place';
import { type Edge, Space } from '../../../lib/trace/space';
import { testsBelow } from '../../../lib/trace/tests';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';

type Combination = Readonly<Record<string, boolean | string>>;

const CHOICES: Readonly<Record<string, readonly (boolean | string)[]>> = {
  a: [false, true],
  b: [false, true],
  c: [false, true],
  mode: ['x', 'y', 'z'],
};
const root = shapeOf(
  z.object({ a: z.boolean(), b: z.boolean(), c: z.boolean(), mode: z.enum(['x', 'y', 'z']) }),
) as ObjectShape;

/** Every combination of three toggles and a choice, those that differ in one value only joined by edges. */
function wholeSpace(): { space: Space; all: Combination[] } {
  const all = Object.entries(CHOICES).reduce<Combination[]>(
    (combinations, [key, options]) =>
      combinations.flatMap((combination) => options.map((option) => ({ ...combination, [key]: option }))),
    [{}],
  );
  const interner = new Interner();
  const edges = all.flatMap((left, from) => all.flatMap((right, to) => (from < to ? edge(left, right, from, to) : [])));
  const tests = testsBelow(root, ROOT, new FoundTests(), new Map());
  const instances = all.map((values) => ({ values: interner.intern(values), position: [] }));
  return { space: new Space(instances, edges, tests, []), all };
}

function edge(left: Combination, right: Combination, from: number, to: number): Edge[] {
  const keys = Object.keys(CHOICES).filter((key) => left[key] !== right[key]);
  if (keys.length !== 1) return [];
  const shape = shapeAt(root, keys);
  const place = childPlace(ROOT, keys[0], shape);
  return [{ from, to, variable: { place, shape }, key: patternKey(place) }];
}

const { space, all } = wholeSpace();
const where = (holds: (combination: Combination) => unknown) =>
  Mask.where(all.length, (index) => Boolean(holds(all[index])));

/** The condition that tells the combinations for which `holds` is true from the others, as Go has it. */
function found(
  holds: (combination: Combination) => unknown,
  within: (combination: Combination) => unknown = () => true,
) {
  const positive = where((combination) => within(combination) && holds(combination));
  const negative = where((combination) => within(combination) && !holds(combination));
  const condition = findCondition(space, positive, negative)?.condition;
  return condition && goCondition(condition, { chart: 'demo', loops: [], fileOf: () => '' });
}

test.each<[(combination: Combination) => unknown, string]>([
  [({ a }) => a, '.Values.a'],
  [({ a }) => !a, 'not .Values.a'],
  [({ mode }) => mode === 'x', 'eq .Values.mode "x"'],
  [({ mode }) => mode !== 'x', 'ne .Values.mode "x"'],
  [({ a, b }) => a && b, 'and .Values.a .Values.b'],
  [({ a, b }) => a || b, 'or .Values.a .Values.b'],
  [({ a, mode }) => a && mode !== 'y', 'and .Values.a (ne .Values.mode "y")'],
])('%s is %s', (holds, condition) => {
  expect(found(holds)).toBe(condition);
});

test('the simplest one counts within what is known already', () => {
  expect(
    found(
      ({ a, b }) => a && b,
      ({ a }) => a,
    ),
  ).toBe('.Values.b');
  expect(
    found(
      ({ a, mode }) => a && mode === 'x',
      ({ mode }) => mode !== 'z',
    ),
  ).toBe('and .Values.a (eq .Values.mode "x")');
});

test.each<[string, (combination: Combination) => unknown]>([
  ['a and (b or c)', ({ a, b, c }) => a && (b || c)],
  ['a or (b and c)', ({ a, b, c }) => a || (b && c)],
  ['a xor b', ({ a, b }) => a !== b],
  ['two of three', ({ a, b, c }) => Number(a) + Number(b) + Number(c) === 2],
  ['a depends on mode', ({ a, b, mode }) => (mode === 'x' ? a : mode === 'y' ? b : false)],
])('%s is found too', (_, holds) => {
  const [positive, negative] = [where(holds), where((combination) => !holds(combination))];
  const condition = findCondition(space, positive, negative)?.condition;
  if (!condition) throw new Error('nothing was found');
  for (const combination of all)
    expect(evaluateCondition(condition, combination, [])).toBe(Boolean(holds(combination)));
});

test('what no test tells apart has no condition', () => {
  const interner = new Interner();
  const same = [{ a: true }, { a: true }].map((values) => ({ values: interner.intern(values), position: [] }));
  const blind = new Space(same, [], testsBelow(root, ROOT, new FoundTests(), new Map()), []);
  const first = Mask.where(2, (index) => index === 0);
  expect(findCondition(blind, first, blind.all.without(first))).toBeUndefined();
});

describe('values that are told apart by a variable that no two values next to each other show', () => {
  const foundWithin = (within: (combination: Combination) => unknown, holds: (combination: Combination) => unknown) =>
    findCondition(
      space,
      where((combination) => within(combination) && holds(combination)),
      where((combination) => within(combination) && !holds(combination)),
    );

  test('are told with the condition that is a guess, as near to each other as there are', () => {
    const guess = foundWithin(
      ({ a, b, c, mode }) => mode !== 'z' && a === b && (a === c || mode === 'y'),
      ({ a, b }) => a && b,
    );
    const [positive, negative] = (guess?.findUntold?.() ?? []) as [Combination, Combination];
    expect([positive.a, negative.a]).toEqual([true, false]);
    expect(Object.keys(CHOICES).filter((key) => positive[key] !== negative[key])).toEqual(['a', 'b']);
  });

  test('are none where it is seen what decides', () => {
    expect(
      foundWithin(
        () => true,
        ({ a, b }) => a && b,
      )?.findUntold,
    ).toBeUndefined();
  });
});
