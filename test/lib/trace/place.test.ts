import { z } from 'zod';
import { resolveReference } from '../../../lib/template/reference';
import {
  childPlace,
  elementPlace,
  enclosingPlace,
  type Place,
  patternKey,
  placeKey,
  ROOT,
  referenceTo,
  shapeAt,
  valueAt,
  withValueAt,
} from '../../../lib/trace/place';
import { type ObjectShape, type SequenceShape, shapeOf } from '../../../lib/values/shape';

const schema = z.object({
  ingress: z
    .object({
      hosts: z.array(z.object({ host: z.string(), paths: z.array(z.string()) })),
      labels: z.record(z.string(), z.string()),
    })
    .optional(),
});
const root = shapeOf(schema) as ObjectShape;
const values = {
  ingress: {
    hosts: [
      { host: 'a', paths: ['x', 'y'] },
      { host: 'b', paths: ['z'] },
    ],
    labels: { k: 'v' },
  },
};

const ingress = childPlace(ROOT, 'ingress', shapeAt(root, ['ingress']));
const hosts = childPlace(ingress, 'hosts', shapeAt(root, ['ingress', 'hosts']));
const host = elementPlace(hosts, 1);
const paths = childPlace(host, 'paths', shapeAt(root, ['ingress', 'hosts', 1, 'paths']) as SequenceShape);
const path = elementPlace(paths, 0);

test('a place is named as users write it, and by one pattern for all elements', () => {
  expect([placeKey(path), patternKey(path)]).toEqual(['ingress.hosts[1].paths[0]', 'ingress.hosts[].paths[]']);
  expect([placeKey(ROOT), patternKey(ROOT)]).toEqual(['', '']);
});

test('a reference to it resolves to its value at its own position, and to the next at the next', () => {
  const reference = referenceTo(path, shapeAt(root, path.path));
  expect(path.position).toEqual([1, 0]);
  expect(resolveReference(reference, values, path.position)).toBe('z');
  expect(resolveReference(reference, values, [0, 1])).toBe('y');
  expect(resolveReference(reference, values, [0, 2])).toBeUndefined();
  expect(reference.optionalSteps).toEqual([1]);
});

test('the place around it is where it came from', () => {
  expect(enclosingPlace(path)).toEqual(paths);
  expect(enclosingPlace(enclosingPlace(path))).toEqual(host);
  const above: Place = enclosingPlace(enclosingPlace(hosts));
  expect(above).toEqual(ROOT);
});

test('values are read and replaced by path, without changing what was there', () => {
  expect(valueAt(values, ['ingress', 'hosts', 0, 'paths', 1])).toBe('y');
  expect(valueAt(values, ['ingress', 'none', 'deeper'])).toBeUndefined();
  const changed = withValueAt(values, ['ingress', 'hosts', 1, 'host'], 'c');
  expect(valueAt(changed, ['ingress', 'hosts', 1, 'host'])).toBe('c');
  expect(values.ingress.hosts[1].host).toBe('b');
  expect(withValueAt(values, ['ingress', 'labels', 'k'], undefined)).toEqual({
    ingress: { ...values.ingress, labels: {} },
  });
});

test('a path that the schema does not have is a defect', () => {
  expect(() => shapeAt(root, ['ingress', 'nothing'])).toThrow('the values schema has no ingress.nothing');
});
