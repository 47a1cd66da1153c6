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

describe('the index of an element', () => {
  test('counts from any number, alone and in text', async () => {
    const chart = smallChart({
      values: z.object({
        hosts: z.array(z.string()).default([]),
        prefix: z.string().default('api-1'),
        count: z.int().default(3),
      }),
      spec: ({ hosts, prefix, count }) => ({
        hosts: hosts.map((host, index) => ({
          host,
          name: `${prefix}-v1-${index + 1}`,
          port: 8080 + index,
          text: String(index),
          between: `${index}/${host}/${index}`,
          counted: `${count}-${index}`,
        })),
        names: hosts.map((_, index) => `host-${index}`),
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.hosts }}
hosts:
  {{- range $index, $host := .Values.hosts }}
  - name: {{ printf "%s-v1-%d" $.Values.prefix (add $index 1) | quote }}
    port: {{ add $index 8080 }}
    host: {{ $host | quote }}
    between: {{ printf "%d/%s/%d" $index $host $index | quote }}
    counted: "{{ $.Values.count | int64 }}-{{ $index }}"
    text: {{ $index | quote }}
  {{- end }}
names:
  {{- range $index, $host := .Values.hosts }}
  - "host-{{ $index }}"
  {{- end }}
{{- else }}
hosts: []
names: []
{{- end }}"
`);
    const many = Array.from({ length: 13 }, (_, index) => `h${index}`);
    await expectEqualRendering(chart, [{ hosts: ['1', '0', ''] }, { hosts: many, prefix: '0', count: 0 }]);
  });

  test('in lists of lists, and in the names of several items for each element', async () => {
    const chart = smallChart({
      values: z.object({ groups: z.array(z.object({ name: z.string(), paths: z.array(z.string()) })).default([]) }),
      spec: ({ groups }) => ({
        groups: groups.map(({ name, paths }, group) => ({
          name,
          paths: paths.map((path, index) => ({ path, id: `${group}-${index}` })),
        })),
        env: [
          { name: 'GROUPS', value: String(groups.length) },
          ...groups.flatMap(({ name }, index) => [
            { name: `GROUP_${index}_NAME`, value: name },
            { name: `GROUP_${index}_V1_PORT`, value: '80' },
          ]),
        ],
      }),
    });
    expect(chart.traced.fixed).toEqual([]);
    expect(chart.spec).toMatchInlineSnapshot(`
"env:
  - name: GROUPS
    value: {{ len .Values.groups | quote }}
  {{- range $index, $group := .Values.groups }}
  - name: "GROUP_{{ $index }}_NAME"
    value: {{ $group.name | quote }}
  - name: "GROUP_{{ $index }}_V1_PORT"
    value: "80"
  {{- end }}
{{- if .Values.groups }}
groups:
  {{- range $index, $group := .Values.groups }}
  - name: {{ $group.name | quote }}
    {{- if $group.paths }}
    paths:
      {{- range $pathIndex, $path := $group.paths }}
      - path: {{ $path | quote }}
        id: "{{ $index }}-{{ $pathIndex }}"
      {{- end }}
    {{- else }}
    paths: []
    {{- end }}
  {{- end }}
{{- else }}
groups: []
{{- end }}"
`);
    await expectEqualRendering(chart, [
      {
        groups: [
          { name: 'a', paths: ['/', '/x'] },
          { name: 'b', paths: [] },
          { name: '2', paths: ['0', '1', '2'] },
        ],
      },
    ]);
  });

  test('is not mistaken for that in a list without some elements', () => {
    const chart = smallChart({
      values: z.object({ hosts: z.array(z.object({ name: z.string(), isOn: z.boolean() })).default([]) }),
      spec: ({ hosts }) => ({ hosts: hosts.filter(({ isOn }) => isOn).map(({ name }, index) => ({ name, index })) }),
    });
    expect(chart.traced.fixed).toMatchObject([{ path: 'hosts' }]);
  });
});
