import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const dictionary = z.record(z.string(), z.string()).default({});

describe('a part of the values that is copied whole', () => {
  test('a dictionary, a sequence, an object', async () => {
    const chart = smallChart({
      values: z.object({
        labels: dictionary,
        args: z.array(z.string()).default([]),
        tolerations: z.array(z.object({ key: z.string(), value: z.string().optional() })).default([]),
        probe: z
          .object({ path: z.string().default('/'), period: z.int().default(10), port: z.int().optional() })
          .prefault({}),
      }),
      spec: (values) => ({ ...values }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"labels:
  {{- toYaml .Values.labels | nindent 4 }}
args:
  {{- toYaml .Values.args | nindent 4 }}
tolerations:
  {{- toYaml .Values.tolerations | nindent 4 }}
probe:
  {{- toYaml .Values.probe | nindent 4 }}"
`);
    await expectEqualRendering(chart);
  });

  test('under a key that is there only if it is not empty', async () => {
    const chart = smallChart({
      values: z.object({
        nodeSelector: dictionary,
        args: z.array(z.string()).default([]),
        strategy: z.object({ type: z.string(), surge: z.int().optional() }).optional(),
      }),
      spec: ({ nodeSelector, args, strategy }) => ({
        always: 1,
        nodeSelector: Object.keys(nodeSelector).length > 0 ? nodeSelector : undefined,
        args: args.length > 0 ? args : undefined,
        strategy,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- with .Values.strategy }}
strategy:
  {{- toYaml . | nindent 4 }}
{{- end }}
{{- with .Values.args }}
args:
  {{- toYaml . | nindent 4 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 4 }}
{{- end }}
always: 1"
`);
    await expectEqualRendering(chart, [{ strategy: { type: 'x' } }]);
  });

  test('of any form', async () => {
    const chart = smallChart({
      values: z.object({
        affinity: z.any().default({}),
        extra: z.array(z.looseObject({ name: z.string() })).default([]),
      }),
      spec: ({ affinity, extra }) => ({
        always: 1,
        affinity: Object.keys(affinity).length > 0 ? affinity : undefined,
        extra,
      }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 4 }}
{{- end }}
always: 1
extra:
  {{- toYaml .Values.extra | nindent 4 }}"
`);
    await expectEqualRendering(chart, [{ affinity: { deep: [{ a: 'on', b: [1, 1.5, null, true] }] } }]);
  });

  test('is written out where the constructs add to it or leave something out', async () => {
    const chart = smallChart({
      values: z.object({
        probe: z.object({ enabled: z.boolean().default(true), path: z.string().default('/') }).prefault({}),
      }),
      spec: ({ probe: { enabled, path } }) => ({ probe: enabled ? { path, scheme: 'HTTP' } : undefined, always: 1 }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"always: 1
{{- if .Values.probe.enabled }}
probe:
  path: {{ .Values.probe.path | quote }}
  scheme: HTTP
{{- end }}"
`);
    await expectEqualRendering(chart, [{ probe: { enabled: false } }]);
  });
});

test('an empty map or list that means something stays', async () => {
  const chart = smallChart({
    values: z.object({ medium: z.string().default(''), allowAll: z.boolean().default(false) }),
    spec: ({ medium, allowAll }) => ({
      emptyDir: medium ? { medium } : {},
      rules: allowAll ? [{}] : [],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.allowAll }}
rules:
  - {}
{{- else }}
rules: []
{{- end }}
{{- if .Values.medium }}
emptyDir:
  medium: {{ .Values.medium | quote }}
{{- else }}
emptyDir: {}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ medium: 'Memory', allowAll: true }]);
});
