import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from './small-chart';

test('what constructs ask about the release is asked by the template too', async () => {
  const chart = smallChart({
    values: z.object({}),
    spec: (_, release) => ({
      name: release.name,
      namespace: release.namespace,
      appVersion: release.appVersion,
      managedBy: release.service,
      chartName: release.chartName,
      chartLabel: release.chartLabel,
      fullname: release.fullname(),
      suffixed: release.fullname('api'),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"name: {{ .Release.Name | quote }}
namespace: {{ .Release.Namespace | quote }}
appVersion: {{ .Chart.AppVersion | quote }}
chartLabel: {{ include "demo.chart" . | quote }}
chartName: {{ include "demo.name" . | quote }}
fullname: {{ include "demo.fullname" . | quote }}
managedBy: {{ .Release.Service | quote }}
suffixed: {{ include "demo.resourceName" (list . "api") | quote }}"
`);
  await expectEqualRendering(chart);
});

test('inside of text, and as keys', async () => {
  const chart = smallChart({
    values: z.object({ text: z.string().default('x') }),
    spec: ({ text }, release) => ({
      host: `${release.fullname('api')}.${release.namespace}.svc`,
      image: `server:${release.appVersion}`,
      mixed: `${release.name}/${text}`,
      [`${release.name}.json`]: 1,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"image: {{ printf "server:%s" .Chart.AppVersion | quote }}
host: "{{ include "demo.resourceName" (list . "api") }}.{{ .Release.Namespace }}.svc"
mixed: {{ printf "%s/%s" .Release.Name .Values.text | quote }}
"{{ .Release.Name }}.json": 1"
`);
  await expectEqualRendering(chart);
});

test('the labels of every object and the selector labels are named templates', async () => {
  const chart = smallChart({
    values: z.object({ labels: z.record(z.string().regex(/^own/), z.string()).default({}) }),
    spec: ({ labels }, release) => ({
      selector: { matchLabels: release.selectorLabels },
      labels: { ...release.labels, tier: 'api', ...labels },
    }),
  });
  expect(chart.template('example.yaml')).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Example
metadata:
  name: example
  namespace: {{ .Release.Namespace | quote }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
spec:
  labels:
    {{- include "demo.labels" . | nindent 4 }}
    tier: api
    {{- with .Values.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  selector:
    matchLabels:
      {{- include "demo.selectorLabels" . | nindent 6 }}
"
`);
  await expectEqualRendering(chart, [{ labels: { own: 'on' } }]);
});

test('names follow nameOverride and fullnameOverride, however long', async () => {
  const chart = smallChart({
    values: z.object({ nameOverride: z.string().default(''), fullnameOverride: z.string().default('') }),
    constructs: (scope, _, release) => {
      object(scope, 'ConfigMap', release.fullname(), {});
      object(scope, 'ConfigMap', release.fullname('a-suffix'), {});
    },
  });
  const long = 'very-long-name-'.repeat(6);
  await expectEqualRendering(
    chart,
    ['other', 'demo', long, long.slice(0, 50), long.slice(0, 62), `${long.slice(0, 53)}-x`].flatMap((name) => [
      { nameOverride: name },
      { fullnameOverride: name },
      { nameOverride: 'x', fullnameOverride: name },
    ]),
  );
  expect(chart.traced.dead).toEqual([]);
});
