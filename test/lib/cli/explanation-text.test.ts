import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { type ChartExplanation, defineChart, type ExplainOptions, HelmApp, loadEnvironments } from '../../../lib';
import { explanationLines } from '../../../lib/cli/explanation-text';
import type { Layout } from '../../../lib/cli/layout';
import { inFolderWith } from '../environment/temporary-folder';

const chart = defineChart({
  metadata: { name: 'app', version: '1.0.0', description: 'An app' },
  values: z.object({
    greeting: z.string().default('hello').describe('What it says to everybody who comes along.'),
    replicas: z.int().default(1),
    scaling: z.object({ enabled: z.boolean().default(false), most: z.int().default(5) }).prefault({}),
    limits: z.record(z.string(), z.string()).default({}),
    hosts: z.array(z.object({ name: z.string(), port: z.int().default(80) })).default([]),
    code: z.string().default('abc'),
    unused: z.boolean().default(false),
  }),
  constructs: (scope, { greeting, replicas, scaling, limits, hosts, code }) => {
    const data = { greeting: `${greeting} world`, code: code.slice(1) };
    new ApiObject(scope, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data });
    new ApiObject(scope, 'server', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'server' },
      spec: {
        ...(scaling.enabled ? {} : { replicas }),
        template: {
          spec: { containers: [{ name: 'main', resources: { limits: { gpu: '1', ...limits, cpu: '2' } } }] },
        },
        hosts,
      },
    });
    if (!scaling.enabled) return;
    new ApiObject(scope, 'scaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'server' },
      spec: { maxReplicas: scaling.most },
    });
  },
});

const files = {
  'environments/base.yaml': 'values:\n  replicas: 2\n  limits: { disk: 1Gi }\n',
  'environments/dev.yaml': 'values: {}\n',
  'environments/qa.yaml': 'values: {}\n',
  'environments/prod.yaml': [
    'values:',
    '  scaling: { enabled: true, most: 20 }',
    '  limits: { memory: 1Gi }',
    '  greeting: hi, all of the',
    `  hosts: [${['one', 'two', 'three'].map((name) => `{ name: ${name}.with-a-rather-long-name.example.com }`)}]`,
    '',
  ].join('\n'),
};

const LAYOUT: Layout = { width: 80, paint: (_, text) => text };

/** What a reader is told. The chart of this file stands at lines that change. */
function told(path?: string, options: ExplainOptions = {}, layout = LAYOUT): string {
  inFolderWith(files);
  const app = new HelmApp({ charts: [chart], environments: loadEnvironments('environments') });
  const [{ values, ...explanation }] = app.explain({ ...(path !== undefined && { path }), ...options });
  const readAt = { file: 'chart.ts', line: 21, column: 55 };
  const placed = values.map((value) => (value.readAt ? { ...value, readAt } : value));
  return explanationLines([{ ...explanation, values: placed }], path, layout).join('\n');
}

describe('one value', () => {
  test('what it is, where it lands, and under which condition', () => {
    expect(told('replicas')).toMatchInlineSnapshot(`
"replicas  integer

  all environments  2  environments/base.yaml:2:13

Deployment server
  spec.replicas: copied
    templates/deployment.yaml:14
      replicas: {{ .Values.replicas | int64 }}
      only if scaling.enabled is false
    dev, qa  2
    prod     not there: scaling.enabled is true"
`);
  });

  test('with prose', () => {
    expect(told('greeting')).toMatchInlineSnapshot(`
"greeting  string
  What it says to everybody who comes along.

  base, dev, qa  hello           default of the schema
  prod           hi, all of the  environments/prod.yaml:4:13

ConfigMap config
  data.greeting: part of the text
    templates/configmap.yaml:14
      greeting: {{ printf "%s world" .Values.greeting | quote }}
    dev, qa  hello world
    prod     hi, all of the world"
`);
  });

  test('that decides about several places', () => {
    expect(told('scaling.enabled')).toMatchInlineSnapshot(`
"scaling.enabled  boolean

  base, dev, qa  false  default of the schema
  prod           true   environments/prod.yaml:2:23

Deployment server
  spec.replicas: decides whether it is there
    templates/deployment.yaml:14
      replicas: {{ .Values.replicas | int64 }}
      only if scaling.enabled is false
    dev, qa  2
    prod     not there: scaling.enabled is true

HorizontalPodAutoscaler server
  only if scaling.enabled is true
  decides whether it is there
    templates/hpa.yaml:6
    dev, qa  not there: scaling.enabled is false
    prod     there"
`);
  });

  test('a map from several files', () => {
    expect(told('limits')).toMatchInlineSnapshot(`
"limits  map of string

  base, dev, qa  environments/base.yaml:3:19
    { disk: 1Gi }
  prod           environments/base.yaml:3:19, environments/prod.yaml:3:21
    { disk: 1Gi, memory: 1Gi }

Deployment server
  spec.template.spec.containers[main].resources.limits.gpu: decides whether it
  is there
    templates/deployment.yaml:24
      gpu: "1"
      only if limits has no key "gpu"
    all environments  "1"
  spec.template.spec.containers[main].resources.limits[*]: copied, beside others
    templates/deployment.yaml:26
      {{- with omit .Values.limits "cpu" }}"
`);
  });

  test('a list that is too long for a line', () => {
    expect(told('hosts', { environments: ['prod'] })).toMatchInlineSnapshot(`
"hosts  list of map

  base  default of the schema
    []
  prod  environments/prod.yaml:5:10
    [{ name: one.with-a-rather-long-name.example.com, port: 80 }, { name:
    two.with-a-rather-long-name.example.com, port: 80 }, { name:
    three.with-a-rather-long-name.example.com, port: 80 }]

Deployment server
  spec.hosts: copied
    templates/deployment.yaml:29"
`);
  });

  test('that lands nowhere, is fixed, or dead', () => {
    expect(told('limits.cpu')).toMatchInlineSnapshot(`
"limits.cpu  string

  all environments  –  not set

Nowhere: the constructs put something else in its place."
`);
    expect(told('code')).toMatchInlineSnapshot(`
"code  string

  all environments  abc  default of the schema

Fixed: the Helm chart has this value built in, and nobody can set it; its effect
on ConfigMap config.data.code cannot be written as a template: chart.ts:21:55."
`);
    expect(told('unused')).toMatchInlineSnapshot(`
"unused  boolean

  all environments  false  default of the schema

Dead: this value changes nothing; use it in the constructs, or remove it."
`);
  });

  test('in the environments that were asked for', () => {
    expect(told('scaling.most', { environments: ['prod'] })).toMatchInlineSnapshot(`
"scaling.most  integer

  base  5   default of the schema
  prod  20  environments/prod.yaml:2:35

HorizontalPodAutoscaler server
  only if scaling.enabled is true
  spec.maxReplicas: copied
    templates/hpa.yaml:14
      maxReplicas: {{ .Values.scaling.most | int64 }}"
`);
  });

  test('with colours', () => {
    const text = told('code', {}, { ...LAYOUT, paint: (style, inner) => `<${style}>${inner}</${style}>` });
    expect(text).toContain('<bold>code</bold>  <dim>string</dim>\n');
    expect(text).toContain('<yellow>Fixed:</yellow> the Helm chart');
  });
});

test('a part of the values', () => {
  expect(told('scaling')).toMatchInlineSnapshot(`
"scaling.enabled  false; prod: true
  Deployment server
    spec.replicas: there only if scaling.enabled is false
  HorizontalPodAutoscaler server, only if scaling.enabled is true
    the whole object: decides whether it is there

scaling.most  5; prod: 20
  HorizontalPodAutoscaler server, only if scaling.enabled is true
    spec.maxReplicas: copied"
`);
});

describe('all values', () => {
  test('are a table, with the reasons of fixed ones below', () => {
    expect(told()).toMatchInlineSnapshot(`
"VALUE            TYPE     BASE           CHANGED BY  LANDS IN
greeting         string   hello          prod        1 place
replicas         integer  2                          1 place
scaling.enabled  boolean  false          prod        2 places
scaling.most     integer  5              prod        1 place
limits           map      { disk: 1Gi }  prod        2 places
hosts            list     []             prod        1 place
code             string   abc                        fixed
unused           boolean  false                      dead

The Helm chart has the fixed values built in, and nobody can set them:
  chart.ts:21:55 code: its effect on ConfigMap config.data.code cannot be
  written as a template"
`);
  });

  test('a path that is too long for its column has a line of its own', () => {
    const environments = [{ environment: 'base', value: 'x'.repeat(50), sources: [] }];
    const values = ['short', 'a.path.that.is.so.long.that.there.is.no.room.for.it'].map((path) => ({
      path,
      type: 'list of map of string',
      state: 'live' as const,
      environments,
      places: [],
      rules: [],
    }));
    expect(
      explanationLines([{ chart: 'a', values }], undefined, { ...LAYOUT, width: 60 }).join('\n'),
    ).toMatchInlineSnapshot(`
"VALUE  TYPE  BASE            CHANGED BY  LANDS IN
short  list  xxxxxxxxxxxxx…              0 places
a.path.that.is.so.long.that.there.is.no.room.for.it
       list  xxxxxxxxxxxxx…              0 places"
`);
  });

  test('that take part in rules are marked', () => {
    const rule = { path: 'b', message: 'is above a; lower it', values: ['b', 'a'], enforcedBy: ['synth'] as const };
    const values = ['a', 'b', 'c'].map((path) => ({
      path,
      type: 'integer',
      state: 'live' as const,
      environments: [{ environment: 'base', value: 1, sources: [] }],
      places: [],
      rules: path === 'c' ? [] : [rule],
    }));
    expect(explanationLines([{ chart: 'a', values }], undefined, LAYOUT).join('\n')).toMatchInlineSnapshot(`
"VALUE  TYPE     BASE  CHANGED BY  LANDS IN  RULES
a      integer  1                 0 places  1
b      integer  1                 0 places  1
c      integer  1                 0 places"
`);
    expect(
      explanationLines([{ chart: 'a', values }], 'x', LAYOUT)
        .slice(-3)
        .join('\n'),
    ).toMatchInlineSnapshot(`
"
Rules, in the words in which values that break them are refused
  b: is above a; lower it (at synth only)"
`);
  });

  test('of several charts are a table each', () => {
    const charts: ChartExplanation[] = ['one', 'two'].map((name) => ({ chart: name, values: [] }));
    expect(explanationLines(charts, undefined, LAYOUT).join('\n')).toMatchInlineSnapshot(`
"one:

The chart one has no values.

two:

The chart two has no values."
`);
  });
});
