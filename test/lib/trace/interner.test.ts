import { Interner } from '../../../lib/trace/interner';

const interner = new Interner();

test('equal trees become one and the same, whatever the order of their keys', () => {
  const left = interner.intern({ a: [{ b: 1, c: 'x' }], d: {} });
  const right = interner.intern({ d: {}, a: [{ c: 'x', b: 1 }] });
  expect(left).toBe(right);
  expect(left).toEqual({ a: [{ b: 1, c: 'x' }], d: {} });
});

test('so do their equal parts', () => {
  const tree = interner.intern({ one: { list: ['a'] }, two: { list: ['a'] } }) as Record<string, unknown>;
  expect(tree.one).toBe(tree.two);
  expect(interner.intern({ list: ['a'] })).toBe(tree.one);
});

test.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: null }, {}],
  [[], {}],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: 'b:c' }, { 'a:b': 'c' }],
  [[[1], 2], [[1, 2]]],
  [{ a: true }, { a: 'true' }],
  [['a,b'], ['a', 'b']],
])('%j and %j stay two', (left, right) => {
  expect(interner.intern(left)).not.toBe(interner.intern(right));
});

test('keys come out sorted, those without a value not at all', () => {
  expect(JSON.stringify(interner.intern({ b: 1, a: undefined, c: { z: 1, y: 2 } }))).toBe('{"b":1,"c":{"y":2,"z":1}}');
});

test('scalars are themselves', () => {
  for (const scalar of ['x', 0, false, null, undefined]) expect(interner.intern(scalar)).toBe(scalar);
});
