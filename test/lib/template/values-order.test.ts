import { order, reference } from './some-values';

test.each([
  ['enabled', true],
  ['cache.auth.enabled', true],
  ['hosts.[0].name', true],
  ['password', false],
  ['password.secret', false],
  ['hosts.[0].tls', false],
  ['storage.type', true],
  ['storage.tier', false],
])('%s is always there: %s', (path, isRequired) => {
  expect(order.isRequired(reference(path))).toBe(isRequired);
});

test('one particular element of a list need not be there', () => {
  const first = { ...reference('hosts.[0].name'), steps: ['hosts', { index: 0 }, 'name'] };
  expect(order.isRequired(first)).toBe(false);
});

test('references come in the order of the schema, what is around something before it', () => {
  const paths = ['labels', 'cache.auth.enabled', 'cache.host', 'host', 'cache', 'cache.enabled', 'enabled'];
  const sorted = paths.toSorted((left, right) => order.compare(reference(left), reference(right)));
  expect(sorted).toEqual(['enabled', 'host', 'cache', 'cache.enabled', 'cache.auth.enabled', 'cache.host', 'labels']);
});
