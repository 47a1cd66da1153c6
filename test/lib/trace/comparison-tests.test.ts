import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const number = (least: number, most: number, value: number) => z.int().min(least).max(most).default(value);

test('conditions on two whole numbers', async () => {
  const chart = smallChart({
    values: z.object({
      spare: number(0, 64, 0),
      count: number(1, 8, 1),
      other: z.int().default(3),
      another: z.int().default(4),
    }),
    spec: ({ spare, count, other, another }) => ({
      maxSurge: spare >= count ? 1 : 0,
      maxUnavailable: spare >= count ? 0 : 1,
      more: other > another,
      ...(other === another && { same: true }),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if ge (int64 .Values.spare) (int64 .Values.count) }}
maxUnavailable: 0
maxSurge: 1
{{- else }}
maxUnavailable: 1
maxSurge: 0
{{- end }}
{{- if ge (int64 .Values.another) (int64 .Values.other) }}
more: false
{{- else }}
more: true
{{- end }}
{{- if eq (int64 .Values.another) (int64 .Values.other) }}
same: true
{{- end }}"
`);
  await expectEqualRendering(chart, [
    { spare: 1 },
    { spare: 2, count: 3 },
    { other: 4 },
    { other: 5 },
    { other: -5, another: -6 },
  ]);
});

test('beside other conditions', async () => {
  const chart = smallChart({
    values: z.object({
      on: z.boolean().default(true),
      kind: z.enum(['rolling', 'other']).default('rolling'),
      spare: number(0, 16, 4),
      count: number(0, 8, 2),
    }),
    spec: ({ on, kind, spare, count }) => ({
      strategy:
        on && kind === 'rolling' && spare >= count ? { rollingUpdate: { maxSurge: count } } : { type: 'Recreate' },
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"strategy:
  {{- if or (not .Values.on) (eq .Values.kind "other") (and (ge (int64 .Values.count) (int64 .Values.spare)) (ne (int64 .Values.count) (int64 .Values.spare))) }}
  type: Recreate
  {{- end }}
  {{- if and .Values.on (eq .Values.kind "rolling") (ge (int64 .Values.spare) (int64 .Values.count)) }}
  rollingUpdate:
    maxSurge: {{ .Values.count }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [{ spare: 1 }, { kind: 'other', spare: 8 }]);
});
