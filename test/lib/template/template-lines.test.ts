import { z } from 'zod';
import { generatedBy } from '../../../lib/chart/generated-by';
import { templateFiles } from '../../../lib/template/template-files';
import { templateLines } from '../../../lib/template/template-lines';
import { smallChart } from '../trace/small-chart';

const { traced, files } = smallChart({
  values: z.object({
    on: z.boolean().default(true),
    map: z.record(z.string(), z.string()).default({}),
    list: z.array(z.string()).default([]),
    hosts: z.array(z.object({ name: z.string(), aliases: z.array(z.string()) })).default([]),
    script: z.string().default('x'),
  }),
  spec: ({ on, map, list, hosts, script }, release) => ({
    name: release.helper('ownName', script),
    ...(on && { switched: { deep: 1 } }),
    map: { own: 1, ...map },
    copied: map,
    list: ['first', ...list],
    hosts: hosts.map(({ name, aliases }) => ({ host: name, aliases, fixed: [1, { a: 2 }] })),
    text: 'two\nlines\n',
  }),
});
const lines = templateLines(traced.template, {
  chart: 'demo',
  hasNameOverride: false,
  hasFullnameOverride: false,
  header: generatedBy({}),
});

test('every line is the one that the file has there', () => {
  const places = [...lines.parts.values(), ...lines.helpers.values()];
  expect(places.length).toBeGreaterThan(30);
  for (const { file, line, text } of places) {
    expect(files.get(file)?.split('\n')[line - 1]?.trim()).toBe(text);
  }
});

test('parts begin where their key, dash or action is', () => {
  const texts = [...lines.parts.values()].filter(({ file }) => file === 'templates/example.yaml');
  expect(texts.map(({ line, text }) => `${line} ${text}`).join('\n')).toMatchInlineSnapshot(`
"5 apiVersion: v1
5 apiVersion: v1
6 kind: Example
7 metadata:
8 name: example
9 namespace: {{ .Release.Namespace | quote }}
10 labels:
12 spec:
13 name: {{ include "demo.ownName" . | quote }}
14 copied:
17 hosts:
19 - host: {{ .name | quote }}
19 - host: {{ .name | quote }}
20 aliases:
22 fixed:
23 - 1
24 - a: 2
24 - a: 2
27 hosts: []
29 list:
30 - first
31 {{- with .Values.list }}
34 map:
36 own: 1
38 {{- with .Values.map }}
42 switched:
43 deep: 1
45 text: |"
`);
});

test('named templates are found by their names', () => {
  expect([...lines.helpers].map(([name, { text }]) => `${name}: ${text}`).join('\n')).toMatchInlineSnapshot(`
"name: {{- define "demo.name" -}}
fullname: {{- define "demo.fullname" -}}
resourceName: {{- define "demo.resourceName" -}}
chart: {{- define "demo.chart" -}}
labels: {{- define "demo.labels" -}}
selectorLabels: {{- define "demo.selectorLabels" -}}
ownName: {{- define "demo.ownName" -}}"
`);
});

test('nothing of the marks stays where nobody asks for them', () => {
  for (const text of templateFiles(traced.template, 'demo').values()) expect(text).not.toContain('\u0001');
});
