import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const dictionary = z.record(z.string().regex(/^own-/), z.string()).default({});

test('a dictionary is spliced between the entries of a map', async () => {
  const chart = smallChart({
    values: z.object({ podLabels: dictionary, component: z.string().default('api'), gpu: z.boolean().default(false) }),
    spec: ({ podLabels, component, gpu }) => ({
      labels: { app: 'demo', component, ...(gpu && { accelerator: 'gpu' }), ...podLabels },
      only: { ...podLabels },
      conditional: gpu ? { fixed: '1', ...podLabels } : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  {{- if .Values.gpu }}
  accelerator: gpu
  {{- end }}
  app: demo
  component: {{ .Values.component | quote }}
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
{{- if .Values.gpu }}
conditional:
  fixed: "1"
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
only:
  {{- toYaml .Values.podLabels | nindent 4 }}"
`);
  await expectEqualRendering(chart, [{ podLabels: { 'own-a': 'on', 'own-b': '007' } }, { gpu: true }]);
});

test('the entries of a dictionary are taken apart by a loop', async () => {
  const chart = smallChart({
    values: z.object({
      limits: z.record(z.string(), z.int()).default({}),
      volumes: z.record(z.string(), z.object({ size: z.string(), readOnly: z.boolean().default(false) })).default({}),
    }),
    spec: ({ limits, volumes }) => ({
      limits: Object.fromEntries(Object.entries(limits).map(([name, count]) => [`limit.${name}`, `${count}Mi`])),
      volumes: Object.fromEntries(
        Object.entries(volumes).map(([name, { size, readOnly }]) => [name, { size, mode: readOnly ? 'r' : undefined }]),
      ),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.volumes }}
volumes:
  {{- range $key, $value := .Values.volumes }}
  {{ $key | quote }}:
    {{- if $value.readOnly }}
    mode: r
    {{- end }}
    size: {{ $value.size | quote }}
  {{- end }}
{{- else }}
volumes: {}
{{- end }}
{{- if .Values.limits }}
limits:
  {{- range $key, $value := .Values.limits }}
  {{ printf "limit.%s" $key | quote }}: "{{ $value | int64 }}Mi"
  {{- end }}
{{- else }}
limits: {}
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { limits: { b: 1, a: 2_000_000 }, volumes: { z: { size: 'on' }, y: { size: '1', readOnly: true } } },
  ]);
});

test('the entries of a dictionary become items, in the order of its keys', async () => {
  const chart = smallChart({
    values: z.object({ env: z.record(z.string(), z.string()).default({}) }),
    spec: ({ env }) => ({
      env: Object.keys(env)
        .sort()
        .map((name) => ({ name, value: env[name] })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.env }}
env:
  {{- range $key, $value := .Values.env }}
  - name: {{ $key | quote }}
    value: {{ $value | quote }}
  {{- end }}
{{- else }}
env: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ env: { b: 'on', a: '1', B: '2', _: '3' } }]);
});

describe('dictionaries spread over each other', () => {
  const labels = z.record(z.string(), z.string());
  const sets = [
    { one: { x: '1', y: '2' }, two: { x: '3' } },
    { one: { x: '1' }, two: { x: '' } },
    { one: { app: '1', team: '2' }, two: { app: '3', no: 'yes' } },
    { one: { '1': 'a', b: '' } },
    { two: { '2': 'b' } },
    {},
  ];

  test('the later one wins, and all that stands between them', async () => {
    const chart = smallChart({
      values: z.object({ one: labels.default({}), two: labels.default({}), team: z.string().default('x') }),
      spec: ({ one, two, team }) => ({ labels: { app: 'fixed', ...one, team, ...two } }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  {{- if and (not (hasKey .Values.one "app")) (not (hasKey .Values.two "app")) }}
  app: fixed
  {{- end }}
  {{- if not (hasKey .Values.two "team") }}
  team: {{ .Values.team | quote }}
  {{- end }}
  {{- range $key, $value := omit .Values.one "team" }}
  {{- if not (hasKey $.Values.two $key) }}
  {{ $key | quote }}: {{ $value | quote }}
  {{- end }}
  {{- end }}
  {{- with .Values.two }}
  {{- toYaml . | nindent 4 }}
  {{- end }}"
`);
    await expectEqualRendering(chart, sets);
  });

  test('either may be missing', async () => {
    const chart = smallChart({
      values: z.object({ one: labels.optional(), two: labels.optional() }),
      spec: ({ one, two }) => ({ labels: { ...one, app: 'fixed', ...two } }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  {{- if not (hasKey (.Values.two | default dict) "app") }}
  app: fixed
  {{- end }}
  {{- range $key, $value := omit (.Values.one | default dict) "app" }}
  {{- if not (hasKey ($.Values.two | default dict) $key) }}
  {{ $key | quote }}: {{ $value | quote }}
  {{- end }}
  {{- end }}
  {{- with .Values.two }}
  {{- toYaml . | nindent 4 }}
  {{- end }}"
`);
    await expectEqualRendering(chart, sets);
  });

  test('one of them only under a condition', async () => {
    const chart = smallChart({
      values: z.object({ one: labels.default({}), two: labels.default({}), on: z.boolean().default(true) }),
      spec: ({ one, two, on }) => ({ labels: { ...one, ...(on && two) } }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [...sets, ...sets.map((set) => ({ ...set, on: false }))]);
  });

  test('three of them, of any values, and in the elements of a list', async () => {
    const part = z.object({ deep: z.array(z.int()) });
    const chart = smallChart({
      values: z.object({
        one: z.record(z.string(), part).default({}),
        two: z.record(z.string(), part).default({}),
        three: z.record(z.string(), part).default({}),
        common: labels.default({}),
        each: z.array(z.object({ labels: labels })).default([]),
      }),
      spec: ({ one, two, three, common, each }) => ({
        parts: { ...one, ...two, ...three },
        each: each.map((element) => ({ labels: { ...common, ...element.labels } })),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    const [first, second, third] = [[1], [], [2, 3]].map((deep) => ({ deep }));
    await expectEqualRendering(chart, [
      {
        one: { a: first, b: first, c: first },
        two: { b: second, c: second, d: second },
        three: { c: third, d: third },
      },
      { common: { a: '1', b: '2' }, each: [{ labels: { a: '3' } }, { labels: {} }, { labels: { c: '4' } }] },
    ]);
  });
});

test('dictionaries that are spread in several ways, with the same keys and others', async () => {
  const labels = z.record(z.string(), z.string()).default({});
  const chart = smallChart({
    values: z.object({
      ...{ one: labels, two: labels, three: labels },
      small: z.partialRecord(z.enum(['a', 'b']), z.string()).default({}),
      other: z.partialRecord(z.enum(['b', 'c']), z.string()).default({}),
    }),
    spec: ({ one, two, three, small, other }) => ({
      all: { ...one, ...two, ...three },
      pod: { ...one, ...three, app: 'x' },
      last: { ...two, ...three },
      named: { ...small, ...other },
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { one: { app: '1', q: '2' }, two: { app: '3', q: '4', z: '5' }, three: { z: '6' } },
    { small: { a: '1', b: '2' }, other: { b: '3', c: '4' }, one: { q: '1' }, three: { q: '2', app: '3' } },
  ]);
});

test('a map of any entries beside others, which may have the same keys, is fixed', () => {
  const open = z.looseObject({}).prefault({});
  const chart = smallChart({
    values: z.object({ one: open, two: open, three: open }),
    spec: ({ one, two, three }) => ({ both: { ...one, ...two }, beside: { first: 1, ...three, last: 2 } }),
  });
  expect(chart.traced.fixed.map(({ path }) => path).sort()).toEqual(['three', 'two']);
});

test('entries that are fixed are known where others are added', () => {
  const env = z.record(z.string(), z.string());
  const chart = smallChart({
    values: z.object({ common: env.default({ LEVEL: 'info' }), own: env.default({}) }),
    spec: ({ common, own }) => ({
      env: Object.entries({ ...common, ...own }).map(([name, value]) => ({ name, value })),
    }),
  });
  expect(chart.traced.fixed).toMatchObject([{ path: 'own' }]);
});

test('a dictionary that may be missing is copied without a key that the map has', async () => {
  const chart = smallChart({
    values: z.object({ labels: z.record(z.string(), z.string()).optional() }),
    spec: ({ labels }) => ({ labels: { ...labels, app: 'fixed' } }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  app: fixed
  {{- with omit (.Values.labels | default dict) "app" }}
  {{- toYaml . | nindent 4 }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{}, { labels: { app: 'other', x: 'y' } }]);
});

test('a key comes from a value', async () => {
  const chart = smallChart({
    values: z.object({
      resource: z.enum(['nvidia.com/gpu', 'amd.com/gpu']).default('amd.com/gpu'),
      name: z.string().min(1).default('x'),
    }),
    spec: ({ resource, name }) => ({ limits: { [resource]: 1 }, files: { [`${name}.json`]: name } }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"limits:
  {{- if eq .Values.resource "amd.com/gpu" }}
  amd.com/gpu: 1
  {{- else }}
  nvidia.com/gpu: 1
  {{- end }}
files:
  {{ printf "%s.json" .Values.name | quote }}: {{ .Values.name | quote }}"
`);
  await expectEqualRendering(chart, [{ resource: 'nvidia.com/gpu', name: 'on' }]);
});
