import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const helpers = (files: ReadonlyMap<string, string>) => files.get('templates/_helpers.tpl') ?? '';

test('labels that every object has beyond the usual ones belong to the shared template', async () => {
  const chart = smallChart({
    values: z.object({ model: z.string().default('x'), team: z.string().default('') }),
    constructs: (scope, { model, team }, release) => {
      const labels = { ...release.labels, 'model-name': model, ...(team && { team }) };
      object(scope, 'ConfigMap', 'one', { metadata: { name: 'one', labels } });
      object(scope, 'Service', 'two', { metadata: { name: 'two', labels: { ...labels, only: 'here' } } });
    },
  });
  expect(helpers(chart.files)).toContain('model-name: {{ .Values.model | quote }}');
  expect(helpers(chart.files)).toContain('{{- with .Values.team }}\nteam: {{ . | quote }}\n{{- end }}');
  expect(chart.template('configmap.yaml')).not.toContain('model-name');
  expect(chart.template('service.yaml')).toContain('only: here');
  await expectEqualRendering(chart, [{ team: 'on' }]);
});

test('labels that one object lacks stay where they are', async () => {
  const chart = smallChart({
    values: z.object({ model: z.string().default('x') }),
    constructs: (scope, { model }, release) => {
      object(scope, 'ConfigMap', 'one', {
        metadata: { name: 'one', labels: { ...release.labels, 'model-name': model } },
      });
      object(scope, 'Service', 'two', {});
    },
  });
  expect(helpers(chart.files)).not.toContain('model-name');
  expect(chart.template('configmap.yaml')).toContain('model-name: {{ .Values.model | quote }}');
  await expectEqualRendering(chart);
});

test('selectors include only what selects', async () => {
  const chart = smallChart({
    values: z.object({ track: z.string().default('') }),
    spec: ({ track }, release) => ({
      selector: { matchLabels: { ...release.selectorLabels, ...(track && { track }) } },
      partly: { 'app.kubernetes.io/name': release.chartName },
    }),
  });
  expect(chart.spec).toContain('{{- include "demo.selectorLabels" . | nindent 6 }}');
  expect(chart.spec).toContain('app.kubernetes.io/name: {{ include "demo.name" . | quote }}');
  await expectEqualRendering(chart, [{ track: 'canary' }]);
});

test('what pods have of them comes from a template of its own', async () => {
  const chart = smallChart({
    values: z.object({ model: z.string().default('x'), team: z.string().default(''), track: z.string().default('a') }),
    constructs: (scope, { model, team, track }, release) => {
      const shared = { 'model-name': model, ...(team && { team }) };
      const labels = { ...release.labels, ...shared };
      const pod = { metadata: { labels: { ...release.selectorLabels, ...shared, track } } };
      object(scope, 'ConfigMap', 'one', { metadata: { name: 'one', labels } });
      object(scope, 'Deployment', 'two', { metadata: { name: 'two', labels }, spec: { template: pod } }, 'apps/v1');
    },
  });
  expect(helpers(chart.files).slice(helpers(chart.files).indexOf('{{- define "demo.labels"'))).toMatchInlineSnapshot(`
"{{- define "demo.labels" -}}
helm.sh/chart: {{ include "demo.chart" . | quote }}
{{ include "demo.podLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Those of them that pods have too: a new version of the chart alone does not restart pods.
*/}}
{{- define "demo.podLabels" -}}
{{ include "demo.selectorLabels" . }}
model-name: {{ .Values.model | quote }}
{{- with .Values.team }}
team: {{ . | quote }}
{{- end }}
{{- end }}

{{/*
The labels that select the pods of this release.
*/}}
{{- define "demo.selectorLabels" -}}
app.kubernetes.io/name: {{ include "demo.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}
"
`);
  expect(chart.template('deployment.yaml')).toMatchInlineSnapshot(`
"apiVersion: apps/v1
kind: Deployment
metadata:
  name: two
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
spec:
  template:
    metadata:
      labels:
        {{- include "demo.podLabels" . | nindent 8 }}
        track: {{ .Values.track | quote }}
"
`);
  await expectEqualRendering(chart, [{ team: 'on', track: 'b' }]);
});

test('labels of what a loop repeats stay in the loop', async () => {
  const chart = smallChart({
    values: z.object({ models: z.array(z.object({ name: z.string().regex(/^[a-z]+$/) })).default([]) }),
    constructs: (scope, { models }, release) => {
      for (const [index, { name }] of models.entries()) {
        const labels = { ...release.labels, 'model-name': name };
        object(scope, 'ConfigMap', `one-${index}`, { metadata: { name: `one-${name}`, labels } });
        object(scope, 'Service', `two-${index}`, { metadata: { name: `two-${name}`, labels } });
      }
    },
  });
  expect(helpers(chart.files)).not.toContain('model-name');
  expect(chart.template('configmap.yaml').match(/model-name: \{\{ \.name \| quote \}\}/g)).toHaveLength(2);
  await expectEqualRendering(chart, [{ models: [{ name: 'a' }, { name: 'b' }] }]);
});
