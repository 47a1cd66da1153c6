import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { manifestsOf } from '../../../lib/definition/build';
import { Interner } from '../../../lib/trace/interner';
import { ObjectInterner } from '../../../lib/trace/object-interner';

const LONG = { text: 'a long text '.repeat(30) };

const chartOf = (app = new App()) => new Chart(app, 'chart', { namespace: 'ml', labels: { team: 'ml' } });

const object = (chart: Chart, props: object) =>
  new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', ...props } as ApiObjectProps);

class Token {
  constructor(private readonly value: unknown) {}
  resolve(): unknown {
    return this.value;
  }
}

/** All kinds of objects, in a chart of their own each. Each one is another. */
const CHARTS: readonly (readonly [string, (chart: Chart) => void])[] = [
  ...[
    {},
    { data: {} },
    { data: [] },
    { data: { a: '' } },
    { data: { a: '1' } },
    { data: { a: 1 } },
    { data: { a: 12 } },
    { data: { a: [1, 2] } },
    { data: { a: [1, undefined, null, 2] } },
    { data: { a: true } },
    { data: { a: 't' } },
    { data: { a: { b: 't' } } },
    { data: { a: [{ b: 't' }] } },
    { data: { a: ['x', 'y'] } },
    { data: { a: ['x1"y'] } },
    { data: { a: ['xy'] } },
    { data: { a: 'x', b: 'y' } },
    { data: { b: { z: 1, a: LONG }, a: [LONG, LONG] } },
    { data: { b: { z: 2, a: LONG }, a: [LONG, LONG] } },
    { data: { a: 'x1:b1"y' } },
    { data: { a: 'x' }, b: 'y' },
    { metadata: { name: 'other' } },
    { metadata: { labels: { a: 'x' }, annotations: {} } },
    { metadata: { annotations: { a: LONG.text } } },
    { metadata: { finalizers: ['x'], nothing: [] } },
    { metadata: { generation: 1 } },
  ].map((props): [string, (chart: Chart) => void] => [
    JSON.stringify(props).slice(0, 60),
    (chart) => void object(chart, props),
  ]),
  ['lazy', (chart) => void object(chart, { data: Lazy.any({ produce: () => ({ lazy: new Token([LONG]) }) }) })],
  ['quantities', (chart) => void object(chart, { data: { a: k8s.Quantity.fromString('1Gi') } })],
  ['a label that is added later', (chart) => object(chart, {}).metadata.addLabel('a', 'y')],
  ['a patch', (chart) => object(chart, { data: { a: 'z' } }).addJsonPatch(JsonPatch.replace('/data/a', 'patched'))],
  ['a generated class', (chart) => void new k8s.KubeConfigMap(chart, 'generated', { data: { a: 'x' } })],
  [
    'two objects',
    (chart) => {
      new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'Service', spec: LONG });
      new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'Secret', spec: LONG });
    },
  ],
];

test.each(CHARTS)('objects are what cdk8s renders: %s', (_, build) => {
  const chart = chartOf();
  build(chart);
  const interner = new Interner();
  const objects = new ObjectInterner(interner);
  const expected = interner.intern(JSON.parse(JSON.stringify(manifestsOf(chart))));
  expect(objects.internObjects(chart)).toBe(expected);
  expect(objects.internObjects(chart)).toBe(expected);
});

test('different objects stay apart, equal ones are one, whatever came before', () => {
  const objects = new ObjectInterner(new Interner());
  const build = () =>
    CHARTS.map(([, make]) => {
      const chart = chartOf();
      make(chart);
      return objects.internObjects(chart);
    });
  const first = build();
  expect(new Set(first).size).toBe(CHARTS.length);
  expect(build()).toEqual(first);
  expect(build().every((one, index) => one === first[index])).toBe(true);
});

test('what is missing is as if it were not named', () => {
  const objects = new ObjectInterner(new Interner());
  const [one, other] = [
    { data: { a: 'x', b: undefined, c: null } },
    { data: Lazy.any({ produce: () => ({ a: 'x' }) }) },
  ].map((props) => {
    const chart = chartOf();
    object(chart, props);
    return objects.internObjects(chart);
  });
  expect(one).toBe(other);
});

test.each([
  ['a date', new Date(0)],
  ['a key that hides the constructor', { constructor: 'x' }],
  ['a map without a prototype', Object.assign(Object.create(null), { a: 'x' })],
])('%s is refused as cdk8s refuses it', (_, value) => {
  const chart = chartOf();
  object(chart, { data: { a: value } });
  expect(() => new ObjectInterner(new Interner()).internObjects(chart)).toThrow('Failed serializing construct');
});

test('resolvers of the app are asked', () => {
  const chart = chartOf(new App({ resolvers: [{ resolve: (it) => it.value === 'x' && it.replaceValue('y') }] }));
  object(chart, { data: { a: 'x' } });
  expect(new ObjectInterner(new Interner()).internObjects(chart)).toMatchObject([{ data: { a: 'y' } }]);
});
