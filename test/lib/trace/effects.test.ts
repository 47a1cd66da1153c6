import { accountFor, canHave, type Effect, effectsBetween, outputTree } from '../../../lib/trace/effects';
import { Interner } from '../../../lib/trace/interner';

const interner = new Interner();
const tree = (value: unknown) => interner.intern(value);

const effects = (from: unknown, to: unknown) => effectsBetween(tree(from), tree(to));

test.each<[string, unknown, unknown, readonly Effect[]]>([
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a scalar', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: ['a', 'b'], from: 1, to: 2 }]],
  ['what is new', {}, { a: { b: 1 } }, [{ path: ['a'], from: undefined, to: { b: 1 } }]],
  ['what is gone', { a: 1, b: 2 }, { b: 2 }, [{ path: ['a'], from: 1, to: undefined }]],
  ['an item', { a: [1, { b: 1 }] }, { a: [1, { b: 2 }] }, [{ path: ['a', 1, 'b'], from: 1, to: 2 }]],
  ['a list of another length', { a: [1] }, { a: [1, 2] }, [{ path: ['a'], from: [1], to: [1, 2] }]],
  ['a map that becomes a list', { a: {} }, { a: [] }, [{ path: ['a'], from: {}, to: [] }]],
])('effects: %s', (_, from, to, expected) => {
  const found = effects(from, to);
  expect(found).toEqual(expected);
  expect(canHave(tree(from), found)).toBe(true);
  expect(accountFor(tree(from), found, tree(to))).toBe(true);
});

test('effects are possible where all that they change is there, and what is around it', () => {
  const [set] = [effects({ a: { b: 1 } }, { a: { b: 1, c: 2 } })];
  expect(canHave(tree({ a: { other: 1 } }), set)).toBe(true);
  expect(canHave(tree({ a: { c: 1 } }), set)).toBe(false);
  expect(canHave(tree({}), set)).toBe(false);
});

test('effects do not account for anything else', () => {
  const from = { a: 1, b: 1, c: 1 };
  const both = [...effects(from, { ...from, a: 2 }), ...effects(from, { ...from, b: 2 })];
  expect(accountFor(tree(from), both, tree({ a: 2, b: 2, c: 1 }))).toBe(true);
  expect(accountFor(tree(from), both, tree({ a: 2, b: 1, c: 1 }))).toBe(false);
  expect(accountFor(tree(from), both, tree({ a: 2, b: 2, c: 2 }))).toBe(false);
});

test('objects are known by kind and name, two of one name by their order', () => {
  const pod = (name: string, spec: number) => ({ kind: 'Pod', metadata: { name }, spec });
  expect(outputTree({ objects: [pod('a', 1), pod('b', 2), pod('b', 3)], helpers: { account: 'x' } } as never)).toEqual({
    'Pod a': pod('a', 1),
    'Pod b': pod('b', 2),
    'Pod b 1': pod('b', 3),
    'template account': 'x',
  });
});
