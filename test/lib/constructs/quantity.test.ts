import { resourceQuantity, sizeQuantity } from '../../../lib/constructs/quantity';

test.each(['0', '2', '0.5', '500m', '64k', '1G', '10Gi', '1e3', '2E', '3Ei'])('%s is a quantity', (text) => {
  expect(sizeQuantity().safeParse(text).success).toBe(true);
});

test.each(['', 'Gi', '10GB', '4GiB', '1 Gi', '-1', '.5', '1_000', '10gi'])('%j is none', (text) => {
  expect(sizeQuantity().safeParse(text).success).toBe(false);
});

test('resources may be numbers too, but not negative ones', () => {
  expect([2, 0.5, -1].map((number) => resourceQuantity().safeParse(number).success)).toEqual([true, true, false]);
});
