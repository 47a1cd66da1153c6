import { fieldOrder, inFieldOrder } from '../../../lib/template/field-order';

test('what a thing is comes before what is in it; unknown fields follow by alphabet', () => {
  const fields = ['zeta', 'spec', 'alpha', 'metadata', 'kind', 'apiVersion', 'data'];
  expect([...fields].sort(fieldOrder(fields))).toEqual([
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'alpha',
    'data',
    'zeta',
  ]);
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

test('what a thing is comes before its metadata, unless these name an object', () => {
  const sorted = (...fields: string[]) => fields.sort(fieldOrder(fields));
  expect(sorted('metadata', 'type', 'name')).toEqual(['name', 'type', 'metadata']);
  expect(sorted('type', 'metadata', 'kind', 'apiVersion')).toEqual(['apiVersion', 'kind', 'metadata', 'type']);
});

test('rules of a policy say whom they are for, then the ports; placement says where before it says what is meant', () => {
  const sorted = (...fields: string[]) => fields.sort(fieldOrder(fields));
  expect(sorted('ports', 'from')).toEqual(['from', 'ports']);
  expect(sorted('ports', 'to')).toEqual(['to', 'ports']);
  expect(sorted('podAffinityTerm', 'weight')).toEqual(['weight', 'podAffinityTerm']);
  expect(sorted('rules', 'tls', 'ingressClassName')).toEqual(['ingressClassName', 'tls', 'rules']);
  expect(sorted('failureThreshold', 'grpc', 'periodSeconds')).toEqual(['grpc', 'periodSeconds', 'failureThreshold']);
});
