import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, smallChart } from '../trace/small-chart';

const toggle = z.boolean().default(false);
const secret = z.object({ secretName: z.string(), key: z.string() });

test('a condition does not ask again what is around it', async () => {
  const chart = smallChart({
    values: z.object({ mode: z.enum(['none', 's3', 'pvc']).default('none'), size: z.string().default('1Gi') }),
    spec: ({ mode, size }) => ({
      volumes: [
        { name: 'tmp' },
        ...(mode === 'none'
          ? []
          : [{ name: 'model', ...(mode === 's3' ? { emptyDir: { sizeLimit: size } } : { claim: 'model' }) }]),
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"volumes:
  - name: tmp
  {{- if ne .Values.mode "none" }}
  - name: model
    {{- if eq .Values.mode "pvc" }}
    claim: model
    {{- else }}
    emptyDir:
      sizeLimit: {{ .Values.size | quote }}
    {{- end }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ mode: 's3' }, { mode: 'pvc' }]);
});

test('one condition stands around two that are one inside of the other', async () => {
  const chart = smallChart({
    values: z.object({ enabled: toggle, warm: toggle, count: z.int().default(1) }),
    spec: ({ enabled, warm, count }) => ({ cache: enabled ? { warm: warm ? count : undefined, size: 1 } : undefined }),
    constructs: (scope, { enabled, warm, count }) => {
      if (enabled && warm) object(scope, 'ConfigMap', 'warm', { data: { count: String(count) } });
    },
  });
  expect(chart.template('configmap.yaml')).toMatch(/^\{\{- if and \.Values\.enabled \.Values\.warm \}\}\n/);
  expect(chart.spec).toMatchInlineSnapshot(`
"cache:
  size: 1
  {{- if .Values.warm }}
  warm: {{ .Values.count | int64 }}
  {{- end }}
{{- else }}
spec: {}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ enabled: true }, { enabled: true, warm: true }]);
});

test('what a condition has found to be there is reached without caution, in else as well', async () => {
  const chart = smallChart({
    values: z.object({ own: secret.optional(), builtIn: toggle, host: z.string().default('') }),
    spec: ({ own, builtIn, host }) => ({
      env:
        builtIn || (host && own)
          ? [{ name: 'PASSWORD', from: builtIn ? { name: 'built-in' } : { name: own?.secretName, key: own?.key } }]
          : [],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (and .Values.own .Values.host) .Values.builtIn }}
env:
  - name: PASSWORD
    from:
      {{- if .Values.builtIn }}
      name: built-in
      {{- else }}
      name: {{ .Values.own.secretName | quote }}
      key: {{ .Values.own.key | quote }}
      {{- end }}
{{- else }}
env: []
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { builtIn: true },
    { host: 'h', own: { secretName: 's', key: 'k' } },
    { own: { secretName: 's', key: 'k' } },
  ]);
});

test('what is comes before what is not', async () => {
  const chart = smallChart({
    values: z.object({ fixed: toggle, replicas: z.int().default(1) }),
    spec: ({ fixed, replicas }) => ({
      replicas: fixed ? replicas : undefined,
      scaling: fixed ? undefined : { max: 3 },
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.fixed }}
replicas: {{ .Values.replicas | int64 }}
{{- else }}
scaling:
  max: 3
{{- end }}"
`);
  await expectEqualRendering(chart, [{ fixed: true }]);
});

test('a key follows the dash: one that is always there, or an item for each alternative', async () => {
  const chart = smallChart({
    values: z.object({
      rules: z
        .array(
          z.object({
            from: z.array(z.any()).optional(),
            ports: z.array(z.any()).optional(),
            host: z.string().default(''),
          }),
        )
        .default([]),
      external: toggle,
    }),
    spec: ({ rules, external }) => ({
      ingress: rules.map(({ from, ports }) => ({ from, ports: ports ?? [{ port: 'http' }, { port: 'metrics' }] })),
      endpoints: [external ? { url: 'https://example.com' } : { port: 'http', path: '/' }],
      metrics: rules.map(({ host }) => (host ? { host } : { any: true })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.rules }}
metrics:
  {{- range .Values.rules }}
  {{- if .host }}
  - host: {{ .host | quote }}
  {{- else }}
  - any: true
  {{- end }}
  {{- end }}
ingress:
  {{- range .Values.rules }}
  - ports:
      {{- if not (kindIs "invalid" .ports) }}
      {{- toYaml .ports | nindent 8 }}
      {{- else }}
      - port: http
      - port: metrics
      {{- end }}
    {{- if not (kindIs "invalid" .from) }}
    from:
      {{- toYaml .from | nindent 8 }}
    {{- end }}
  {{- end }}
{{- else }}
metrics: []
ingress: []
{{- end }}
endpoints:
  {{- if .Values.external }}
  - url: https://example.com
  {{- else }}
  - path: /
    port: http
  {{- end }}"
`);
  await expectEqualRendering(chart, [
    { external: true, rules: [{ from: [{ a: 1 }] }, { ports: [], host: 'x' }, { from: [], ports: [{ port: 1 }] }] },
  ]);
});
