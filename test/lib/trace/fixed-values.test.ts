import { z } from 'zod';
import { TraceError } from '../../../lib/errors';
import { object, type SmallChartProps, smallChart } from './small-chart';

const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('uri'), uri: z.string() }),
  z.object({ type: z.literal('none') }),
]);

test('an option of a union that no environment takes, with something that templates cannot express, fixes the union', () => {
  const chart = smallChart({
    values: z.object({ source: source.default({ type: 'none' }) }),
    spec: ({ source }) => ({ name: source.type === 'uri' ? source.uri.split(':')[1] : 'none' }),
  });
  expect(chart.traced.fixed.map(({ path, value }) => ({ path, value }))).toEqual([
    { path: 'source', value: { type: 'none' } },
  ]);
  expect(chart.files.get('values.schema.json')).not.toContain('"source"');
});

test.each([{}, { uri: 'q' }])('what is around the value may be missing in base: %j', (inner) => {
  const values = z.object({ source: z.object({ uri: z.string().default('a/b') }).optional() });
  const spec: SmallChartProps<typeof values>['spec'] = ({ source }) => ({
    name: source ? source.uri.split(':')[1] : 'none',
  });
  const refused = () => smallChart({ values, environments: { prod: { source: inner } }, spec });
  expect(refused).toThrow(TraceError);
  expect(refused).toThrow(
    /^The constructs cannot become a chart:\n {2}environment prod: source: no template can express what \S+ makes of source\.uri at Example example\.spec\.name, so the chart must fix it, but its value differs from that of base; let the constructs copy it, join it/,
  );
});

test('a value may be fixed whatever characters its key has', () => {
  const text = z.string().default('x-y');
  const chart = smallChart({
    values: z.object({ 'a/b': text, inside: z.object({ 'c.d': text, plain: text }).prefault({}) }),
    spec: ({ inside, ...values }) => ({
      first: values['a/b'].split('-')[1],
      second: inside['c.d'].split('-')[1],
      plain: inside.plain,
    }),
  });
  expect(chart.traced.fixed.map(({ path }) => path).toSorted()).toEqual(['["a/b"]', 'inside["c.d"]']);
});

test('what cannot be expressed in one object fixes nothing that only decides about another one', () => {
  const chart = smallChart({
    values: z.object({ on: z.boolean().default(true), scripts: z.record(z.string(), z.string()).default({}) }),
    constructs: (scope, { on, scripts }) => {
      if (on) object(scope, 'Example', 'one', {});
      const steps = Object.keys(scripts).map((key, index) => ({ name: `step-${index}`, command: `/scripts/${key}` }));
      object(scope, 'Example', 'two', { spec: { steps } });
    },
  });
  expect(chart.traced.fixed.map(({ path }) => path)).toEqual(['scripts']);
});
