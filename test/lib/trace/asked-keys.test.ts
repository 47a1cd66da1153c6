import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const record = z.record(z.string(), z.string()).default({});

test('what is there unless a record has a key', async () => {
  const chart = smallChart({
    values: z.object({ env: record, labels: record }),
    spec: ({ env, labels }) => ({
      env: [
        ...Object.entries(env).map(([name, value]) => ({ name, value })),
        ...('LOG_LEVEL' in env ? [] : [{ name: 'LOG_LEVEL', value: 'info' }]),
      ],
      isOwned: Object.keys(labels).includes('team') || Object.hasOwn(labels, 'owner'),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"env:
  {{- range $key, $value := .Values.env }}
  - name: {{ $key | quote }}
    value: {{ $value | quote }}
  {{- end }}
  {{- if not (hasKey .Values.env "LOG_LEVEL") }}
  - name: LOG_LEVEL
    value: info
  {{- end }}
{{- if or (hasKey .Values.labels "team") (hasKey .Values.labels "owner") }}
isOwned: true
{{- else }}
isOwned: false
{{- end }}"
`);
  await expectEqualRendering(chart, [
    {},
    { env: { LOG_LEVEL: '', A: 'b' }, labels: { team: '' } },
    { env: { A: 'b' }, labels: { owner: 'x', app: 'y' } },
  ]);
});

type Values = { readonly env: Record<string, string> };

test.each<[string, (values: Values) => unknown]>([
  ['taken out', ({ env: { DEBUG, ...rest } }) => ({ debug: DEBUG ?? 'no', rest })],
  ['taken out, with a default', ({ env: { DEBUG = 'no' } }) => ({ debug: DEBUG })],
  ['asked for whether it is empty', ({ env }) => ({ debug: env.DEBUG ? 'yes' : 'no' })],
  ['compared', ({ env }) => ({ debug: env.DEBUG === 'on' })],
])('an entry that is %s cannot be expressed, and is told', (_, spec) => {
  const { traced } = smallChart({ values: z.object({ env: record }), spec });
  expect(traced.fixed.map(({ path }) => path)).toEqual(['env']);
});

test('an entry that replaces one of a record keeps its place in a list of them, which no template can say', () => {
  const { traced } = smallChart({
    values: z.object({ on: z.boolean().default(true), env: record, proxy: z.object({ image: z.string() }).optional() }),
    spec: ({ on, env: { ...others }, proxy }) => {
      const debug = on;
      const all = Object.entries({ ...others, debug });
      return { proxy: proxy?.image, env: all.map(([name, value]) => ({ name, value: String(value) })) };
    },
  });
  expect(traced.fixed.map(({ path }) => path)).toEqual(['env']);
});
