import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

describe('a discriminated union', () => {
  const source = z.discriminatedUnion('type', [
    z.object({ type: z.literal('s3'), bucket: z.string(), region: z.string().optional() }),
    z.object({ type: z.literal('http'), url: z.string() }),
    z.object({ type: z.literal('none') }),
  ]);
  const described = (value: z.output<typeof source>) => {
    if (value.type === 's3') return { uri: `s3://${value.bucket}`, region: value.region };
    return value.type === 'http' ? { uri: value.url } : { disabled: true };
  };
  const chart = smallChart({
    values: z.object({ main: source.default({ type: 'none' }), fallback: source.nullable().default(null) }),
    environments: {
      prod: { main: { type: 'http', url: 'https://example.com' }, fallback: { type: 's3', bucket: 'b' } },
    },
    spec: ({ main, fallback }) => ({ main: described(main), ...(fallback && { fallback: described(fallback) }) }),
  });

  test('is asked which of all its members it is', () => {
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if not (kindIs "invalid" .Values.fallback) }}
fallback:
  {{- if eq (.Values.fallback).type "none" }}
  disabled: true
  {{- else if eq (.Values.fallback).type "s3" }}
  {{- if hasKey (.Values.fallback | default dict) "region" }}
  region: {{ .Values.fallback.region | quote }}
  {{- end }}
  uri: {{ printf "s3://%s" .Values.fallback.bucket | quote }}
  {{- else if eq (.Values.fallback).type "http" }}
  uri: {{ .Values.fallback.url | quote }}
  {{- end }}
{{- end }}
main:
  {{- if eq .Values.main.type "none" }}
  disabled: true
  {{- else if eq .Values.main.type "s3" }}
  {{- if hasKey .Values.main "region" }}
  region: {{ .Values.main.region | quote }}
  {{- end }}
  uri: {{ printf "s3://%s" .Values.main.bucket | quote }}
  {{- else }}
  uri: {{ .Values.main.url | quote }}
  {{- end }}"
`);
    expect(chart.traced).toMatchObject({ fixed: [], dead: [] });
  });

  test('renders as the constructs build it', () => expectEqualRendering(chart));
});

test('literals of several types tell members apart', async () => {
  const chart = smallChart({
    values: z.object({
      version: z
        .discriminatedUnion('api', [
          z.object({ api: z.literal(1), path: z.string().default('/') }),
          z.object({ api: z.literal('next') }),
        ])
        .default({ api: 'next' }),
    }),
    environments: { old: { version: { api: 1 } } },
    spec: ({ version }) => (version.api === 1 ? { path: version.path } : { path: '/next', beta: true }),
  });
  expect(chart.traced).toMatchObject({ fixed: [], dead: [] });
  await expectEqualRendering(chart);
});
