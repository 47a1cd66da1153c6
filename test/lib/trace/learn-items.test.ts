import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from './small-chart';

const toggle = z.boolean().default(false);
const texts = z.array(z.string()).default([]);

test('a sequence is spliced between the items of a list', async () => {
  const chart = smallChart({
    values: z.object({
      before: texts,
      after: texts,
      extraEnv: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
    }),
    spec: ({ before, after, extraEnv }) => ({
      args: [...before, '--fixed', ...after],
      env: [{ name: 'HOME', value: '/tmp' }, ...extraEnv],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"args:
  {{- with .Values.before }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
  - --fixed
  {{- with .Values.after }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
env:
  - name: HOME
    value: /tmp
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 4 }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ before: ['a'], after: ['b', 'c'], extraEnv: [{ name: 'on', value: '1e3' }] }]);
});

test('items with a name are the same item in every run, wherever they stand', async () => {
  const chart = smallChart({
    values: z.object({ cache: toggle, model: z.enum(['s3', 'pvc']).default('s3'), claim: z.string().default('') }),
    spec: ({ cache, model, claim }) => ({
      volumes: [
        ...(cache ? [{ name: 'cache', emptyDir: { medium: 'Memory' } }] : []),
        { name: 'model', ...(model === 's3' ? { emptyDir: {} } : { persistentVolumeClaim: { claimName: claim } }) },
        ...(model === 'pvc' ? [] : [{ name: 'tmp', emptyDir: {} }]),
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"volumes:
  {{- if .Values.cache }}
  - name: cache
    emptyDir:
      medium: Memory
  {{- end }}
  - name: model
    {{- if eq .Values.model "s3" }}
    emptyDir: {}
    {{- else }}
    persistentVolumeClaim:
      claimName: {{ .Values.claim | quote }}
    {{- end }}
  {{- if eq .Values.model "s3" }}
  - name: tmp
    emptyDir: {}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ cache: true, model: 'pvc' }]);
});

test('ports are told apart by their number, mounts by their path', async () => {
  const chart = smallChart({
    values: z.object({
      grpc: toggle,
      metrics: z.int().min(1).max(65535).optional(),
      model: z.string().min(1).default('/models'),
    }),
    spec: ({ grpc, metrics, model }) => ({
      ports: [
        { containerPort: 8080 },
        ...(grpc ? [{ containerPort: 8081 }] : []),
        ...(metrics === undefined ? [] : [{ containerPort: metrics }]),
      ],
      mounts: [{ mountPath: model }, { mountPath: '/tmp', readOnly: grpc ? true : undefined }],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"ports:
  - containerPort: 8080
  {{- if .Values.grpc }}
  - containerPort: 8081
  {{- end }}
  {{- with .Values.metrics }}
  - containerPort: {{ . }}
  {{- end }}
mounts:
  - mountPath: {{ .Values.model | quote }}
  - mountPath: /tmp
    {{- if .Values.grpc }}
    readOnly: true
    {{- end }}"
`);
  await expectEqualRendering(chart, [{ metrics: 8081, grpc: true }]);
});

test('scalars are told apart by what they are', async () => {
  const chart = smallChart({
    values: z.object({ debug: toggle, level: z.string().default(''), port: z.int().min(1).default(1) }),
    spec: ({ debug, level, port }) => ({
      args: ['serve', ...(debug ? ['--debug'] : []), `--port=${port}`, ...(level ? [`--level=${level}`] : []), '--end'],
      values: ['a', level, debug ? 'b' : 'c'],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"args:
  - serve
  {{- if .Values.debug }}
  - --debug
  {{- end }}
  - "--port={{ .Values.port | int64 }}"
  {{- with .Values.level }}
  - {{ printf "--level=%s" . | quote }}
  {{- end }}
  - --end
values:
  - a
  - {{ .Values.level | quote }}
  {{- if .Values.debug }}
  - b
  {{- else }}
  - c
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ debug: true, level: '--debug' }, { level: 'serve' }]);
});

test('items that nothing tells apart are told apart by their order', async () => {
  const chart = smallChart({
    values: z.object({ first: toggle, second: toggle }),
    spec: ({ first, second }) => ({
      rules: [...(first ? [{ from: [{ a: 1 }] }] : []), { to: [{ b: 2 }] }, ...(second ? [{ from: [{ c: 3 }] }] : [])],
      twice: [{ name: 'p', at: 1 }, ...(second ? [{ name: 'p', at: 2 }] : [])],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"rules:
  {{- if .Values.first }}
  - from:
      - a: 1
  {{- end }}
  - to:
      - b: 2
  {{- if .Values.second }}
  - from:
      - c: 3
  {{- end }}
twice:
  - name: p
    at: 1
  {{- if .Values.second }}
  - name: p
    at: 2
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ first: true }, { second: true }, { first: true, second: true }]);
});

test('items of one type are told apart by what no value changes in them', async () => {
  const chart = smallChart({
    values: z.object({
      cpu: z.int().min(1).optional(),
      memory: z.int().min(1).optional(),
      queue: z.string().default(''),
    }),
    spec: ({ cpu, memory, queue }) => ({
      metrics: [
        ...(cpu !== undefined ? [{ type: 'Resource', resource: { name: 'cpu', percent: cpu } }] : []),
        ...(memory !== undefined ? [{ type: 'Resource', resource: { name: 'memory', percent: memory } }] : []),
        ...(queue !== '' ? [{ type: 'Pods', pods: { name: queue } }] : []),
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or .Values.cpu .Values.memory .Values.queue }}
metrics:
  {{- if .Values.cpu }}
  - type: Resource
    resource:
      name: cpu
      percent: {{ .Values.cpu | int64 }}
  {{- end }}
  {{- if .Values.memory }}
  - type: Resource
    resource:
      name: memory
      percent: {{ .Values.memory | int64 }}
  {{- end }}
  {{- if .Values.queue }}
  - type: Pods
    pods:
      name: {{ .Values.queue | quote }}
  {{- end }}
{{- else }}
metrics: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ cpu: 70 }, { memory: 80, queue: 'cpu' }, { cpu: 70, memory: 80, queue: 'on' }]);
});

test('a list whose items are all conditional goes with them, or stays empty as the constructs have it', async () => {
  const chart = smallChart({
    values: z.object({ a: toggle, b: toggle }),
    spec: ({ a, b }) => {
      const items = [...(a ? ['a'] : []), ...(b ? ['b'] : [])];
      return { gone: items.length > 0 ? items : undefined, empty: items, always: 1 };
    },
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if or .Values.a .Values.b }}
empty:
  {{- if .Values.a }}
  - a
  {{- end }}
  {{- if .Values.b }}
  - b
  {{- end }}
gone:
  {{- if .Values.a }}
  - a
  {{- end }}
  {{- if .Values.b }}
  - b
  {{- end }}
{{- else }}
empty: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ a: true }, { b: true }, { a: true, b: true }]);
});

test('objects are told apart by kind and name, also by names that come from values', async () => {
  const chart = smallChart({
    values: z.object({ first: z.string().min(1).max(40).default('a'), second: toggle }),
    constructs: (scope, { first, second }, release) => {
      object(scope, 'ConfigMap', release.fullname(), { data: { which: 'full name' } });
      object(scope, 'ConfigMap', `x-${first}`, { data: { which: 'from a value' } });
      if (second) object(scope, 'ConfigMap', release.fullname('second'), { data: { which: 'second' } });
    },
  });
  const files = [...chart.files.keys()].filter((file) => file.includes('configmap'));
  expect(files).toEqual(['templates/configmap.yaml', 'templates/configmap-second.yaml', 'templates/configmap-x.yaml']);
  await expectEqualRendering(chart, [{ second: true }, { first: 'demo' }]);
});

test('objects of a sequence or dictionary are documents of one file', async () => {
  const chart = smallChart({
    values: z.object({
      models: z.array(z.object({ name: z.string().regex(/^[a-z]+$/), gpu: toggle })).default([]),
      files: z.record(z.string().regex(/^[a-z]+$/), z.string()).default({}),
    }),
    constructs: (scope, { models, files }, release) => {
      for (const [index, { name, gpu }] of models.entries()) {
        const metadata = { name: `${release.name}-${name}` };
        object(scope, 'Service', `model-${index}`, { metadata, spec: { gpu: gpu ? 1 : undefined, name } });
      }
      for (const [name, text] of Object.entries(files)) object(scope, 'ConfigMap', `file-${name}`, { data: { text } });
    },
  });
  expect(chart.template('service.yaml')).toMatchInlineSnapshot(`
"{{- range .Values.models }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ printf "%s-%s" $.Release.Name .name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" $ | nindent 4 }}
spec:
  name: {{ .name | quote }}
  {{- if .gpu }}
  gpu: 1
  {{- end }}
{{- end }}
"
`);
  await expectEqualRendering(chart, [
    { models: [{ name: 'b', gpu: true }, { name: 'a' }], files: { z: 'on', y: '{{' } },
    { models: [{ name: 'x' }] },
  ]);
});

describe('arguments that stand behind their flags', () => {
  const text = z.string().default('');

  test('are told apart by these, whatever they are', async () => {
    const chart = smallChart({
      values: z.object({
        model: text,
        revision: text,
        quantization: z.string().nullable().default(null),
        gpus: z.int().min(0).max(16).default(0),
        extra: texts,
      }),
      spec: ({ model, revision, quantization, gpus, extra }) => {
        const args = ['--model', model, '--revision', revision];
        if (gpus > 1) args.push('--gpus', String(gpus), `--shards=${gpus}`);
        if (quantization !== null) args.push('--quantization', quantization);
        return { args: [...args, ...extra] };
      },
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"args:
  - --model
  - {{ .Values.model | quote }}
  - --revision
  - {{ .Values.revision | quote }}
  {{- if ge (int64 .Values.gpus) 2 }}
  - --gpus
  - {{ .Values.gpus | quote }}
  - "--shards={{ .Values.gpus }}"
  {{- end }}
  {{- if not (kindIs "invalid" .Values.quantization) }}
  - --quantization
  - {{ .Values.quantization | quote }}
  {{- end }}
  {{- with .Values.extra }}
  {{- toYaml . | nindent 4 }}
  {{- end }}"
`);
    await expectEqualRendering(chart, [
      {},
      { model: 'a', revision: 'a', quantization: '', gpus: 2, extra: ['', '--model'] },
      { gpus: 1, extra: ['x'] },
    ]);
  });

  test('in a list that always has as many, by where they stand', async () => {
    const chart = smallChart({
      values: z.object({ script: text, model: text, fast: toggle }),
      spec: ({ script, model, fast }) => ({ command: ['python', script, model.replace(/\/+$/, ''), fast ? '1' : '0'] }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"command:
  - python
  - {{ .Values.script | quote }}
  - {{ regexReplaceAll "\\\\/+$" .Values.model "" | quote }}
  {{- if .Values.fast }}
  - "1"
  {{- else }}
  - "0"
  {{- end }}"
`);
    await expectEqualRendering(chart, [{}, { script: 'a', model: 'a//' }, { model: '/', fast: true }]);
  });
});
