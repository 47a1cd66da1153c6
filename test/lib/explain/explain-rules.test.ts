import { z } from 'zod';
import { withRules } from '../../../lib/values/rules/with-rules';
import { type ExplainedChartProps, explain } from './explain-small-chart';

const range = withRules(
  z.object({ min: z.int().default(1), max: z.int().default(5), note: z.string().default('') }),
  ({ atMost }) => [atMost('min', 'max')],
);

const values = withRules(
  z.object({
    tls: z.boolean().default(false),
    secret: z.string().default(''),
    range: range.prefault({}),
    ranges: z.array(range).default([{ min: 1, max: 2, note: '' }]),
    zones: z.record(z.string(), range).default({ a: { min: 1, max: 2, note: '' } }),
    labels: z.record(z.string(), z.string()).default({ owner: 'me' }),
    either: z.union([range, z.object({ kind: z.string() })]).optional(),
  }),
  ({ required, isTrue, forbidden, hasKey, valueAt }) => [
    required('secret', { when: isTrue('tls') }),
    forbidden(hasKey('labels', 'reserved')),
    forbidden(hasKey('labels', valueAt('secret'))),
  ],
);

const props: ExplainedChartProps<typeof values> = { values, spec: (all) => all };

/** The rules of what is said of a path: `<who>: <place>: <message>`. */
function rulesOf(path: string): string[] {
  return explain(props, path).flatMap(({ rules }) =>
    rules.map((rule) => `${rule.enforcedBy.join(' and ')}: ${rule.path}: ${rule.message}`),
  );
}

test('every value that takes part in a rule tells it, in its own words', () => {
  const rule = 'synth and chart: secret: required while tls is true; set it, or set tls to false';
  expect(rulesOf('tls')).toEqual([rule]);
  expect(rulesOf('secret')[0]).toBe(rule);
});

test('what only values decide is left open', () => {
  expect(rulesOf('range.max')).toEqual([
    'synth and chart: range.min: … is above range.max (…); lower it or raise range.max',
  ]);
  expect(rulesOf('labels')).toEqual([
    'synth and chart: labels.reserved: not allowed; remove it',
    'synth and chart: labels[…]: not allowed; remove it',
  ]);
});

test('values without rules have none', () => {
  expect(rulesOf('range.note')).toEqual([]);
});

test('elements of lists and entries of records have the rules of all', () => {
  expect(rulesOf('ranges[3].min')).toEqual([
    'synth and chart: ranges[].min: … is above ranges[].max (…); lower it or raise ranges[].max',
  ]);
  expect(rulesOf('zones.a.max')).toEqual([
    'synth and chart: zones.*.min: … is above zones.*.max (…); lower it or raise zones.*.max',
  ]);
  expect(rulesOf('ranges')).toEqual(rulesOf('ranges[3].min'));
});

test('rules that the chart cannot enforce are told as such', () => {
  expect(rulesOf('either')).toEqual(['synth: either.min: … is above either.max (…); lower it or raise either.max']);
});

test('as data, with all values that take part', () => {
  const [{ rules }] = explain(props, 'secret');
  expect(rules[0]).toEqual({
    path: 'secret',
    message: 'required while tls is true; set it, or set tls to false',
    values: ['secret', 'tls'],
    enforcedBy: ['synth', 'chart'],
  });
});
