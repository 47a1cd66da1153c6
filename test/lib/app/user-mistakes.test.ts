import { mkdirSync, writeFileSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import {
  type ChartDefinition,
  defineChart,
  HelmApp,
  InferenceError,
  InferenceService,
  inferenceServiceValues,
  loadEnvironments,
  parseValues,
  Release,
  type SynthOptions,
} from '../../../lib';
import { inFolderWith } from '../environment/temporary-folder';

const metadata = { name: 'sentiment', version: '1.0.0', description: 'Sentiment classifier' };
const service = defineChart({
  metadata,
  values: inferenceServiceValues,
  constructs: (scope, values) => {
    new InferenceService(scope, 'inference', values);
  },
});

/** A chart of one ConfigMap with text from the values. */
const labelled = (use: (label: string) => unknown) =>
  defineChart({
    metadata,
    values: z.object({ label: z.string().default('a'), replicas: z.int().default(1) }),
    constructs: (scope, { label, replicas }) => {
      const data = { label: use(label), replicas };
      new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });
    },
  });

const base = [
  'values:',
  '  image: { repository: registry.example.com/sentiment }',
  '  model: { name: sentiment, version: v1, storage: { type: none } }',
  '',
].join('\n');

/** Everything that a user is told who has these files and runs the app. */
function told(chart: ChartDefinition, files?: Record<string, string>, options: SynthOptions = {}): string {
  if (files) inFolderWith(files);
  try {
    new HelmApp({ charts: [chart], environments: loadEnvironments('environments') }).synth(options);
  } catch (error) {
    if (error instanceof InferenceError) return `${error.name}: ${withoutLines(error.message)}`;
    throw error;
  }
  throw new Error('nobody was told anything');
}

function errorOf(run: () => unknown): InferenceError {
  try {
    run();
  } catch (error) {
    if (error instanceof InferenceError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The charts of this file stand at lines that change. */
function withoutLines(message: string): string {
  return message.replaceAll(__filename, 'chart.ts').replace(/(chart\.ts):\d+:\d+/g, '$1:…');
}

test('a key with a typing error, a number in quotes, an unknown option, a missing value', () => {
  const prod = [
    'namespace: prod',
    'values:',
    '  replicaCount: "3"',
    '  autoscaling:',
    '    minReplcias: 3',
    '  model:',
    '    storage: { type: s4 }',
    '  service:',
    '    port: 99999',
    '',
  ].join('\n');
  const files = { 'environments/base.yaml': base.replace('name: sentiment, ', ''), 'environments/prod.yaml': prod };
  expect(told(service as never, files)).toMatchInlineSnapshot(`
"EnvironmentError: The environments do not fit the values schema:
  environments/base.yaml:3:3 model.name: required; expected text of 1 to 63 characters; base becomes values.yaml and must be complete by itself
  environments/prod.yaml:3:17 replicaCount: expected an integer of at least 0, found text "3"; write 3 without quotes
  environments/prod.yaml:5:5 autoscaling.minReplcias: unknown key; did you mean minReplicas?
  environments/prod.yaml:7:22 model.storage.type: expected one of "none", "s3", "gcs", "azure", "huggingface", "http", "pvc", "oci", found text "s4"
  environments/prod.yaml:9:11 service.port: expected an integer between 1 and 65535, found the number 99999"
`);
});

test('a password in the values', () => {
  const prod = 'values:\n  database:\n    host: db.example.com\n    password: correct-horse\n';
  const files = { 'environments/base.yaml': base, 'environments/prod.yaml': prod };
  const message = told(service as never, files);
  expect(message).not.toContain('correct-horse');
  expect(message).toMatchInlineSnapshot(`
"EnvironmentError: The environments do not fit the values schema:
  environments/prod.yaml:4:15 database.password: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }"
`);
});

test('a file that is not YAML, a key that is there twice, an environment that extends none', () => {
  const files = {
    'environments/base.yaml': base,
    'environments/dev.yaml': 'values:\n  a: [1\n',
    'environments/prod.yaml': 'values:\n  replicaCount: 1\n  replicaCount: 2\n',
    'environments/staging.yaml': 'extends: production\n',
  };
  expect(told(service as never, files)).toMatchInlineSnapshot(`
"EnvironmentError: The environments cannot be read:
  environments/dev.yaml:3:1 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
  environments/prod.yaml:3:3 replicaCount: duplicate key; it is already there in line 2, and only one of the two can count
  environments/staging.yaml:1:10 extends: there is no environment "production"; there are base, dev and prod"
`);
});

test('a folder without environments, and one that is not there', () => {
  expect(told(service as never, {})).toMatchInlineSnapshot(`
"EnvironmentError: The environments cannot be read:
  environments: there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml"
`);
  expect(told(service as never, { 'environments/notes.txt': '' })).toMatchInlineSnapshot(`
"EnvironmentError: The environments cannot be read:
  environments: the folder has no environments; add base.yaml and one file for each environment, such as dev.yaml"
`);
});

test('an environment that does not exist', () => {
  const files = {
    'environments/base.yaml': base,
    'environments/prod.yaml': 'values: {}\n',
    'environments/dev.yaml': 'values: {}\n',
  };
  expect(told(service as never, files, { environments: ['prd', 'qa'] })).toMatchInlineSnapshot(`
"EnvironmentError: The environments cannot be synthesized:
  there is no environment "prd"; did you mean prod?
  there is no environment "qa"; there are dev, prod"
`);
});

test('a value that no template can express, with another value in prod', () => {
  const files = { 'environments/prod.yaml': 'values: { label: Prod }\n', 'environments/dev.yaml': 'values: {}\n' };
  expect(told(labelled((label) => [...label].reverse().join('')) as never, files)).toMatchInlineSnapshot(`
"TraceError: The constructs cannot become a chart:
  environments/prod.yaml:1:18 label: no template can express what chart.ts:… makes of this value at ConfigMap settings.data.label, so the chart must fix it, but its value differs from that of base; let the constructs copy it, join it with other text, compare it with whole texts, constants or other values, or ask whether it is empty, how it begins or ends, or what it includes - or give it the same value in every environment"
`);
});

/** What is told of a chart of which a construct throws. */
const failing = (message: string, files: Record<string, string>) => {
  class Checked extends Construct {
    constructor(scope: Construct, id: string, label: string) {
      super(scope, id);
      if (label.startsWith('bad')) throw new Error(message);
    }
  }
  const chart = defineChart({
    metadata,
    values: z.object({ label: z.string().default('a'), replicas: z.int().default(1) }),
    constructs: (scope, { label, replicas }) => {
      new Checked(scope, 'checked', label);
      if (replicas > 3 && label === 'b') throw new Error(`${replicas} replicas are too many for b`);
    },
  });
  return told(chart as never, files);
};

test('a construct that throws: the value that does it, where it was written, the construct and the line', () => {
  const files = {
    'environments/dev.yaml': 'values: {}\n',
    'environments/prod.yaml': 'values:\n  replicas: 2\n  label: bad\n',
  };
  expect(failing('a label cannot be "bad"', files)).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environments/prod.yaml:3:10 label: construct sentiment/checked threw at chart.ts:…: a label cannot be "bad""
`);
});

test('a construct that throws because of several values', () => {
  const files = {
    'environments/dev.yaml': 'values: {}\n',
    'environments/prod.yaml': 'values:\n  replicas: 5\n  label: b\n',
  };
  expect(failing('', files)).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environment prod: the constructs threw at chart.ts:…: 5 replicas are too many for b; because of label (environments/prod.yaml:3:10) and replicas (environments/prod.yaml:2:13)"
`);
});

test('a construct that throws whatever the values are', () => {
  const files = {
    'environments/base.yaml': 'values: { label: bad1 }\n',
    'environments/dev.yaml': 'values: {}\n',
    'environments/prod.yaml': 'values: { label: bad2 }\n',
  };
  expect(failing('never', files)).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environment dev: construct sentiment/checked threw at chart.ts:…: never
  environment prod: construct sentiment/checked threw at chart.ts:…: never"
`);
});

test('a construct that throws in several environments, and in several charts', () => {
  const files = {
    'environments/dev.yaml': 'values: { one: { label: x }, two: { label: y } }\n',
    'environments/prod.yaml': 'values: { one: { label: z } }\n',
  };
  inFolderWith(files);
  const thrown: Error[] = [];
  const chart = (name: string) => ({
    ...labelled((label) => {
      const error = new Error(`no ${label}`);
      if (label === 'a') return;
      thrown.push(error);
      throw error;
    }),
    metadata: { ...metadata, name },
  });
  const app = new HelmApp({ charts: [chart('one'), chart('two')], environments: loadEnvironments('environments') });
  const error = errorOf(() => app.synth());
  expect(withoutLines(error.message)).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environments/dev.yaml:1:25 one.label: the constructs threw at chart.ts:…: no x
  environments/prod.yaml:1:25 one.label: the constructs threw at chart.ts:…: no z
  environments/dev.yaml:1:44 two.label: the constructs threw at chart.ts:…: no y"
`);
  expect((error.cause as AggregateError).errors.map(({ message }) => message)).toEqual(['no x', 'no z', 'no y']);
});

test('what a construct threw is the cause', () => {
  inFolderWith({ 'environments/prod.yaml': 'values: { label: bad }\n' });
  const cause = new TypeError('no');
  const chart = labelled((label) => {
    if (label === 'bad') throw cause;
  });
  const app = new HelmApp({ charts: [chart], environments: loadEnvironments('environments') });
  expect(errorOf(() => app.synth()).cause).toBe(cause);
});

test('a construct that throws in an environment that was not asked for, but is part of the chart', () => {
  const files = {
    'environments/dev.yaml': 'values: { label: bad }\n',
    'environments/prod.yaml': 'values: {}\n',
  };
  const chart = labelled((label) => {
    if (label === 'bad') throw new Error('no');
    return label;
  });
  expect(told(chart as never, files, { environments: ['prod'] })).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environments/dev.yaml:1:18 label: the constructs threw at chart.ts:…: no"
`);
});

test('a construct that checks values while it is traced', () => {
  const chart = labelled((label) => {
    if (!['red', 'green'].includes(label)) throw new Error(`${label.replace(/z.*/, '…')} is no colour`);
    return label;
  });
  const files = {
    'environments/base.yaml': 'values: { label: red }\n',
    'environments/prod.yaml': 'values: { label: green }\n',
  };
  expect(told(chart as never, files)).toMatchInlineSnapshot(`
"TraceError: The constructs cannot become a chart:
  environments/base.yaml:1:18 label: the constructs threw at chart.ts:…: m… is no colour; while a chart is traced, made-up values stand in for real ones: let the schema check values, by regex or refine, or check them only where Release.of(scope).isTracing is false"
`);
});

test('a construct that checks two values while it is traced', () => {
  const chart = defineChart({
    metadata,
    values: z.object({
      first: z.string().default('a'),
      second: z.string().default('b'),
      third: z.string().default('c'),
    }),
    constructs: (_, { first, second }) => {
      if (first !== 'a' && second !== 'b') throw new Error('one of them must be what it was');
    },
  });
  expect(told(chart as never, { 'environments/prod.yaml': 'values: {}\n' })).toMatchInlineSnapshot(`
"TraceError: The constructs cannot become a chart:
  the constructs threw at chart.ts:…: one of them must be what it was; because of first and second; while a chart is traced, made-up values stand in for real ones: let the schema check values, by regex or refine, or check them only where Release.of(scope).isTracing is false"
`);
});

test('data that is not plain', () => {
  const chart = defineChart({
    metadata,
    values: z.object({ replicas: z.int().default(1) }),
    constructs: (scope, { replicas }) => {
      const data = { ratio: 1 / (replicas - 1) };
      new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });
    },
  });
  const files = {
    'environments/base.yaml': 'values: { replicas: 2 }\n',
    'environments/dev.yaml': 'values: { replicas: 1 }\n',
  };
  expect(told(chart as never, files)).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environments/dev.yaml:1:21 replicas: sentiment/settings (ConfigMap "settings"): data.ratio is Infinity; look at the numbers that it is computed from"
`);
});

test('values that a construct itself refuses are told once, where they were written, in the section of the chart', () => {
  inFolderWith({
    'environments/base.yaml': 'values:\n  one:\n    label: wrong\n',
    'environments/dev.yaml': 'values: {}\n',
    'environments/prod.yaml': 'values: {}\n',
  });
  const inner = z.object({ label: z.literal('right') });
  const one = { ...labelled((label) => parseValues(inner, { label }).label), metadata: { ...metadata, name: 'one' } };
  const two = { ...labelled(String), metadata: { ...metadata, name: 'two' } };
  const app = new HelmApp({ charts: [one, two], environments: loadEnvironments('environments') });
  expect(errorOf(() => app.synth()).message).toMatchInlineSnapshot(`
"The constructs cannot be built:
  environments/base.yaml:3:12 one.label: expected "right", found text "wrong""
`);
});

test('a suffix that is too long for names', () => {
  const chart = defineChart({
    metadata,
    values: z.object({}),
    constructs: (scope) => {
      Release.of(scope).fullname('the-settings-of-the-sentiment-classifier-v2');
    },
  });
  expect(told(chart as never, { 'environments/prod.yaml': 'values: {}\n' })).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environment prod: the constructs threw at chart.ts:…: the suffix "the-settings-of-the-sentiment-classifier-v2" of an object's name has 43 characters, and at most 40 leave room for the release's name; choose a shorter one"
`);
});

test('a cluster that the chart is not for', () => {
  const files = {
    'environments/base.yaml': 'cluster:\n  kubeVersion: "1.27"\n',
    'environments/dev.yaml': 'values: {}\n',
    'environments/staging.yaml': 'values: { replica: 1 }\n',
    'environments/prod.yaml': 'cluster: { kubeVersion: v1.28.3 }\n',
    'environments/next.yaml': 'cluster: { kubeVersion: v1.30.1 }\n',
  };
  const chart = { ...labelled(String), metadata: { ...metadata, kubeVersion: '>=1.29.0-0' } };
  expect(told(chart as never, files)).toMatchInlineSnapshot(`
"EnvironmentError: The environments do not fit the values schema:
  environments/staging.yaml:1:11 replica: unknown key; did you mean replicas?
  environments/base.yaml:2:16 cluster.kubeVersion: the chart needs Kubernetes >=1.29.0-0, this environment's cluster has 1.27; upgrade the cluster, or widen kubeVersion in the metadata of chart sentiment
  environments/prod.yaml:1:25 cluster.kubeVersion: the chart needs Kubernetes >=1.29.0-0, this environment's cluster has v1.28.3; upgrade the cluster, or widen kubeVersion in the metadata of chart sentiment"
`);
});

test('a construct that asks the clock', () => {
  const chart = labelled(() => process.hrtime.bigint().toString());
  const message = told(chart as never, { 'environments/prod.yaml': 'values: {}\n' });
  expect(message.replace(/"\d+"/g, '"<time>"')).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environment prod: sentiment/settings (ConfigMap "settings"): data.label is "<time>" in one run and "<time>" in the next, with the same values; constructs must be pure functions of their values: no clock, no random numbers, no counters, no files that change"
`);
});

test('a construct whose own validation fails, and two objects of one name', () => {
  const chart = defineChart({
    metadata,
    values: z.object({ replicas: z.int().default(1) }),
    constructs: (scope, { replicas }) => {
      const object = (id: string) =>
        new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
      object('first').node.addValidation({
        validate: () => (replicas > 5 ? [`${replicas} replicas are too many`] : []),
      });
      object('second');
    },
  });
  expect(told(chart as never, { 'environments/prod.yaml': 'values: { replicas: 7 }\n' })).toMatchInlineSnapshot(`
"ConstructError: The constructs cannot be built:
  environments/prod.yaml:1:21 replicas: sentiment/first: 7 replicas are too many
  environment prod: ConfigMap "settings" is built twice, by sentiment/first and by sentiment/second; give one of them another name"
`);
});

test('values that Helm cannot hand over as they are', () => {
  const values = z.object({ until: z.coerce.date(), label: z.string().transform((text) => text.trim()) });
  const chart = defineChart({ metadata, values, constructs: () => {} });
  expect(told(chart as never, { 'environments/prod.yaml': 'values: {}\n' })).toMatchInlineSnapshot(`
"ChartDefinitionError: The values schema cannot become a chart:
  until: transforms, pipes and coercions cannot be carried into a chart, because Helm hands values over as they are; declare the input type here and compute the rest in the construct
  until: zod type "date" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them
  label: transforms, pipes and coercions cannot be carried into a chart, because Helm hands values over as they are; declare the input type here and compute the rest in the construct"
`);
});

test('a chart that cannot be called that', () => {
  const chart = { ...service, metadata: { name: 'My_Chart', version: 'latest', kubeVersion: 'new', icon: 'icon.png' } };
  expect(told(chart as never, { 'environments/prod.yaml': 'values: {}\n' })).toMatchInlineSnapshot(`
"ChartDefinitionError: The chart definitions cannot work:
  metadata.icon: expected an https: or data: URL, found text "icon.png"
  metadata.kubeVersion: expected a range of versions such as ">=1.29.0-0" or "~17.3.0", found text "new"
  metadata.name: expected a chart name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 63 characters, because object names are made of it, found text "My_Chart"
  metadata.version: expected a SemVer 2 version: major.minor.patch without "v", such as 1.0.0, found text "latest""
`);
});

test('an output folder with files of somebody else', () => {
  inFolderWith({ 'environments/prod.yaml': 'values: {}\n' });
  mkdirSync('dist/charts', { recursive: true });
  writeFileSync('dist/charts/mine.txt', 'mine');
  expect(told(labelled(String) as never)).toMatchInlineSnapshot(`
"OutputError: The output cannot be written; nothing was changed:
  dist/charts holds files that cdk8s-inference has not written, and would be replaced as a whole; move it away, or choose another output folder"
`);
});
