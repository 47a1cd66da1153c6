import { Interner } from '../../../lib/trace/interner';
import { fieldsAround, isSameField, movedPlaces } from '../../../lib/trace/moved-places';

const interner = new Interner();
const moved = (left: unknown[], right: unknown[]) => [
  ...movedPlaces(interner.intern(left) as never[], interner.intern(right) as never[]),
];
const deployment = (spec: object) => ({ kind: 'Deployment', metadata: { name: 'a' }, spec });

test('are the topmost ones', () => {
  expect(moved([deployment({ replicas: 1, same: 1 })], [deployment({ replicas: 2, same: 1 })])).toEqual([
    'Deployment a.spec.replicas',
  ]);
  expect(moved([deployment({ x: { a: 1, b: 2 } })], [deployment({})])).toEqual(['Deployment a.spec.x']);
});

test('objects and items are compared with their namesakes', () => {
  const service = { kind: 'Service', metadata: { name: 'a' } };
  expect(moved([deployment({}), service], [service, deployment({})])).toEqual([]);
  expect(moved([deployment({})], [deployment({}), service])).toEqual(['Service a']);
  const env = (...names: string[]) => [deployment({ env: names.map((name) => ({ name, value: 'x' })) })];
  expect(moved(env('a', 'b'), env('new', 'b', 'a'))).toEqual(['Deployment a.spec.env[new]']);
});

test('items without a name by their index', () => {
  expect(moved([deployment({ args: ['a', 'b'] })], [deployment({ args: ['a', 'c', 'd'] })])).toEqual([
    'Deployment a.spec.args[1]',
    'Deployment a.spec.args[2]',
  ]);
});

test('a whole object is around its own fields only, unless values may have named it', () => {
  expect(isSameField('Deployment a', 'Deployment a.spec.replicas')).toBe(true);
  expect(isSameField('Deployment b', 'Deployment a.spec.replicas')).toBe(false);
  expect(isSameField('Deployment mzq1z', 'Deployment a.spec.replicas')).toBe(true);
  expect(isSameField('Deployment a.spec.env[x].value', 'Deployment b.spec.env[y]')).toBe(true);
  expect(isSameField('Deployment a.spec.env', 'Deployment a.spec.args')).toBe(false);
});

test('the fields around one', () => {
  expect(fieldsAround('Deployment a.spec.template.spec')).toEqual([
    'Deployment a.spec.template.spec',
    'Deployment a.spec.template',
    'Deployment a.spec',
  ]);
});
