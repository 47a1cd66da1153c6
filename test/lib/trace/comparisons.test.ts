import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const on = z.boolean().default(false);
const port = z.int().min(1).max(65535);
const count = z.int().min(0).max(100);
const text = z.string();

test('an item is there where a number is another one', async () => {
  const chart = smallChart({
    values: z.object({
      port: port.default(8080),
      metrics: z.object({ on, port: port.default(9090) }).prefault({}),
    }),
    spec: ({ port, metrics }) => ({
      ports: [
        { name: 'http', containerPort: port },
        ...(metrics.on && metrics.port !== port ? [{ name: 'metrics', containerPort: metrics.port }] : []),
      ],
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"ports:
  - name: http
    containerPort: {{ .Values.port }}
  {{- if and .Values.metrics.on (ne (int64 .Values.port) (int64 .Values.metrics.port)) }}
  - name: metrics
    containerPort: {{ .Values.metrics.port }}
  {{- end }}"
`);
  await expectEqualRendering(chart, [
    { metrics: { on: true } },
    { metrics: { on: true, port: 8080 } },
    { port: 9090, metrics: { on: true } },
    { port: 9090 },
  ]);
});

test('a number that may be missing is not the same as any', async () => {
  const chart = smallChart({
    values: z.object({
      port: count.default(0),
      metrics: z.object({ port: count.optional() }).optional(),
    }),
    spec: ({ port, metrics }) => ({ port, isShared: metrics?.port === port, metrics: metrics?.port }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [{}, { metrics: {} }, { metrics: { port: 0 } }, { port: 2, metrics: { port: 2 } }]);
});

test('what stands in a condition before a comparison is asked first', () => {
  const chart = smallChart({
    values: z.object({ port: port.default(80), metrics: z.object({ port: port.optional() }).prefault({}) }),
    spec: ({ port, metrics }) => ({
      ports: [port, ...(metrics.port !== undefined && metrics.port !== port ? [metrics.port] : [])],
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"ports:
  - {{ .Values.port }}
  {{- if and .Values.metrics.port (ne (int64 .Values.port) (int64 .Values.metrics.port)) }}
  - {{ .Values.metrics.port }}
  {{- end }}"
`);
});

test('numbers are compared by which is larger', async () => {
  const chart = smallChart({
    values: z.object({ min: count.default(1), max: count.default(3), isFixed: on }),
    spec: ({ min, max, isFixed }) =>
      max > min && !isFixed ? { minReplicas: min, maxReplicas: max } : { replicas: min, isFull: min >= max },
  });
  expect(chart.traced.fixed).toEqual([]);
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (le (int64 .Values.max) (int64 .Values.min)) .Values.isFixed }}
replicas: {{ .Values.min }}
{{- if gt (int64 .Values.max) (int64 .Values.min) }}
isFull: false
{{- else }}
isFull: true
{{- end }}
{{- else }}
minReplicas: {{ .Values.min }}
maxReplicas: {{ .Values.max }}
{{- end }}"
`);
  await expectEqualRendering(chart, [{}, { min: 3 }, { min: 4 }, { isFixed: true }, { min: 0, max: 0 }, { max: 2 }]);
});

test('elements are compared with values outside, and with each other', async () => {
  const item = z.object({ name: text, port: port.default(80), target: port.default(80) });
  const chart = smallChart({
    values: z.object({ main: text.default('main'), port: port.default(80), items: z.array(item).default([]) }),
    spec: (values) => ({
      items: values.items
        .filter(({ name }) => name !== values.main)
        .map(({ name, port, target }) => ({
          name,
          port,
          ...(target !== port && { target }),
          ...(port === values.port && { isMain: true }),
        })),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { items: [{ name: 'main' }, { name: 'a' }, { name: 'b', port: 8080, target: 8080 }, { name: 'c', port: 8080 }] },
    { main: 'a', port: 8080, items: [{ name: 'main' }, { name: 'a' }, { name: 'c', port: 8080 }] },
  ]);
});

test('texts are compared, and several values in one condition', async () => {
  const chart = smallChart({
    values: z.object({
      on,
      host: text.default('a'),
      domain: text.default('b'),
      port: port.default(1),
      other: port.default(2),
    }),
    spec: ({ on, host, domain, port, other }) => ({
      isOwn: on && host === domain,
      ...((host === domain || port === other) && on ? { host, port } : {}),
    }),
  });
  expect(chart.traced.fixed).toEqual([]);
  await expectEqualRendering(chart, [
    { on: true, host: 'x', domain: 'x' },
    { on: true, host: 'x', domain: 'y' },
    { on: true, port: 5, other: 5 },
    { host: 'x', domain: 'x', port: 5, other: 5 },
  ]);
});

test('what is reckoned or joined from several values is told to be compared', () => {
  const chart = smallChart({
    values: z.object({
      min: count.default(1),
      max: count.default(3),
      name: text.default('a'),
      claim: text.default(''),
    }),
    spec: ({ min, max, name, claim }) => ({ isLarge: min + max > 64, isOwn: claim === `${name}-data` }),
  });
  expect(chart.traced.fixed.map(({ path }) => path).sort()).toEqual(['claim', 'max', 'min']);
});

test('a text that is compared with an option or a number is told', () => {
  const chart = smallChart({
    values: z.object({
      tier: z.enum(['hot', 'cold']).default('hot'),
      label: text.default('a'),
      size: text.default('b'),
      count,
    }),
    base: { count: 5 },
    spec: ({ tier, label, size, count }) => ({ isTier: label === tier, isCount: size === String(count) }),
  });
  expect(chart.traced.fixed.map(({ path }) => path).sort()).toEqual(['label', 'size']);
});
