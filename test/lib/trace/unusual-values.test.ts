import { ApiObject, type Chart } from 'cdk8s';
import { z } from 'zod';
import { expectEqualRendering } from '../../equality/expect-equal';
import { smallChart } from './small-chart';

const list = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

describe('numbers that may only be large, small or few', () => {
  test.each([
    ['of at least 30000', z.int().min(30000).max(32767), 30080, 32767],
    ['of at least a million', z.int().min(1_000_000), 1_000_000, 5_000_000],
    ['of nine to ten thousand', z.int().min(9000).max(9010), 9000, 9010],
    ['of 8 or 9', z.int().gt(7).lt(10), 8, 9],
    ['of at most -5', z.int().max(-5), -5, -70000],
    ['that are multiples', z.int().min(1_000_000).multipleOf(5000), 1_000_000, 2_005_000],
    ['with fractions', z.number().min(20000), 20000, 20000.25],
  ])('%s are copied', async (_, number, one, other) => {
    const chart = smallChart({
      values: z.object({
        set: number.default(one),
        unset: number.optional(),
        each: z.array(z.object({ port: number })).default([]),
      }),
      environments: { prod: { set: other } },
      spec: ({ set, unset, each }) => ({
        set,
        unset,
        text: `n-${set}`,
        each: each.map(({ port }) => ({ containerPort: port })),
      }),
    });
    expect(chart.traced).toMatchObject({ fixed: [], dead: [] });
    await expectEqualRendering(chart, [{ unset: other, each: [{ port: one }, { port: other }] }]);
  });
});

test('several multiples are told apart in text', async () => {
  const multiple = z.int().min(1_000_000).multipleOf(5000);
  const chart = smallChart({
    values: z.object({ least: multiple.default(1_000_000), most: multiple.default(2_000_000) }),
    spec: ({ least, most }) => ({ range: `${least}-${most}` }),
  });
  expect(chart.spec).toBe('range: "{{ .Values.least | int64 }}-{{ .Values.most | int64 }}"');
  await expectEqualRendering(chart, [{ least: 1_005_000, most: 1_000_000 }]);
});

describe('lists of scalars that have few values, and of lists', () => {
  test.each([
    ['choices', z.enum(['ReadWriteOnce', 'ReadWriteMany']), ['ReadWriteMany', 'ReadWriteOnce']],
    ['toggles', z.boolean(), [true, false, true]],
    ['lists', z.array(z.string()), [['a'], [], ['b', 'c']]],
  ])('of %s are copied and gone through', async (_, element, elements) => {
    const chart = smallChart({
      values: z.object({ list: z.array(element as z.ZodType<string>).default([]) }),
      environments: { prod: { list: elements.slice(0, 1) } },
      spec: ({ list }) => ({ list, each: list.map((value) => ({ value })) }),
    });
    expect(chart.traced.fixed).toEqual([]);
    await expectEqualRendering(chart, [{ list: elements }]);
  });
});

describe('text or a list', () => {
  const values = z.object({ given: z.union([z.string(), z.array(z.string())]).default('text') });
  const sets = [{ given: '' }, { given: 'x' }, { given: [] }, { given: ['x'] }, { given: ['x', ''] }];

  test('is a list in any case', async () => {
    const chart = smallChart({ values, spec: ({ given }) => ({ list: Array.isArray(given) ? given : [given] }) });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (kindIs "string" .Values.given) (and (kindIs "slice" .Values.given) .Values.given) }}
list:
  {{- if kindIs "string" .Values.given }}
  - {{ .Values.given | quote }}
  {{- else }}
  {{- with .Values.given }}
  {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
{{- else }}
list: []
{{- end }}"
`);
    await expectEqualRendering(chart, sets);
  });

  test('gives an item each', async () => {
    const chart = smallChart({
      values,
      spec: ({ given }) => ({ list: [given].flat().map((name) => ({ name })) }),
    });
    expect(chart.spec).toMatchInlineSnapshot(`
"{{- if or (kindIs "string" .Values.given) (and (kindIs "slice" .Values.given) .Values.given) }}
list:
  {{- if kindIs "string" .Values.given }}
  - name: {{ .Values.given | quote }}
  {{- else }}
  {{- range .Values.given }}
  - name: {{ . | quote }}
  {{- end }}
  {{- end }}
{{- else }}
list: []
{{- end }}"
`);
    await expectEqualRendering(chart, sets);
  });
});

test('elements of a list may be texts and maps', async () => {
  const chart = smallChart({
    values: z.object({
      list: z.array(z.union([z.string(), z.object({ name: z.string(), value: z.string() })])).default([]),
    }),
    spec: ({ list }) => ({ list: list.map((entry) => (typeof entry === 'string' ? { name: entry } : entry)) }),
  });
  await expectEqualRendering(chart, [{ list: ['', { name: '', value: '' }, 'x', { name: 'x', value: '' }] }]);
});

test('each element shows the whole list', async () => {
  const chart = smallChart({
    values: z.object({ list: z.array(z.string()).default([]) }),
    spec: ({ list }) => ({ list: list.map((name) => ({ name, all: list })) }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.list }}
list:
  {{- range .Values.list }}
  - name: {{ . | quote }}
    all:
      {{- toYaml $.Values.list | nindent 8 }}
  {{- end }}
{{- else }}
list: []
{{- end }}"
`);
  await expectEqualRendering(chart, [{ list: list(3) }]);
});

test('one element far behind, and all of them beside each', async () => {
  const chart = smallChart({
    values: z.object({ list: z.array(z.string()).default(['e0']) }),
    spec: ({ list: names }) => ({
      eighth: names[7] ?? 'none',
      each: names.map((name) => ({ name, all: names.join() })),
    }),
  });
  expect(chart.spec).toMatchInlineSnapshot(`
"{{- if .Values.list }}
each:
  {{- range .Values.list }}
  - name: {{ . | quote }}
    all: {{ join "," $.Values.list | quote }}
  {{- end }}
{{- else }}
each: []
{{- end }}
{{- if ge (len .Values.list) 8 }}
eighth: {{ index .Values.list 7 | quote }}
{{- else }}
eighth: none
{{- end }}"
`);
  await expectEqualRendering(
    chart,
    [0, 1, 2, 7, 8, 13].map((count) => ({ list: list(count) })),
  );
});

describe('what goes beyond a template is fixed, not wrong', () => {
  const values = z.object({ list: z.array(z.string()).default(['e0']) });
  const fixed = (chart: ReturnType<typeof smallChart>) => chart.traced.fixed.map(({ path }) => path);

  test('elements beyond a number', () => {
    expect(
      fixed(smallChart({ values, constructs: (scope, { list }) => object(scope, { list: list.slice(0, 10) }) })),
    ).toEqual(['list']);
    expect(fixed(smallChart({ values, spec: ({ list }) => ({ last: list.at(-1) ?? 'none' }) }))).toEqual(['list']);
  });

  test('a remainder of the number of elements', () => {
    const constructs = (scope: Chart, { list }: z.output<typeof values>) => object(scope, { rest: list.length % 3 });
    expect(fixed(smallChart({ values, constructs }))).toEqual(['list']);
  });

  test.each<[string, string, (text: string) => unknown]>([
    ['text without any slashes at its end', 'x/', (text) => text.replace(/\/+$/, '')],
    ['text with its words in turn', 'one two', (text) => text.split(' ').reverse().join(' ')],
  ])('%s', (_, value, use) => {
    const text = z.object({ text: z.string().default(value) });
    expect(fixed(smallChart({ values: text, spec: (values) => ({ it: use(values.text) }) }))).toEqual(['text']);
  });

  test('text that is compared in lower case, or without blanks around it', () => {
    const text = z.string().default('x');
    const chart = smallChart({
      values: z.object({ level: text, mode: text, names: z.array(text).default([]) }),
      spec: ({ level, mode, names }) => ({
        verbose: level.toLowerCase() === 'debug',
        mode: mode.trim() === 'batch' ? 1 : 2,
        names: names.map((name) => (name.toUpperCase() === 'ADMIN' ? 'all' : 'some')),
      }),
    });
    expect(fixed(chart).sort()).toEqual(['level', 'mode', 'names']);
  });

  test('a part of a URL', () => {
    const url = z.object({ url: z.url().default('http://example.com') });
    expect(fixed(smallChart({ values: url, spec: (values) => ({ port: new URL(values.url).port || '80' }) }))).toEqual([
      'url',
    ]);
  });

  test('a number read from text', () => {
    const text = z.object({ text: z.string().default('5') });
    expect(
      fixed(
        smallChart({ values: text, constructs: (scope, { text }) => object(scope, { number: Number(text) || 0 }) }),
      ),
    ).toEqual(['text']);
  });

  test.each<[string, (list: string[]) => unknown]>([
    ['how many there are, beside each', (list) => list.map((name, at) => ({ name, of: `${at + 1}/${list.length}` }))],
    ['each element beside each', (list) => list.flatMap((one) => list.map((other) => `${one}-${other}`))],
  ])('%s', (_, spec) => {
    expect(fixed(smallChart({ values, spec: ({ list }) => ({ list: spec(list) }) }))).toEqual(['list']);
  });
});

function object(scope: Chart, spec: object): void {
  new ApiObject(scope, 'it', { apiVersion: 'v1', kind: 'Example', metadata: { name: 'it' }, spec });
}
