import { z } from 'zod';
import { type ReferenceStep, referenceKey, resolveReference } from '../../../lib/template/reference';
import { shapeOf } from '../../../lib/values/shape';

const reference = (...steps: ReferenceStep[]) => ({ steps, shape: shapeOf(z.any()), optionalSteps: [] });
const values = { a: { b: null, toString: 'own' }, list: [{ x: 1 }, { x: 2 }], map: { k: 'v' } };

test('resolves to the value, or to nothing where a step is missing', () => {
  expect(resolveReference(reference('a', 'toString'), values, [])).toBe('own');
  expect(resolveReference(reference('a', 'b', 'c'), values, [])).toBeUndefined();
  expect(resolveReference(reference('a', 'constructor'), values, [])).toBeUndefined();
});

test('steps into collections go where the loops are', () => {
  expect(resolveReference(reference('list', { loop: 0 }, 'x'), values, [1])).toBe(2);
  expect(resolveReference(reference('map', { loop: 1 }), values, [0, 'k'])).toBe('v');
  expect(resolveReference(reference('list', { loop: 0 }, 'x'), values, [])).toBeUndefined();
});

test('is named by its steps', () => {
  expect(referenceKey(reference('hosts', { loop: 0 }, 'my-key'))).toBe('.hosts[0].my-key');
});
