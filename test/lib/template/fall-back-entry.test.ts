import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from '../trace/small-chart';

const port = z.int().min(1).max(65535);

test('what stands in for an empty value is said where the value is', async () => {
  const chart = smallChart({
    values: z.object({
      secret: z.string().default(''),
      name: z.string().default(''),
      builtIn: z.boolean().default(true),
      port: port.optional(),
      servicePort: port.default(80),
    }),
    spec: ({ secret, name, builtIn, port: own, servicePort }) => ({
      port: own ?? servicePort,
      secretName: builtIn ? secret || name || 'built-in' : 'elsewhere',
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"port: {{ .Values.port | default .Values.servicePort }}
{{- if .Values.builtIn }}
secretName: {{ coalesce .Values.secret .Values.name "built-in" | quote }}
{{- else }}
secretName: elsewhere
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { secret: 'a', name: 'b' },
    { name: 'b', port: 8080 },
    { builtIn: false, secret: 'a' },
  ]);
});

test('not where it may be missing, nor where numbers need another form than the ones they stand in for', async () => {
  const chart = smallChart({
    values: z.object({
      name: z.string().default(''),
      other: z.object({ name: z.string() }).optional(),
      count: z.int().default(0),
      fewest: z.int().default(1),
    }),
    spec: ({ name, other, count, fewest }) => ({ count: count || fewest, name: name || other?.name }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or .Values.name .Values.other }}
name: {{ .Values.name | default (.Values.other).name | quote }}
{{- end }}
{{- if .Values.count }}
count: {{ .Values.count | int64 }}
{{- else }}
count: {{ .Values.fewest | int64 }}
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { name: 'a' },
    { other: { name: 'b' } },
    { count: 3_000_000 },
    { name: 'a', other: { name: 'b' }, fewest: 5_000_000 },
  ]);
});

test('text that may be empty in the end stays text', async () => {
  const chart = smallChart({
    values: z.object({ a: z.string().default(''), b: z.string().default(''), c: z.string().default('') }),
    spec: ({ a, b, c }) => ({ text: a || b || c }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`"text: {{ .Values.a | default (.Values.b | default .Values.c) | quote }}"`);
  await expectEqualRendering(chart, [{ c: 'c' }, { b: 'b', c: 'c' }, { a: 'a', c: 'c' }]);
});
