import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const text = z.string().default('');
const secret = z.object({ secretName: z.string(), key: z.string() });

test('`with` stands where what is there shows one value', async () => {
  const chart = smallChart({
    values: z.object({
      className: text,
      level: text,
      secret: secret.optional(),
      labels: z.record(z.string(), text).default({}),
    }),
    spec: ({ className, level, secret, labels }) => ({
      className: className || undefined,
      args: ['serve', ...(level ? [`--level=${level}`] : [])],
      env: [
        { name: 'A' },
        ...(secret ? [{ name: 'KEY', secretKeyRef: { name: secret.secretName, key: secret.key } }] : []),
      ],
      labels: Object.keys(labels).length > 0 ? labels : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- with .Values.labels }}
labels:
  {{- toYaml . | nindent 4 }}
{{- end }}
args:
  - serve
  {{- with .Values.level }}
  - {{ printf "--level=%s" . | quote }}
  {{- end }}
env:
  - name: A
  {{- with .Values.secret }}
  - name: KEY
    secretKeyRef:
      name: {{ .secretName | quote }}
      key: {{ .key | quote }}
  {{- end }}
{{- with .Values.className }}
className: {{ . | quote }}
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { className: 'on', level: '{{', secret: { secretName: 's', key: '1' }, labels: { a: 'b' } },
  ]);
});

test('but not where other values, the release or a loop are read, nor far from a scalar', async () => {
  const chart = smallChart({
    values: z.object({
      host: text,
      port: z.int().default(80),
      hosts: z.array(z.string()).default([]),
      cpu: z.int().optional(),
    }),
    spec: ({ host, port, hosts, cpu }, release) => ({
      always: 1,
      both: host ? `${host}:${port}` : undefined,
      named: host ? `${release.name}.${host}` : undefined,
      rules: hosts.length > 0 ? hosts.map((name) => ({ name })) : undefined,
      target: cpu ? { type: 'Utilization', name: 'cpu', value: cpu } : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.hosts }}
rules:
  {{- range .Values.hosts }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
always: 1
{{- if .Values.host }}
both: {{ printf "%s:%d" .Values.host (.Values.port | int64) | quote }}
named: {{ printf "%s.%s" .Release.Name .Values.host | quote }}
{{- end }}
{{- if .Values.cpu }}
target:
  name: cpu
  type: Utilization
  value: {{ .Values.cpu | int64 }}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ host: 'h', hosts: ['a'], cpu: 5 }]);
});

test('inside of a loop', async () => {
  const chart = smallChart({
    values: z.object({ hosts: z.array(z.object({ name: text, secret: secret.optional(), path: text })).default([]) }),
    spec: ({ hosts }, release) => ({
      hosts: hosts.map(({ name, secret, path }) => ({
        name: name || release.name,
        secret: secret ? { ref: secret.secretName, key: secret.key } : undefined,
        path: path ? `${release.name}/${path}` : undefined,
      })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.hosts }}
hosts:
  {{- range .Values.hosts }}
  - name: {{ .name | default $.Release.Name | quote }}
    {{- if .path }}
    path: {{ printf "%s/%s" $.Release.Name .path | quote }}
    {{- end }}
    {{- with .secret }}
    secret:
      key: {{ .key | quote }}
      ref: {{ .secretName | quote }}
    {{- end }}
  {{- end }}
{{- else }}
hosts: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ hosts: [{ name: 'a', secret: { secretName: 's', key: 'k' } }, { path: 'p' }] }]);
});
