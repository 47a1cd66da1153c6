import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const toggle = z.boolean().default(false);
const mode = z.enum(['s3', 'pvc', 'none']).default('s3');

test('items of a list that exclude each other are a chain, others keep their own conditions', async () => {
  const chart = smallChart({
    values: z.object({ mode, debug: toggle }),
    spec: ({ mode, debug }) => ({
      args: [
        ...(mode === 's3' ? ['--bucket'] : []),
        ...(mode === 'pvc' ? ['--folder', '--read-only'] : []),
        ...(debug ? ['--debug'] : []),
        ...(mode === 's3' ? ['--region'] : []),
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (ne .Values.mode "none") .Values.debug }}
args:
  {{- if eq .Values.mode "s3" }}
  - --bucket
  {{- else if eq .Values.mode "pvc" }}
  - --folder
  - --read-only
  {{- end }}
  {{- if .Values.debug }}
  - --debug
  {{- end }}
  {{- if eq .Values.mode "s3" }}
  - --region
  {{- end }}
{{- else }}
args: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ mode: 'pvc' }, { mode: 'none', debug: true }, { mode: 's3', debug: true }]);
});

test('what is there under a condition and another one goes inside of the first', async () => {
  const chart = smallChart({
    values: z.object({ cache: toggle, secure: toggle, host: z.string().default('') }),
    spec: ({ cache, secure, host }) => ({
      data: {
        CACHE: cache ? 'on' : undefined,
        CACHE_HOST: cache && host ? host : undefined,
        CACHE_TLS: cache && secure ? 'on' : undefined,
        NAME: 'demo',
        ZONE: cache ? 'a' : undefined,
      },
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"data:
  {{- if .Values.cache }}
  CACHE: "on"
  {{- with .Values.host }}
  CACHE_HOST: {{ . | quote }}
  {{- end }}
  {{- if .Values.secure }}
  CACHE_TLS: "on"
  {{- end }}
  ZONE: a
  {{- end }}
  NAME: demo"
`);
  await expectEqualRendering(chart, [{ cache: true, host: 'h' }, { cache: true, secure: true }, { secure: true }]);
});

test('what excludes every branch becomes the last one', async () => {
  const chart = smallChart({
    values: z.object({ mode, path: z.string().default('/') }),
    spec: ({ mode, path }) => ({
      name: 'model',
      mountPath: mode === 'pvc' ? path : mode === 's3' ? '/models' : undefined,
      subPath: mode === 's3' ? path : undefined,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"name: model
{{- if eq .Values.mode "pvc" }}
mountPath: {{ .Values.path | quote }}
{{- else if eq .Values.mode "s3" }}
mountPath: /models
subPath: {{ .Values.path | quote }}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ mode: 'pvc' }, { mode: 'none' }]);
});

test('fields stay where readers look for them, whatever their conditions', async () => {
  const chart = smallChart({
    values: z.object({ gpu: toggle }),
    spec: ({ gpu }) => ({
      containers: [
        {
          name: 'server',
          securityContext: gpu ? { privileged: true } : undefined,
          image: 'x',
          resources: gpu ? { limits: { gpu: 1 } } : undefined,
          volumeMounts: gpu ? [{ name: 'driver' }] : undefined,
        },
      ],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"containers:
  - name: server
    {{- if .Values.gpu }}
    securityContext:
      privileged: true
    {{- end }}
    image: x
    {{- if .Values.gpu }}
    resources:
      limits:
        gpu: 1
    volumeMounts:
      - name: driver
    {{- end }}"
`);
  await expectEqualRendering(chart, [{ gpu: true }]);
});
