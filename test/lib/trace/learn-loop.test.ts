import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

test('a sequence of scalars is taken apart by a loop', async () => {
  const chart = smallChart({
    values: z.object({ origins: z.array(z.string()).default([]), ports: z.array(z.int()).default([]) }),
    spec: ({ origins, ports }) => ({
      args: origins.map((origin) => `--allow=${origin}`),
      env: origins.map((origin) => ({ name: origin, value: 'x' })),
      ports: ports.map((containerPort) => ({ containerPort, text: String(containerPort) })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.origins }}
args:
  {{- range .Values.origins }}
  - {{ printf "--allow=%s" . | quote }}
  {{- end }}
{{- else }}
args: []
{{- end }}
{{- if .Values.ports }}
ports:
  {{- range .Values.ports }}
  - containerPort: {{ . | int64 }}
    text: {{ . | int64 | quote }}
  {{- end }}
{{- else }}
ports: []
{{- end }}
{{- if .Values.origins }}
env:
  {{- range .Values.origins }}
  - name: {{ . | quote }}
    value: x
  {{- end }}
{{- else }}
env: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ origins: ['a', 'on', '{{'], ports: [80, 1_000_000] }, { origins: ['a'] }]);
});

test('loops nest, and the inner one reaches what is outside', async () => {
  const chart = smallChart({
    values: z.object({
      prefix: z.string().default('/'),
      hosts: z
        .array(
          z.object({
            host: z.string(),
            tls: z.boolean().default(false),
            paths: z.array(z.object({ path: z.string(), exact: z.boolean().default(false) })).default([]),
          }),
        )
        .default([]),
    }),
    spec: ({ prefix, hosts }, release) => ({
      rules: hosts.map(({ host, tls, paths }) => ({
        host,
        tls: tls ? { secretName: `${host}-tls` } : undefined,
        paths: paths.map(({ path, exact }) => ({
          path: `${prefix}${path}`,
          type: exact ? 'Exact' : 'Prefix',
          host,
          service: release.fullname(),
          labels: release.selectorLabels,
        })),
      })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.hosts }}
rules:
  {{- range $host := .Values.hosts }}
  - host: {{ .host | quote }}
    {{- if .paths }}
    paths:
      {{- range .paths }}
      - labels:
          {{- include "demo.selectorLabels" $ | nindent 12 }}
        {{- if .exact }}
        type: Exact
        {{- else }}
        type: Prefix
        {{- end }}
        path: {{ printf "%s%s" $.Values.prefix .path | quote }}
        host: {{ $host.host | quote }}
        service: {{ include "demo.fullname" $ | quote }}
      {{- end }}
    {{- else }}
    paths: []
    {{- end }}
    {{- if .tls }}
    tls:
      secretName: {{ printf "%s-tls" .host | quote }}
    {{- end }}
  {{- end }}
{{- else }}
rules: []
{{- end }}"
`);
  await expectEqualRendering(chart, [
    {
      hosts: [
        { host: 'a', paths: [{ path: 'x' }, { path: 'y', exact: true }] },
        { host: 'b', tls: true, paths: [] },
      ],
    },
  ]);
});

test('what is optional in an element is asked for in the loop', async () => {
  const chart = smallChart({
    values: z.object({
      backends: z
        .array(
          z.object({
            name: z.string(),
            kind: z.enum(['http', 'grpc']).default('http'),
            weight: z.int().optional(),
            labels: z.record(z.string(), z.string()).default({}),
          }),
        )
        .default([]),
    }),
    spec: ({ backends }) => ({
      backends: backends.map(({ name, kind, weight, labels }) => ({
        name,
        port: kind === 'http' ? 80 : 9000,
        weight: weight ?? 1,
        labels: Object.keys(labels).length > 0 ? labels : undefined,
      })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.backends }}
backends:
  {{- range .Values.backends }}
  - name: {{ .name | quote }}
    {{- with .labels }}
    labels:
      {{- toYaml . | nindent 8 }}
    {{- end }}
    {{- if eq .kind "http" }}
    port: 80
    {{- else }}
    port: 9000
    {{- end }}
    {{- if not (kindIs "invalid" .weight) }}
    weight: {{ .weight | int64 }}
    {{- else }}
    weight: 1
    {{- end }}
  {{- end }}
{{- else }}
backends: []
{{- end }}"
`);
  await expectEqualRendering(chart, [
    {
      backends: [
        { name: 'a', weight: 0 },
        { name: 'b', kind: 'grpc', labels: { on: 'off' } },
      ],
    },
  ]);
});

test('a loop between static items, and several items for each element', async () => {
  const chart = smallChart({
    values: z.object({ models: z.array(z.string()).default([]), warm: z.boolean().default(false) }),
    spec: ({ models, warm }) => ({
      args: ['serve', ...models.map((model) => `--model=${model}`), '--end'],
      env: models.flatMap((model) => [{ name: `${model}_A` }, ...(warm ? [{ name: `${model}_B` }] : [])]),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"args:
  - serve
  {{- range .Values.models }}
  - {{ printf "--model=%s" . | quote }}
  {{- end }}
  - --end
{{- if .Values.models }}
env:
  {{- range .Values.models }}
  - name: {{ printf "%s_A" . | quote }}
  {{- if $.Values.warm }}
  - name: {{ printf "%s_B" . | quote }}
  {{- end }}
  {{- end }}
{{- else }}
env: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ models: ['a', 'b', 'c'], warm: true }, { models: ['a'] }]);
});

test('a sequence that is used only under a condition', async () => {
  const chart = smallChart({
    values: z.object({ enabled: z.boolean().default(false), hosts: z.array(z.string()).default([]) }),
    spec: ({ enabled, hosts }) => ({
      whole: enabled ? ['fixed', ...hosts] : ['fixed'],
      rules: enabled && hosts.length > 0 ? hosts.map((host) => ({ host })) : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if and .Values.enabled .Values.hosts }}
rules:
  {{- range .Values.hosts }}
  - host: {{ . | quote }}
  {{- end }}
{{- end }}
whole:
  - fixed
  {{- if .Values.enabled }}
  {{- with .Values.hosts }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ enabled: true, hosts: ['a', 'b'] }, { hosts: ['a'] }]);
});
