import { createHash } from 'node:crypto';
import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';
import { Release } from '../../../lib';
import { type ExplainedChartProps, explain, places } from './explain-small-chart';

const text = z.string().default('some');
const integer = z.int().default(3);
const count = z.int().min(1).max(1000).default(3);
const toggle = z.boolean().default(false);

/** What is said of one value. */
function told<Schema extends z.ZodObject>(props: ExplainedChartProps<Schema>, path: string): string {
  const [value, ...others] = explain(props, path);
  expect(others).toEqual([]);
  return places(value);
}

describe('how a value gets into a field', () => {
  const cases: [string, z.ZodRawShape, (values: never) => unknown][] = [
    ['copied', { x: text }, ({ x }) => x],
    ['copied as text', { x: integer }, ({ x }) => String(x)],
    ['part of the text', { x: text, y: text }, ({ x, y }) => `${x}:${y}`],
    ['copied; where it is empty, none stands in', { x: text }, ({ x }: { x: string }) => x || 'none'],
    ['stands in where y is empty', { x: text, y: text }, ({ x, y }: { x: string; y: string }) => y || x],
    ['copied in lower case', { x: text }, ({ x }: { x: string }) => x.toLowerCase()],
    ['copied in upper case', { x: text }, ({ x }: { x: string }) => x.toUpperCase()],
    ['copied without the blanks around it', { x: text }, ({ x }: { x: string }) => x.trim()],
    ['copied in base64', { x: text }, ({ x }: { x: string }) => Buffer.from(x).toString('base64')],
    ['its SHA-256', { x: text }, ({ x }: { x: string }) => createHash('sha256').update(x).digest('hex')],
    ['part of the text', { x: text }, ({ x }) => JSON.stringify({ x })],
    [
      'its elements, with "," between them',
      { x: z.array(z.string()).default(['a', 'b']) },
      ({ x }: { x: string[] }) => x.join(','),
    ],
    ['copied as JSON', { x: z.array(z.string()).default(['a']) }, ({ x }) => JSON.stringify(x)],
    ['its length', { x: z.array(z.string()).default(['a']) }, ({ x }: { x: string[] }) => x.length],
    ['part of a sum', { x: integer, y: integer }, ({ x, y }: Record<string, number>) => x + 2 * y],
    [
      'copied where it is the largest',
      { x: integer, y: integer },
      ({ x, y }: Record<string, number>) => Math.max(x, y),
    ],
    ['part of x × y', { x: count, y: count }, ({ x, y }: Record<string, number>) => x * y],
    [
      'part of the largest of (x × 2 / y rounded up) and 3',
      { x: count, y: count },
      ({ x, y }: Record<string, number>) => Math.max(Math.ceil((x * 2) / y), 3),
    ],
    [
      'decides what stands there',
      { x: z.enum(['a', 'b']).default('a') },
      ({ x }: { x: string }) => (x === 'a' ? 'one' : 'two'),
    ],
  ];
  test.each(cases)('%s', (effect, shape, use) => {
    const [{ places }] = explain({ values: z.object(shape), spec: (values) => ({ field: use(values as never) }) }, 'x');
    expect(places.map(({ field, effect }) => [field, effect])).toEqual([['spec.field', effect]]);
  });

  test('a map or list copied, and what is in it', () => {
    const props = {
      values: z.object({ map: z.record(z.string(), z.string()), list: z.array(z.string()) }),
      base: { map: { 'a.b': 'x' }, list: ['y', 'z'] },
      spec: ({ map, list }: { map: object; list: string[] }) => ({ map, list }),
    };
    expect(told(props, 'map')).toMatchInlineSnapshot(`
"Example spec.map: copied
  dev: {"a.b":"x"}"
`);
    expect(told(props, 'map.a\\.b')).toMatchInlineSnapshot(`
"Example spec.map["a.b"]: copied
  dev: "x""
`);
    expect(told(props, 'map.other')).toMatchInlineSnapshot(`
"Example spec.map.other: copied
  dev: not there: map.other is not set"
`);
    expect(told(props, 'list[1]')).toMatchInlineSnapshot(`
"Example spec.list[1]: copied
  dev: "z""
`);
  });

  test('beside others, which win', () => {
    const props = {
      values: z.object({ map: z.record(z.string(), z.string()), list: z.array(z.string()) }),
      base: { map: { a: 'x' }, list: ['y'] },
      spec: ({ map, list }: { map: object; list: string[] }) => ({
        map: { ...map, own: 'mine' },
        list: ['first', ...list],
      }),
    };
    expect(told(props, 'map')).toMatchInlineSnapshot(`
"Example spec.map[*]: copied, beside others
  dev: {"a":"x"}"
`);
    expect(told(props, 'map.a')).toMatchInlineSnapshot(`
"Example spec.map.a: copied, beside others
  dev: "x""
`);
    expect(told(props, 'map.own')).toMatchInlineSnapshot(`""`);
    expect(told(props, 'list')).toMatchInlineSnapshot(`
"Example spec.list[*]: copied, beside others
  dev: ["y"]"
`);
    expect(told(props, 'list[0]')).toMatchInlineSnapshot(`
"Example spec.list[*]: copied, beside others
  dev: "y""
`);
  });

  test('as the key of a field', () => {
    const props = {
      values: z.object({ key: text, value: text }),
      spec: ({ key, value }: Record<string, string>) => ({ map: { [`${key}/x`]: value } }),
    };
    expect(told(props, 'key')).toMatchInlineSnapshot(`
"Example spec.map.<key>/x: the key
  if key is not empty
  dev: "some/x"
Example spec.map./x: decides whether it is there
  if key is empty
  dev: not there: key is not empty"
`);
    expect(told(props, 'value')).toMatchInlineSnapshot(`
"Example spec.map.<key>/x: copied
  if key is not empty
  dev: "some"
Example spec.map./x: copied
  if key is empty
  dev: not there: key is not empty"
`);
  });
});

describe('under which conditions', () => {
  test('nested ones, each told once, and why a field is not there', () => {
    const props = {
      values: z.object({
        on: toggle,
        kind: z.enum(['a', 'b']).default('a'),
        count: z.int().default(1),
        name: text,
      }),
      environments: { both: { on: true, count: 9 }, few: { on: true }, off: {} },
      spec: ({ on, kind, count, name }: { on: boolean; kind: string; count: number; name: string }) => ({
        always: 1,
        ...(on && { outer: { kind, ...(kind === 'a' && count > 4 && { inner: name }) } }),
      }),
    };
    expect(told(props, 'on')).toMatchInlineSnapshot(`
"Example spec.outer: decides whether it is there
  if on is true
  both: there 1
  few: there 1
  off: not there: on is false"
`);
    expect(told(props, 'name')).toMatchInlineSnapshot(`
"Example spec.outer.inner: copied
  if on is true and kind is "a" and count is at least 5
  both: "some"
  few: not there: count is below 5
  off: not there: on is false"
`);
    expect(told(props, 'count')).toMatchInlineSnapshot(`
"Example spec.outer.inner: decides whether it is there
  if on is true and kind is "a" and count is at least 5
  both: "some"
  few: not there: count is below 5
  off: not there: count is below 5"
`);
    expect(told(props, 'kind')).toMatchInlineSnapshot(`
"Example spec.outer.kind: copied
  if on is true
  both: "a"
  few: "a"
  off: not there: on is false
Example spec.outer.inner: decides whether it is there
  if on is true and kind is "a" and count is at least 5
  both: "some"
  few: not there: count is below 5
  off: not there: on is false"
`);
  });

  test('of maps that are there for what is in them, only what is in them is told', () => {
    const props = {
      values: z.object({ one: toggle, two: toggle }),
      spec: ({ one, two }: { one: boolean; two: boolean }) =>
        one || two ? { map: { ...(one && { first: 1 }), ...(two && { second: 2 }) } } : { none: true },
    };
    expect(told(props, 'one')).toMatchInlineSnapshot(`
"Example spec.map.first: decides whether it is there
  if one is true
  dev: not there: one is false
Example spec.none: decides whether it is there
  if one is false and two is false
  dev: true"
`);
  });

  test('of a whole object, beside those of a field', () => {
    const props = {
      values: z.object({ enabled: toggle, label: z.string().optional() }),
      environments: { dev: {}, prod: { enabled: true, label: 'x' } },
      constructs: (scope: Chart, { enabled, label }: { enabled: boolean; label?: string }) => {
        if (!enabled) return;
        new ApiObject(scope, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { ...(label && { label }), a: '1' } });
      },
    };
    expect(told(props, 'enabled')).toMatchInlineSnapshot(`
"ConfigMap: decides whether it is there
  if enabled is true
  dev: not there: enabled is false
  prod: there 1"
`);
    expect(told(props, 'label')).toMatchInlineSnapshot(`
"ConfigMap data.label: copied
  if enabled is true
  if label is not empty
  dev: not there: label is empty
  prod: "x""
`);
  });
});

test('what the cluster offers is a condition too', () => {
  const props = {
    values: z.object({ text }),
    constructs: (scope: Chart, values: { text: string }) => {
      if (!Release.of(scope).hasApi('monitoring.coreos.com/v1')) return;
      new ApiObject(scope, 'c', { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', spec: values });
    },
  };
  expect(told(props, 'text')).toMatchInlineSnapshot(`
"PodMonitor spec.text: copied
  if the cluster has monitoring.coreos.com/v1
  dev: not there: the cluster lacks monitoring.coreos.com/v1"
`);
});

describe('lists and dictionaries', () => {
  const props = {
    values: z.object({
      hosts: z.array(z.object({ name: z.string(), tls: toggle })).default([]),
      env: z.record(z.string(), z.string()).default({}),
    }),
    environments: {
      dev: {},
      prod: { hosts: [{ name: 'a' }, { name: 'b', tls: true }], env: { LEVEL: 'x', MODE: 'y' } },
    },
    spec: ({ hosts, env }: { hosts: { name: string; tls: boolean }[]; env: Record<string, string> }) => ({
      hosts: hosts.map(({ name, tls }) => ({ name, ...(tls && { secret: `${name}-tls` }) })),
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
    }),
  };

  test('that are looped over', () => {
    expect(told(props, 'hosts')).toMatchInlineSnapshot(`
"Example spec.hosts[*]: once for each element
  dev: not there: hosts is empty
  prod: there 2
Example spec.hosts[*].name: copied
  dev: not there: hosts is empty
  prod: "a", "b"
Example spec.hosts[*].secret: part of the text
  if hosts[].tls is true
  dev: not there: hosts is empty
  prod: "b-tls""
`);
    expect(told(props, 'env')).toMatchInlineSnapshot(`
"Example spec.env[*]: once for each entry
  dev: not there: env is empty
  prod: there 2
Example spec.env[*].value: copied
  dev: not there: env is empty
  prod: "x", "y""
`);
  });

  test('and one of their elements', () => {
    expect(told(props, 'hosts[1].name')).toMatchInlineSnapshot(`
"Example spec.hosts[*].name: copied
  dev: not there: hosts is empty
  prod: "b"
Example spec.hosts[*].secret: part of the text
  if hosts[].tls is true
  dev: not there: hosts is empty
  prod: "b-tls""
`);
    expect(told(props, 'env.MODE')).toMatchInlineSnapshot(`
"Example spec.env[*].value: copied
  dev: not there: env is empty
  prod: "y""
`);
    expect(told(props, 'hosts[7].tls')).toMatchInlineSnapshot(`
"Example spec.hosts[*].secret: decides whether it is there
  if hosts[].tls is true
  dev: not there: hosts is empty
  prod: not there: hosts[7].tls is not set"
`);
  });

  test('of which each element makes an object', () => {
    const { values, environments } = props;
    const constructs = (scope: Chart, { hosts }: { hosts: { name: string }[] }) => {
      for (const { name } of hosts) {
        new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Host', metadata: { name }, spec: { fixed: 1 } });
      }
    };
    const [value] = explain({ values, environments, constructs }, 'hosts');
    expect(value.places[0].objects).toEqual([{ kind: 'Host', name: '<hosts[].name>' }]);
    expect(places(value)).toMatchInlineSnapshot(`
"Host: once for each element
  dev: not there: hosts is empty
  prod: there 2
Host metadata.name: copied
  dev: not there: hosts is empty
  prod: "a", "b""
`);
  });
});

describe('names', () => {
  const props = {
    values: z.object({ nameOverride: z.string().default(''), account: z.string().default('') }),
    environments: { dev: {} },
    constructs: (scope: Chart, { account }: { account: string }) => {
      const release = Release.of(scope);
      const name = release.helper('accountName', account || release.fullname());
      const config = new ApiObject(scope, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { account: 'x' } });
      new ApiObject(scope, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
      const annotations = { 'checksum/config': release.checksum(config) };
      new ApiObject(scope, 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { annotations },
        spec: { serviceAccountName: name },
      });
    },
  };

  test('that a named template makes', () => {
    const [value] = explain(props, 'account');
    expect(places(value)).toMatchInlineSnapshot(`
"ServiceAccount metadata.name: copied; where it is empty, <fullname> stands in
  dev: "demo"
Pod spec.serviceAccountName: copied; where it is empty, <fullname> stands in
  dev: "demo""
`);
    expect(value.places[0].alternatives).toMatchInlineSnapshot(`
[
  {
    "helper": {
      "file": "templates/_helpers.tpl",
      "line": 66,
    },
    "lines": [
      {
        "file": "templates/serviceaccount.yaml",
        "line": 8,
      },
    ],
    "text": "name: {{ include "demo.accountName" . | quote }}",
  },
]
`);
  });

  test('of the chart’s objects; fields that several objects share are one place', () => {
    expect(told(props, 'nameOverride')).toMatchInlineSnapshot(`
"ServiceAccount metadata.name: stands in where account is empty
  dev: "demo"
3 objects metadata.labels["app.kubernetes.io/name"]: part of the name
  dev: "demo"
ConfigMap metadata.name: part of the name
  dev: "demo-config"
Pod metadata.name: part of the name
  dev: "demo-pod"
Pod spec.serviceAccountName: stands in where account is empty
  dev: "demo"
Pod metadata.annotations.checksum/config: changes with ConfigMap demo-config, so that the pods restart"
`);
  });

  test('that differ between environments are told as they are made', () => {
    const shared = {
      values: z.object({ text }),
      constructs: (scope: Chart, values: { text: string }) => {
        new ApiObject(scope, 'c', { apiVersion: 'v1', kind: 'Thing', metadata: { name: values.text }, spec: values });
      },
    };
    const [same] = explain(shared, 'text');
    expect(same.places[1].objects).toEqual([{ kind: 'Thing', name: 'some' }]);
    const [different] = explain({ ...shared, environments: { dev: {}, prod: { text: 'x' } } }, 'text');
    expect(different.places[1].objects).toEqual([{ kind: 'Thing', name: '<text>' }]);
  });
});

test('a checksum changes with what is in its object', () => {
  const props = {
    values: z.object({ text }),
    constructs: (scope: Chart, values: { text: string }) => {
      const config = new ApiObject(scope, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { text: values.text } });
      const annotations = { checksum: Release.of(scope).checksum(config) };
      new ApiObject(scope, 'p', { apiVersion: 'v1', kind: 'Pod', metadata: { annotations } });
    },
  };
  expect(told(props, 'text')).toMatchInlineSnapshot(`
"ConfigMap data.text: copied
  dev: "some"
Pod metadata.annotations.checksum: changes with ConfigMap demo-c, so that the pods restart"
`);
});

describe('a value that is not live', () => {
  test('is fixed, and why', () => {
    const props = { values: z.object({ text }), spec: (values: { text: string }) => ({ text: values.text.slice(1) }) };
    const [{ readAt, ...value }] = explain(props, 'text');
    expect(readAt?.file).toBe('test/lib/explain/explain-chart.test.ts');
    expect([value]).toMatchInlineSnapshot(`
[
  {
    "environments": [
      {
        "environment": "base",
        "sources": [],
        "value": "some",
      },
      {
        "environment": "dev",
        "sources": [],
        "value": "some",
      },
    ],
    "path": "text",
    "places": [],
    "reason": "its effect on Example one.spec.text cannot be written as a template",
    "rules": [],
    "state": "fixed",
    "type": "string",
  },
]
`);
  });

  test('is dead, or in a part of the values that is', () => {
    const props = {
      values: z.object({ used: text, unused: z.object({ inner: text }).prefault({}) }),
      spec: ({ used }: { used: string }) => ({ used }),
    };
    expect(explain(props, 'unused.inner')).toMatchObject([{ path: 'unused.inner', state: 'dead', places: [] }]);
  });

  test('is handed on to a dependency, unless the schema has it', () => {
    const props = {
      values: z.object({ redis: z.object({ enabled: toggle }).prefault({}) }),
      base: { redis: { master: { size: '1Gi' } } },
      metadata: { dependencies: [{ name: 'redis', version: '1.0.0', repository: 'https://charts.example.com' }] },
      spec: ({ redis }: { redis: { enabled: boolean } }) => ({ enabled: redis.enabled }),
    };
    expect(explain(props, 'redis.master.size')).toMatchInlineSnapshot(`
[
  {
    "environments": [
      {
        "environment": "base",
        "sources": [
          {
            "environment": "base",
          },
        ],
        "value": "1Gi",
      },
      {
        "environment": "dev",
        "sources": [
          {
            "environment": "base",
          },
        ],
        "value": "1Gi",
      },
    ],
    "path": "redis.master.size",
    "places": [],
    "reason": "it goes to the dependency redis as it is",
    "rules": [],
    "state": "handed on",
    "type": "any",
  },
]
`);
    expect(explain(props, 'redis.enabled')).toMatchObject([{ state: 'live' }]);
  });
});

describe('a part of the values', () => {
  const props = {
    values: z.object({
      box: z.object({ first: text, second: z.object({ deep: integer }).prefault({}) }).optional(),
      list: z.array(z.object({ name: text })).default([]),
    }),
    base: { box: { first: 'a' } },
    spec: ({ box, list }: { box?: { first: string; second: object }; list: unknown[] }) => ({
      ...(box ? { first: box.first, second: box.second } : { none: true }),
      list,
    }),
  };

  test('is each value in it, and what it does as a whole', () => {
    expect(explain(props, 'box').map((value) => [value.path, places(value)])).toMatchInlineSnapshot(`
[
  [
    "box",
    "Example spec.none: decides whether it is there
  if box is not set
  dev: not there: box is set",
  ],
  [
    "box.first",
    "Example spec.first: copied
  if box is set
  dev: "a"",
  ],
  [
    "box.second",
    "Example spec.second: copied
  if box is set
  dev: {"deep":3}",
  ],
  [
    "box.second.deep",
    "Example spec.second.deep: copied
  if box is set
  dev: 3",
  ],
]
`);
  });

  test('all values are those that have no keys of their own in the schema', () => {
    expect(explain(props).map(({ path, type }) => `${path}: ${type}`)).toMatchInlineSnapshot(`
[
  "box.first: string",
  "box.second.deep: integer",
  "list: list of map",
]
`);
  });
});
