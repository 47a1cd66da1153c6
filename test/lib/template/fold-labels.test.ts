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
