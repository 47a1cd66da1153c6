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
