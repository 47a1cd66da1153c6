import { ApiObject, type Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { buildConstructs } from '../../../lib/definition/build';
import { defineChart } from '../../../lib/definition/chart-definition';
import { constructProblems } from '../../../lib/definition/construct-problems';
import { Release } from '../../../lib/release/release';

const release = new Release({ release: 'prod', chart: 'demo', namespace: 'ml' });

/** What is wrong with a chart of these constructs, a line each. */
function wrong(constructs: (scope: Chart) => void): string {
  const chart = defineChart({ metadata: { name: 'demo', version: '1.0.0' }, values: z.object({}), constructs });
  return constructProblems(buildConstructs(chart, {}, release))
    .map(({ problem }) => `[${problem.code}] ${problem.message}`)
    .join('\n');
}

const object = (scope: Construct, id: string, props: object = {}) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });

test('nothing, as a rule', () => {
  expect(wrong((scope) => object(scope, 'a'))).toBe('');
});

test("what the constructs' own validations say, or throw", () => {
  expect(
    wrong((scope) => {
      const part = new Construct(scope, 'part');
      part.node.addValidation({ validate: () => ['first', 'second'] });
      object(part, 'inner').node.addValidation({ validate: () => ['third'] });
      scope.node.addValidation({
        validate: () => {
          throw new Error('oops');
        },
      });
    }),
  ).toMatchInlineSnapshot(`
"[construct/validation] demo: its validation threw: oops
[construct/validation] demo/part: first
[construct/validation] demo/part: second
[construct/validation] demo/part/inner: third"
`);
});

test('two objects of one kind and name, but not of two groups or namespaces', () => {
  expect(
    wrong((scope) => {
      object(scope, 'a', { metadata: { name: 'same' } });
      object(new Construct(scope, 'part'), 'b', { metadata: { name: 'same' } });
      object(scope, 'c', { metadata: { name: 'same', namespace: 'other' } });
      object(scope, 'd', { apiVersion: 'example.com/v1', metadata: { name: 'same' } });
      object(scope, 'e', { kind: 'Secret', metadata: { name: 'same' } });
    }),
  ).toMatchInlineSnapshot(
    `"[construct/duplicate-object] ConfigMap "same" is built twice, by demo/a and by demo/part/b; give one of them another name"`,
  );
});

test('objects without kind, or whose name is no text', () => {
  expect(
    wrong((scope) => {
      object(scope, 'kindless', { kind: undefined });
      object(scope, 'empty', { kind: '' });
      object(scope, 'numbered', { metadata: { name: 5 } });
    }),
  ).toMatchInlineSnapshot(`
"[construct/no-object] demo/kindless: kind must be text, such as Deployment; found nothing
[construct/no-object] demo/empty: kind must be text, such as Deployment; found empty text
[construct/no-object] demo/numbered: metadata.name must be text, such as my-server; found the number 5"
`);
});

test('what YAML has no form for, by object and field', () => {
  const cycle: Record<string, unknown> = { name: 'x' };
  cycle.list = [{ back: cycle }];
  class Custom {}
  expect(
    wrong((scope) => {
      object(scope, 'functions', { data: { call: () => 'x', 'a.b': [1, Symbol('s')] } });
      object(scope, 'numbers', {
        spec: { none: Number.NaN, most: 1 / 0, big: 12n, lazy: Lazy.any({ produce: () => -1 / 0 }) },
      });
      object(scope, 'date', { spec: { created: new Date(0), fine: 1 } });
      object(scope, 'classes', { spec: { map: new Map(), custom: [new Custom()] } });
      object(scope, 'cycle', { spec: cycle });
    }),
  ).toMatchInlineSnapshot(`
"[construct/not-plain-data] demo/functions (ConfigMap "prod-demo-functions"): data["a.b"][1] is a symbol; write text
[construct/not-plain-data] demo/functions (ConfigMap "prod-demo-functions"): data.call is a function; write what it returns
[construct/not-plain-data] demo/numbers (ConfigMap "prod-demo-numbers"): spec.big is a bigint; write a number, or text
[construct/not-plain-data] demo/numbers (ConfigMap "prod-demo-numbers"): spec.lazy is -Infinity; look at the numbers that it is computed from
[construct/not-plain-data] demo/numbers (ConfigMap "prod-demo-numbers"): spec.most is Infinity; look at the numbers that it is computed from
[construct/not-plain-data] demo/numbers (ConfigMap "prod-demo-numbers"): spec.none is NaN; look at the numbers that it is computed from
[construct/not-plain-data] demo/date (ConfigMap "prod-demo-date"): spec.created is a Date; write it as text, with toISOString()
[construct/not-plain-data] demo/classes (ConfigMap "prod-demo-classes"): spec.map is of the class Map; write a plain object
[construct/not-plain-data] demo/classes (ConfigMap "prod-demo-classes"): spec.custom[0] is of the class Custom; write a plain object
[construct/not-plain-data] demo/cycle (ConfigMap "prod-demo-cycle"): spec.list[0].back contains itself; write it without the part that leads back"
`);
});

test('objects that cannot be written for another reason', () => {
  expect(
    wrong((scope) => {
      const lazy = Lazy.any({
        produce: () => {
          throw new Error('not yet known');
        },
      });
      object(scope, 'lazy', { spec: { lazy } });
      object(scope, 'patched').addJsonPatch(JsonPatch.replace('/spec/replicas', 1));
    }),
  ).toMatchInlineSnapshot(`
"[construct/not-rendered] demo/lazy (ConfigMap "prod-demo-lazy") cannot be written: not yet known
[construct/not-rendered] demo/patched (ConfigMap "prod-demo-patched") cannot be written: TypeError: Cannot read properties of undefined (reading 'replicas')"
`);
});

test('but not undefined, null, lazy values, quantities and patches that fit', () => {
  class Quantity {
    constructor(readonly value: string) {}
  }
  expect(
    wrong((scope) => {
      const spec = { none: undefined, nothing: null, lazy: Lazy.any({ produce: () => 'x' }), cpu: new Quantity('1') };
      object(scope, 'a', { spec }).addJsonPatch(JsonPatch.add('/spec/b', 2));
    }),
  ).toBe('');
});
