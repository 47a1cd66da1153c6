import { readCode } from '../../../lib/environment/code';
import { type LocatedMap, plainMap, withoutRemoved } from '../../../lib/environment/located';
import { mergeValues } from '../../../lib/environment/merge';

function merged(...layers: Record<string, unknown>[]): unknown {
  const [first, ...rest] = layers.map((layer) => readCode('dev', layer).root as LocatedMap);
  return plainMap(withoutRemoved(rest.reduce(mergeValues, first as LocatedMap)));
}

describe('values merge as in Helm', () => {
  test('maps key by key, at every depth', () => {
    expect(merged({ a: { b: { c: 1, d: 2 } }, e: 3 }, { a: { b: { d: 4, f: 5 } } })).toEqual({
      a: { b: { c: 1, d: 4, f: 5 } },
      e: 3,
    });
  });

  test.each([
    ['lists', { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    ['an empty list', { a: [1] }, { a: [] }, { a: [] }],
    ['a map by a scalar', { a: { b: 1 } }, { a: 2 }, { a: 2 }],
    ['a scalar by a map', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['text by empty text', { a: 'x' }, { a: '' }, { a: '' }],
    ['nothing by an empty map', { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
  ])('replace %s', (_, under, over, result) => {
    expect(merged(under, over)).toEqual(result);
  });

  test('null removes a key with all that is in it, and a later layer starts afresh', () => {
    expect(merged({ a: { b: 1 }, c: 2 }, { a: null, absent: null })).toEqual({ c: 2 });
    expect(merged({ a: { b: 1 } }, { a: null }, { a: { d: 2 } })).toEqual({ a: { d: 2 } });
    expect(merged({ a: { b: 1, c: 2 } }, { a: { b: null } })).toEqual({ a: { c: 2 } });
    expect(merged({ a: null })).toEqual({});
  });

  test('null inside of a list is a value', () => {
    expect(merged({ a: [null, { b: null }] })).toEqual({ a: [null, { b: null }] });
  });

  test('keys keep the order in which they first came', () => {
    expect(Object.keys(merged({ z: 1, a: 1 }, { m: 1, a: 2, z: 2 }) as object)).toEqual(['z', 'a', 'm']);
  });

  test('the key __proto__ merges like any other', () => {
    const values = merged(JSON.parse('{"__proto__": {"a": 1}}'), JSON.parse('{"__proto__": {"b": 2}}')) as object;
    expect(JSON.stringify(values)).toBe('{"__proto__":{"a":1,"b":2}}');
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
});
