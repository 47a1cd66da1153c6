import { compareFields, inFieldOrder } from '../../../lib/template/field-order';

test('what a thing is comes before what is in it; unknown fields follow by alphabet', () => {
  const fields = ['zeta', 'spec', 'alpha', 'metadata', 'kind', 'apiVersion', 'data'];
  expect([...fields].sort(compareFields)).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'alpha', 'data', 'zeta']);
});

test('the fields of every map in a value, in lists too; the items of lists stay where they are', () => {
  const value = {
    spec: [
      { value: 1, name: 'b' },
      { value: 2, name: 'a' },
    ],
    kind: 'X',
    none: null,
  };
  expect(JSON.stringify(inFieldOrder(value))).toBe(
    '{"kind":"X","spec":[{"name":"b","value":1},{"name":"a","value":2}],"none":null}',
  );
});
