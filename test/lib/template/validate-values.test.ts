import { z } from 'zod';
import { withRules } from '../../../lib/values/rules/with-rules';
import { helmBinary } from '../../helm/binaries';
import { lintChart } from '../../helm/lint-chart';
import { refusedValues } from '../../helm/refused-values';
import { renderChart } from '../../helm/render-chart';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';
import { smallChart } from '../trace/small-chart';
import { problemTexts } from '../values/rules/problem-texts';

const range = () =>
  withRules(z.object({ min: z.int().default(1), max: z.int().default(10) }), ({ atMost }) => [atMost('min', 'max')]);
const quota = () =>
  withRules(z.object({ min: z.int(), max: z.int().optional() }), ({ atMost }) => [atMost('min', 'max')]);

const values = withRules(
  z.object({
    enabled: z.boolean().default(true),
    name: z.string().default('a'),
    'my-key': z.string().default(''),
    ratio: z.number().default(0.5),
    range: range().prefault({}),
    limit: quota().optional(),
    tenants: z.array(z.object({ quotas: z.record(z.string(), quota()) })).default([]),
    source: z
      .discriminatedUnion('type', [
        withRules(z.object({ type: z.literal('bucket'), bucket: z.string() }), ({ required }) => [required('bucket')]),
        z.object({ type: z.literal('none') }),
      ])
      .default({ type: 'none' }),
  }),
  ({ required, atMost, isTrue, product, words }) => [
    required('name', { when: isTrue('enabled'), message: words`100% of charts have a "name"; see ${'my-key'}` }),
    atMost(product('range.min', 'range.max'), 100),
    atMost('ratio', 'limit.max'),
  ],
);
const chart = smallChart({ values, spec: ({ name, range }) => ({ name, range }) });
const folder = temporaryChart('demo', Object.fromEntries(chart.files));

/** The part of `_helpers.tpl` that the rules are. */
const printed = (files: ReadonlyMap<string, string>) =>
  files.get('templates/_helpers.tpl')?.split(/(?=\{\{\/\*\nFails where)/)[1];

test('a named template collects what is wrong and fails once', () => {
  expect(printed(chart.files)).toMatchInlineSnapshot(`
"{{/*
Fails where values do not fit together, and says which.
*/}}
{{- define "demo.validateValues" -}}
{{- $problems := list }}
{{- if and .Values.enabled (not .Values.name) }}
{{- $problems = append $problems "name: 100% of charts have a \\"name\\"; see [\\"my-key\\"]" }}
{{- end }}
{{- if gt (mulf .Values.range.min .Values.range.max) 100.0 }}
{{- $problems = append $problems (printf "range.min: range.min × range.max (%s) is above 100; lower the product" (toJson (mulf .Values.range.min .Values.range.max))) }}
{{- end }}
{{- if and (not (kindIs "invalid" (.Values.limit).max)) (gt (float64 .Values.ratio) (float64 (.Values.limit).max)) }}
{{- $problems = append $problems (printf "ratio: %s is above limit.max (%d); lower it or raise limit.max" (toRawJson .Values.ratio) (int64 .Values.limit.max)) }}
{{- end }}
{{- if gt (int64 .Values.range.min) (int64 .Values.range.max) }}
{{- $problems = append $problems (printf "range.min: %d is above range.max (%d); lower it or raise range.max" (int64 .Values.range.min) (int64 .Values.range.max)) }}
{{- end }}
{{- if .Values.limit }}
{{- if and (not (kindIs "invalid" .Values.limit.max)) (gt (int64 .Values.limit.min) (int64 .Values.limit.max)) }}
{{- $problems = append $problems (printf "limit.min: %d is above limit.max (%d); lower it or raise limit.max" (int64 .Values.limit.min) (int64 .Values.limit.max)) }}
{{- end }}
{{- end }}
{{- range $index, $tenant := .Values.tenants }}
{{- range $key, $value := .quotas }}
{{- if and (not (kindIs "invalid" .max)) (gt (int64 .min) (int64 .max)) }}
{{- $problems = append $problems (printf "tenants[%d].quotas%s.min: %d is above tenants[%d].quotas%s.max (%d); lower it or raise tenants[%d].quotas%s.max" $index (include "demo.keyStep" $key) (int64 .min) $index (include "demo.keyStep" $key) (int64 .max) $index (include "demo.keyStep" $key)) }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .Values.source.type "bucket" }}
{{- if not .Values.source.bucket }}
{{- $problems = append $problems "source.bucket: required; set it" }}
{{- end }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\\nThe values of %s do not fit together:\\n  %s" .Chart.Name (join "\\n  " $problems)) }}
{{- end }}
{{- end }}

{{/*
A key as a step of a path: .key, or ["a key"] where it is no identifier; nothing where there is none.
*/}}
{{- define "demo.keyStep" -}}
{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" (toString .) }}.{{ . }}
{{- else if kindIs "string" . }}[{{ toRawJson . }}]
{{- end }}
{{- end }}
"
`);
  expect(chart.template('validate-values.yaml')).toBe('{{- include "demo.validateValues" . }}\n');
});

test('a chart without rules has nothing of it', () => {
  const { files } = smallChart({ values: z.object({ a: z.string().default('') }), spec: ({ a }) => ({ a }) });
  expect([...files.keys()].filter((file) => file.startsWith('templates/'))).toEqual([
    'templates/NOTES.txt',
    'templates/_helpers.tpl',
    'templates/example.yaml',
  ]);
  expect(files.get('templates/_helpers.tpl')).not.toMatch(/validateValues|keyStep/);
});

/** The chart twice below another one, once under an alias. */
const parent = temporaryChart('parent', {
  'Chart.yaml': JSON.stringify({
    apiVersion: 'v2',
    name: 'parent',
    version: '1.0.0',
    dependencies: [
      { name: 'demo', version: '1.2.3' },
      { name: 'demo', version: '1.2.3', alias: 'second', condition: 'wanted' },
    ],
  }),
  ...Object.fromEntries([...chart.files].map(([path, text]) => [`charts/demo/${path}`, text])),
});

const broken = {
  name: '',
  range: { min: 20, max: 10 },
  limit: { min: 3, max: 0 },
  tenants: [
    { quotas: {} },
    { quotas: { 'a/b': { min: 1 }, 'it "is"': { min: 2, max: 1 }, plain: { min: 9, max: 8 } } },
  ],
  source: { type: 'bucket', bucket: '' },
};

describe.each([3, 4] as const)('with Helm %i', (major) => {
  const refused = async (input: { values?: object; set?: string[]; folder?: string }) =>
    refusedValues({
      helm: await helmBinary(major),
      chart: input.folder ?? folder,
      values: input.values as Record<string, unknown>,
      set: input.set,
    });

  test('all broken rules are told in one failure, in the words of synth', async () => {
    const outcome = await refused({ values: broken });
    expect(outcome?.chart).toBe('demo');
    expect(outcome?.problems).toHaveLength(8);
    expect([...(outcome?.problems ?? [])].sort()).toEqual(problemTexts(values, broken).sort());
  });

  test('values that break none are rendered, without a trace of the rules', async () => {
    const objects = await renderChart({ helm: await helmBinary(major), chart: folder, values: { ratio: 0.25 } });
    expect(objects.map(({ kind }) => kind)).toEqual(['Example']);
  });

  test('also with numbers of the command line, which Helm reads as another type than those of files', async () => {
    expect(await refused({ set: ['range.min=11'] })).toEqual({
      chart: 'demo',
      problems: [
        'range.min: range.min × range.max (110) is above 100; lower the product',
        'range.min: 11 is above range.max (10); lower it or raise range.max',
      ],
    });
    expect(await refused({ set: ['range.min=2,range.max=1000000'] })).toMatchObject({
      problems: ['range.min: range.min × range.max (2000000) is above 100; lower the product'],
    });
    expect(await refused({ set: ['range.min=10'] })).toBeUndefined();
  });

  test('when a single template is asked for', async () => {
    const helm = await helmBinary(major);
    const args = ['template', folder, '--show-only', 'templates/example.yaml'];
    expect((await runHelm(helm, args)).stdout).toContain('kind: Example');
    const { exitCode, stderr } = await runHelm(helm, [...args, '--set', 'name=']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('name: 100% of charts have a "name"; see ["my-key"]');
  });

  test('helm lint is silent', async () => {
    expect(await lintChart({ helm: await helmBinary(major), chart: folder })).toEqual([]);
  });

  test('as a subchart, under its alias', async () => {
    expect(await refused({ folder: parent, set: ['demo.range.min=11'] })).toMatchObject({ chart: 'demo' });
    expect(await refused({ folder: parent, set: ['second.range.max=0'] })).toEqual({
      chart: 'second',
      problems: ['range.min: 1 is above range.max (0); lower it or raise range.max'],
    });
    expect(await refused({ folder: parent, set: ['second.range.max=0,wanted=false'] })).toBeUndefined();
  });
});

test('the failure reads like that of synth', async () => {
  const { stderr } = await runHelm(await helmBinary(4), ['template', folder, '--set', 'name=,range.min=11']);
  expect(stderr).toMatchInlineSnapshot(`
"Error: execution error at (demo/templates/validate-values.yaml:5:4): 
The values of demo do not fit together:
  name: 100% of charts have a "name"; see ["my-key"]
  range.min: range.min × range.max (110) is above 100; lower the product
  range.min: 11 is above range.max (10); lower it or raise range.max

Use --debug flag to render out invalid YAML
"
`);
});

describe('values that the chart fixes are constants', () => {
  /** No template can say what becomes of a reversed text, and none of a square root. */
  const reversed = (text: string) => [...text].reverse().join('');
  const fixedValues = withRules(
    z.object({
      mode: z.string().default('abc'),
      most: z.number().default(5),
      nothing: z.number().optional(),
      taken: z.record(z.string(), z.string()).default({ cpu: '1' }),
      quotas: z.array(quota()).default([{ min: 1, max: 2 }]),
      least: z.int().default(1),
      name: z.string().default('a'),
      labels: z.record(z.string(), z.string()).default({}),
    }),
    ({ required, forbidden, atMost, equals, hasKey, isSame, isAbove, valueAt, not, any }) => [
      required('name', { when: equals('mode', 'abc') }),
      required('labels', { when: not(equals('mode', 'abc')) }),
      atMost('least', 'most'),
      atMost('least', 'nothing'),
      forbidden(isSame('name', 'mode')),
      forbidden(hasKey('labels', valueAt('mode'))),
      forbidden(hasKey('taken', valueAt('name'))),
      forbidden('labels', { when: any(isAbove('most', 9), isAbove('least', 3)) }),
      forbidden('least', { when: isAbove('most', 9) }),
    ],
  );
  const { files, traced } = smallChart({
    values: fixedValues,
    spec: ({ mode, most, nothing, taken, quotas, least, name, labels }) => ({
      mode: reversed(mode),
      most: Math.sqrt(most),
      nothing: nothing === undefined ? 0 : Math.sqrt(nothing),
      taken: reversed(Object.keys(taken).join('')),
      quotas: quotas.map(({ min }) => Math.sqrt(min)),
      least,
      name,
      labels,
    }),
  });

  test('in the chart', () => {
    expect(traced.fixed.map(({ path }) => path).sort()).toEqual(['mode', 'most', 'nothing', 'quotas', 'taken']);
    expect(printed(files)).toMatchInlineSnapshot(`
"{{/*
Fails where values do not fit together, and says which.
*/}}
{{- define "demo.validateValues" -}}
{{- $problems := list }}
{{- if not .Values.name }}
{{- $problems = append $problems "name: required while mode is \\"abc\\"; set it, or change mode" }}
{{- end }}
{{- if gt (int64 .Values.least) 5 }}
{{- $problems = append $problems (printf "least: %d is above most (5); lower it or raise most" (int64 .Values.least)) }}
{{- end }}
{{- if eq .Values.name "abc" }}
{{- $problems = append $problems (printf "name: %s is the same as mode (\\"abc\\"); change it or mode" (toRawJson .Values.name)) }}
{{- end }}
{{- if hasKey .Values.labels "abc" }}
{{- $problems = append $problems "labels.abc: not allowed; remove it" }}
{{- end }}
{{- if eq .Values.name "cpu" }}
{{- $problems = append $problems (printf "taken%s: not allowed; remove it" (include "demo.keyStep" .Values.name)) }}
{{- end }}
{{- if and (gt (int64 .Values.least) 3) .Values.labels }}
{{- $problems = append $problems (printf "labels: not allowed while most (5) is above 9 or least (%d) is above 3; remove it, or lower most and lower least" (int64 .Values.least)) }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\\nThe values of %s do not fit together:\\n  %s" .Chart.Name (join "\\n  " $problems)) }}
{{- end }}
{{- end }}

{{/*
A key as a step of a path: .key, or ["a key"] where it is no identifier; nothing where there is none.
*/}}
{{- define "demo.keyStep" -}}
{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" (toString .) }}.{{ . }}
{{- else if kindIs "string" . }}[{{ toRawJson . }}]
{{- end }}
{{- end }}
"
`);
  });

  const fixedChart = temporaryChart('demo', Object.fromEntries(files));

  test.each([3, 4] as const)('for Helm %i', async (major) => {
    const set = { least: 6, name: 'abc', labels: { abc: 'x' } };
    const outcome = await refusedValues({ helm: await helmBinary(major), chart: fixedChart, values: set });
    expect([...(outcome?.problems ?? [])].sort()).toEqual(problemTexts(fixedValues, set).sort());
    expect(outcome?.problems).toHaveLength(4);
    const other = await refusedValues({ helm: await helmBinary(major), chart: fixedChart, values: { name: 'cpu' } });
    expect(other?.problems).toEqual(problemTexts(fixedValues, { name: 'cpu' }));
  });
});
