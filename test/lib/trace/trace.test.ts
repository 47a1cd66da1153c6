import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Release } from '../../../lib/release/release';
import { withRules } from '../../../lib/values/rules/with-rules';
import { expectEqualRendering } from '../../equality/expect-equal';
import { object, type SmallChartProps, smallChart } from './small-chart';

const text = z.string().default('x');
const list = z.array(z.string()).default([]);

const reversed = (value: string) => [...value].reverse().join('');

/** The full message of the error with which a chart is refused. */
function refusal<Schema extends z.ZodObject>(props: SmallChartProps<Schema>): string {
  try {
    smallChart(props);
  } catch (error) {
    // The constructs of this file stand at lines that change.
    return (error as Error).message.replace(/trace\.test\.ts:\d+:\d+/g, 'trace.test.ts:…');
  }
  throw new Error('it was traced');
}

describe('a value that no template can express', () => {
  test.each<[string, (value: string) => unknown]>([
    ['reversed', reversed],
    ['hashed as no template can', (value) => createHash('sha512').update(value).digest('base64')],
    ['measured', (value) => value.length],
    ['matched', (value) => (/^[a-z]/.test(value) ? 'lower' : 'other')],
  ])('text that is %s is fixed', (_, use) => {
    const chart = smallChart({
      values: z.object({ label: z.string().default('Abc'), other: text }),
      spec: ({ label, other }) => ({ result: use(label), other }),
    });
    expect(chart.traced.fixed).toEqual([
      {
        path: 'label',
        value: 'Abc',
        reason: 'its effect on Example example.spec.result cannot be written as a template',
        readAt: expect.objectContaining({ file: 'test/lib/trace/trace.test.ts' }),
      },
    ]);
    expect(chart.spec).toContain('other: {{ .Values.other | quote }}');
    expect(chart.spec).not.toContain('label');
  });

  test.each<[string, (values: { a: number; b: number; list: string[] }) => unknown]>([
    ['a product of two numbers', ({ a, b }) => a * b],
    ['a fraction of a whole number', ({ a }) => a / 2],
    ['a sequence in another order', (values) => [...values.list].sort()],
  ])('%s fixes a value', (_, use) => {
    const chart = smallChart({
      values: z.object({ a: z.int().default(3), b: z.int().default(5), list }),
      spec: (values) => ({ result: use(values), also: values.b }),
    });
    expect(chart.traced.fixed).toHaveLength(1);
  });

  test('is left out of values.yaml, refused by the schema, and told in the README', async () => {
    const chart = smallChart({
      values: z.object({ label: z.string().default('Abc').describe('A label.'), other: text }),
      environments: { prod: { other: 'y' } },
      spec: ({ label, other }) => ({ label: reversed(label), other }),
    });
    expect(chart.files.get('values.yaml')).not.toContain('label');
    expect(chart.files.get('values-prod.yaml')).not.toContain('label');
    const schema = JSON.parse(chart.files.get('values.schema.json') ?? '');
    expect(Object.keys(schema.properties)).toEqual(expect.not.arrayContaining(['label']));
    expect(schema.additionalProperties).toBe(false);
    expect(chart.files.get('README.md')).toMatch(/`label`.*Abc.*its effect on Example example.spec.label/);
    expect(chart.spec).toBe('label: cbA\nother: {{ .Values.other | quote }}');
    await expectEqualRendering(chart);
  });

  test('may have the same value in every environment, but no other', () => {
    const props = {
      values: z.object({ inner: z.object({ label: text }).prefault({}) }),
      spec: (values: { inner: { label: string } }) => ({ label: reversed(values.inner.label) }),
    };
    const same = { dev: { inner: { label: 'same' } }, prod: { inner: { label: 'same' } } };
    expect(smallChart({ ...props, base: { inner: { label: 'same' } }, environments: same }).spec).toBe('label: emas');
    expect(refusal({ ...props, environments: same })).toMatchInlineSnapshot(`
"The constructs cannot become a chart:
  environment dev: inner.label: no template can express what test/lib/trace/trace.test.ts:… makes of this value at Example example.spec.label, so the chart must fix it, but its value differs from that of base; let the constructs copy it, join it with other text, compare it with whole texts, constants or other values, or ask whether it is empty, how it begins or ends, or what it includes - or give it the same value in every environment
  environment prod: inner.label: no template can express what test/lib/trace/trace.test.ts:… makes of this value at Example example.spec.label, so the chart must fix it, but its value differs from that of base; let the constructs copy it, join it with other text, compare it with whole texts, constants or other values, or ask whether it is empty, how it begins or ends, or what it includes - or give it the same value in every environment"
`);
  });
});

describe('the code that does what no template can', () => {
  let line = 0;
  /** Text in another order; remembers the line that asks for it. */
  const moved = (value: string) => {
    line = Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]);
    return reversed(value);
  };

  test.each<[string, (values: { inner: { label: string; other: string } }) => object]>([
    [
      'is found among others that read the value',
      ({ inner }) => {
        const copied = inner.label;
        const made = moved(inner.label);
        return { copied, made, joined: `${inner.label}!` };
      },
    ],
    [
      'is found where a whole object is read before',
      (values) => {
        const { label } = { ...values.inner };
        const read = (of: typeof values) => of.inner;
        const made = moved(read(values).label);
        return { label, made };
      },
    ],
  ])('%s', (_, spec) => {
    const inner = z.object({ label: text, other: text }).prefault({});
    const [fixed] = smallChart({ values: z.object({ inner }), spec }).traced.fixed;
    expect(fixed).toMatchObject({ path: 'inner.label', readAt: { line } });
  });

  test('is that of the name of an object, which also has a copy', () => {
    const chart = smallChart({
      values: z.object({ label: text }),
      constructs: (scope, values) => {
        const { label } = values;
        object(scope, 'Example', `x${moved(values.label)}`, { spec: { label } });
      },
    });
    expect(chart.traced.fixed).toMatchObject([{ path: 'label', readAt: { line } }]);
    expect(chart.traced.fixed[0].reason).toBe('its effect on Example xx cannot be written as a template');
  });
});

test('what no template can express is told of all values at once', () => {
  expect(
    refusal({
      values: z.object({ label: text, count: z.int().default(1), list, also: text }),
      environments: { dev: { label: 'a', count: 2 }, prod: { list: ['b'], also: 'c' } },
      spec: ({ label, count, list, also }) => ({
        label: reversed(label),
        rest: count % 3,
        list: [...list].sort(),
        also,
      }),
    }),
  ).toMatchInlineSnapshot(`
"The constructs cannot become a chart:
  environment dev: count: no template can express what test/lib/trace/trace.test.ts:… makes of this value at Example example.spec.rest, so the chart must fix it, but its value differs from that of base; let the constructs copy it, compare it with constants or other values, or, of integers, reckon sums, products and quotients - or give it the same value in every environment
  environment dev: label: no template can express what test/lib/trace/trace.test.ts:… makes of this value at Example example.spec.label, so the chart must fix it, but its value differs from that of base; let the constructs copy it, join it with other text, compare it with whole texts, constants or other values, or ask whether it is empty, how it begins or ends, or what it includes - or give it the same value in every environment
  environment prod: list: no template can express what test/lib/trace/trace.test.ts:… makes of this value at Example example.spec.list[0], so the chart must fix it, but its value differs from that of base; let the constructs copy it, or make of each element, with its texts copied, joined or compared as a whole, something that depends on no other - or give it the same value in every environment"
`);
});

test('what constructs make of the release, other than text around it, is told', () => {
  expect(
    refusal({ values: z.object({}), spec: (_, release) => ({ name: release.name.toUpperCase() }) }),
  ).toMatchInlineSnapshot(`
"The constructs cannot become a chart:
  no template was found for what stands at Example example.spec.name; make it depend on fewer values, and let the constructs only copy what they know of the release, or join it with other text"
`);
});

describe('what constructs ask of the release is told, as anyone may install the chart under another name', () => {
  test.each<[string, (release: Release) => unknown, string]>([
    ['a namespace', ({ namespace }) => (namespace === 'production' ? 3 : 1), '"production"'],
    ['a part of a name', ({ name }) => name.slice(0, 10), '"a-name-of-24-characters"'],
  ])('%s', (_, ask, other) => {
    expect(refusal({ values: z.object({}), spec: (_, release) => ({ asked: ask(release) }) })).toContain(
      `what the constructs make of the release's name or namespace at Example example.spec.asked: it is something else for ${other};`,
    );
  });

  test('as are values that are compared with it', () => {
    const { traced } = smallChart({
      values: z.object({ watched: z.string().optional() }),
      spec: ({ watched }, release) => ({ isOther: watched !== undefined && watched !== release.namespace }),
    });
    expect(traced.fixed.map(({ path }) => path)).toEqual(['watched']);
  });
});

test('fractions that constructs reckon are told', () => {
  const values = z.object({ percent: z.int().min(1).max(100).default(90) });
  const { traced } = smallChart({ values, spec: ({ percent }) => ({ share: percent / 100 }) });
  expect(traced.fixed.map(({ path }) => path)).toEqual(['percent']);
});

describe('values that change nothing', () => {
  test('are dead, as far up as nothing below is read', () => {
    const chart = smallChart({
      values: z.object({
        unused: z.int().default(1),
        half: z.object({ used: text, unused: text }).prefault({}),
        whole: z.object({ one: text, two: text }).prefault({}),
        sequence: list,
        condition: z.boolean().default(false),
      }),
      spec: ({ half, condition }) => ({ used: half.used, condition: condition ? 1 : 2 }),
    });
    expect(chart.traced.dead).toEqual(['unused', 'half.unused', 'whole', 'sequence']);
  });

  test('are not dead where a rule reads them', () => {
    const budget = withRules(
      z.object({ keeps: z.int().default(1), mayBlock: z.boolean().default(false), unused: z.string().default('') }),
      ({ atMost, isTrue, not }) => [atMost('keeps', 3, { when: not(isTrue('mayBlock')) })],
    );
    const chart = smallChart({
      values: z.object({ budget: budget.prefault({}) }),
      spec: ({ budget: { keeps } }) => ({ keeps }),
    });
    expect(chart.traced.dead).toEqual(['budget.unused']);
  });

  test('but not those that are only asked for, nor those that name objects', () => {
    const chart = smallChart({
      values: z.object({ nameOverride: text, list, dictionary: z.record(z.string(), z.string()).default({}) }),
      spec: (values) => ({
        some: values.list.length > 0 ? 1 : 2,
        any: Object.keys(values.dictionary).length > 0 ? 1 : 2,
      }),
    });
    expect(chart.traced.dead).toEqual([]);
  });
});

describe('constructs that are not pure functions of their values', () => {
  let count = 0;
  test.each<[string, () => unknown]>([
    ['random numbers', Math.random],
    ['a counter', () => count++],
    ['the clock', () => process.hrtime.bigint().toString()],
  ])('%s are refused', (_, impure) => {
    expect(refusal({ values: z.object({ text }), spec: (values) => ({ text: values.text, id: impure() }) })).toBe(
      [
        'The constructs cannot become a chart:',
        '  Example example.spec.id differs between two runs with the same values; constructs must be pure functions of their values: no clock, no random numbers, no counters, no files',
      ].join('\n'),
    );
  });

  test('also where it shows only under a condition', () => {
    expect(
      refusal({
        values: z.object({ toggle: z.boolean().default(false) }),
        spec: ({ toggle }) => ({ id: toggle ? Math.random() : 0 }),
      }),
    ).toContain('constructs must be pure functions of their values');
  });
});

describe('constructs that throw', () => {
  test('on some values are traced with the others', () => {
    const chart = smallChart({
      values: z.object({ min: z.int().min(1).default(1), max: z.int().min(1).default(5), text }),
      spec: ({ min, max, text: label }) => {
        if (min > max) throw new Error(`min ${min} is above max ${max}`);
        return { min, max, label };
      },
    });
    expect(chart.spec).toBe(
      'label: {{ .Values.text | quote }}\nmax: {{ .Values.max | int64 }}\nmin: {{ .Values.min | int64 }}',
    );
  });

  test('on every value tell what they threw', () => {
    const message = refusal({
      values: z.object({ text }),
      spec: () => {
        throw new Error('no such thing');
      },
    });
    expect(message.replace(/:\d+:\d+/, ':…')).toMatchInlineSnapshot(`
"The constructs cannot become a chart:
  the constructs threw at test/lib/trace/trace.test.ts:…: no such thing; they throw whatever the values are while the chart is traced, when made-up text stands in for the names of the release"
`);
  });
});

test('a chart without values, and one without objects', async () => {
  const constant = smallChart({ values: z.object({}), spec: () => ({ always: 1 }) });
  expect(constant.spec).toBe('always: 1');
  await expectEqualRendering(constant);
  const empty = smallChart({ values: z.object({ text }), constructs: () => {} });
  expect([...empty.files.keys()].filter((file) => file.startsWith('templates/'))).toEqual([
    'templates/NOTES.txt',
    'templates/_helpers.tpl',
  ]);
  await expectEqualRendering(empty);
});

test('the same definition always gives the same template', () => {
  const make = () =>
    smallChart({
      values: z.object({ a: z.boolean().default(false), b: z.boolean().default(false), n: z.int().default(3), list }),
      constructs: (scope, { a, b, n, list: items }) => {
        object(scope, 'ConfigMap', 'one', { data: { both: a && b ? 'x' : 'y', large: n > 3 ? 'x' : 'y' } });
        if (a !== b) object(scope, 'ConfigMap', 'two', { data: Object.fromEntries(items.map((item) => [item, n])) });
      },
    });
  expect([...make().files]).toEqual([...make().files]);
});
