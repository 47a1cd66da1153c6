import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const number = (least: number, most: number, value: number) => z.int().min(least).max(most).default(value);

test('products and quotients, also inside of text, with other values around', async () => {
  const chart = smallChart({
    values: z.object({
      size: number(1, 100_000, 16),
      bandwidth: number(1, 100_000, 250),
      load: number(0, 86_400, 30),
      period: number(1, 300, 10),
      name: z.string().default('model'),
    }),
    spec: ({ size, bandwidth, load, period, name }) => {
      const seconds = Math.ceil((size * 1024) / bandwidth) + load;
      return {
        seconds,
        threshold: Math.ceil(seconds / period),
        deadline: Math.max(600, seconds + 60),
        text: `${name}: ${seconds}s of ${size * period}`,
      };
    },
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"threshold: {{ div (add (div (add (mul .Values.size 1024) (sub .Values.bandwidth 1)) .Values.bandwidth) .Values.load (sub .Values.period 1)) .Values.period }}
deadline: {{ max (add (div (add (mul .Values.size 1024) (sub .Values.bandwidth 1)) .Values.bandwidth) .Values.load 60) 600 }}
seconds: {{ add (div (add (mul .Values.size 1024) (sub .Values.bandwidth 1)) .Values.bandwidth) .Values.load }}
text: {{ printf "%s: %ds of %d" .Values.name (add (div (add (mul .Values.size 1024) (sub .Values.bandwidth 1)) .Values.bandwidth) .Values.load) (mul .Values.size .Values.period) | quote }}"
`);
  await expectEqualRendering(chart, [
    { size: 100_000, bandwidth: 1 },
    { size: 1, bandwidth: 1024, load: 0 },
  ]);
});

test('under conditions and in loops', async () => {
  const chart = smallChart({
    values: z.object({
      on: z.boolean().default(true),
      factor: number(0, 1000, 2),
      count: number(0, 1000, 3),
      items: z.array(z.object({ name: z.string(), cores: number(1, 64, 4), threads: number(1, 64, 2) })).default([]),
    }),
    spec: ({ on, factor, count, items }) => ({
      size: on ? factor * count : factor + count,
      share: factor === 0 ? 'none' : Math.floor(count / factor),
      items: items.map(({ name, cores, threads }) => ({ name, total: cores * threads })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.items }}
items:
  {{- range .Values.items }}
  - name: {{ .name | quote }}
    total: {{ mul .cores .threads }}
  {{- end }}
{{- else }}
items: []
{{- end }}
{{- if .Values.factor }}
share: {{ div .Values.count .Values.factor }}
{{- else }}
share: none
{{- end }}
{{- if .Values.on }}
size: {{ mul .Values.factor .Values.count }}
{{- else }}
size: {{ add .Values.factor .Values.count }}
{{- end }}"
`);
  await expectEqualRendering(chart, [{ factor: 0 }, { on: false, items: [{ name: 'a' }, { name: 'b', cores: 64 }] }]);
});

test('the larger or smaller of a value and a constant', async () => {
  const chart = smallChart({
    values: z.object({ count: number(0, 1000, 3) }),
    spec: ({ count }) => ({
      count,
      least: Math.max(count, 5),
      most: Math.min(count, 50),
      text: `${Math.max(count, 2)}s`,
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"count: {{ .Values.count }}
least: {{ max .Values.count 5 }}
most: {{ min .Values.count 50 }}
text: "{{ max .Values.count 2 }}s""
`);
  await expectEqualRendering(chart, [{ count: 4 }, { count: 5 }, { count: 50 }, { count: 51 }]);
});

test('what Helm would reckon in another way is fixed, and told how not to be', () => {
  const fixed = (schema: z.ZodType, spec: (values: { one: number; two: number }) => object) =>
    smallChart({ values: z.object({ one: schema, two: schema }), spec: spec as never }).traced.fixed.map(
      ({ readAt, ...value }) => value,
    );
  expect(fixed(z.int().default(3), ({ one, two }) => ({ product: one * two }))).toMatchInlineSnapshot(`
[
  {
    "path": "one",
    "reason": "its effect on Example example.spec.product cannot be written as a template: what is reckoned from it may be above 2^53 - 1, where Helm and JavaScript part ways; give all that is multiplied or divided a .max(…)",
    "value": 3,
  },
]
`);
  expect(fixed(z.int().max(100).default(3), ({ one }) => ({ half: Math.ceil(one / 2) }))).toMatchInlineSnapshot(`
[
  {
    "path": "one",
    "reason": "its effect on Example example.spec.half cannot be written as a template: what is divided may be negative, which Helm rounds in another way than JavaScript; give all of it a .min(0), and what it is divided by a .min(1)",
    "value": 3,
  },
]
`);
});

test('remainders and powers are fixed', () => {
  const chart = smallChart({
    values: z.object({ count: number(1, 1000, 3), power: number(1, 1000, 4) }),
    spec: ({ count, power }) => ({ rest: count % 7, power: power ** 2 }),
  });
  expect(chart.traced.fixed.map(({ path }) => path).sort()).toEqual(['count', 'power']);
});
