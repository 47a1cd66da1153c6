import { z } from 'zod';
import { Draws } from '../../../lib/trace/draw';
import { seededRandom } from '../../../lib/trace/random';
import { withDefaults } from '../../../lib/values/defaults';
import type { Rule } from '../../../lib/values/rules/rule';
import type { RuleVocabulary } from '../../../lib/values/rules/vocabulary';
import { withRules } from '../../../lib/values/rules/with-rules';
import { type ObjectShape, shapeOf } from '../../../lib/values/shape';
import { valuesFile } from '../../equality/mismatches';
import { refusedCases } from '../../equality/refused-cases';
import { helmBinary } from '../../helm/binaries';
import { smallChart } from '../trace/small-chart';
import { problemTexts } from '../values/rules/problem-texts';

type Declare = <Schema extends z.ZodObject>(
  schema: Schema,
  rules: (vocabulary: RuleVocabulary<Schema['shape']>) => readonly (readonly Rule[])[],
) => Schema;

/** Values of every kind, with every rule about them that there is. */
function schemaWith(declare: Declare) {
  const text = () => z.string().default('');
  const range = (keys: { min: z.ZodType<number | undefined>; max: z.ZodType<number | undefined> }) =>
    declare(z.object(keys), ({ atMost }) => [atMost('min', 'max')]);
  const whole = () =>
    z
      .int()
      .min(-1_000_000)
      .max(2 ** 53 - 1);
  const pair = () => range({ min: z.int().min(0).max(5), max: z.int().min(0).max(5).optional() });
  const option = declare(
    z.object({ type: z.literal('deep'), level: z.literal('a'), x: z.int().max(3), y: z.int().max(3).nullable() }),
    ({ atMost, required }) => [atMost('x', 'y'), required('y', { when: { kind: 'equals', path: ['x'], constant: 0 } })],
  );
  return declare(
    z.object({
      on: z.boolean().default(false),
      maybe: z.boolean().optional(),
      mode: z.enum(['small', 'large', 'on']).default('small'),
      size: z.union([z.literal(1), z.literal(2.5), z.literal('all')]).optional(),
      a: z.enum(['', 'a', 'example', 'x"y']).default(''),
      'b-c': text(),
      opt: z.enum(['a', 'example', 'on']).optional(),
      one: whole().default(1),
      two: whole().default(2),
      three: z.int().nullish(),
      small: z.int().min(0).max(5).optional(),
      ratio: z.number().max(1).default(0.5),
      rate: z.number().optional(),
      count: z.union([z.int().min(0), z.string().regex(/^\d+%$/)]).optional(),
      amount: z.union([z.number().min(0).max(2), z.string()]).default(''),
      list: z.array(z.string()).default([]),
      labels: z.record(z.string(), z.string()).default({}),
      limits: z.record(z.string(), z.int().nullable()).optional(),
      free: z.any().optional(),
      part: range({ min: z.int().max(9).default(0), max: z.int().max(9).default(9) }).optional(),
      inner: z.object({ deeper: z.object({ port: whole().optional(), host: text() }).optional() }).prefault({}),
      pairs: z.array(pair()).default([]),
      nested: z.array(z.object({ name: z.string(), pairs: z.array(pair().nullable()) })).default([]),
      loose: declare(
        z.object({ x: z.int().max(2).optional(), y: z.int().max(2).optional() }),
        ({ atLeastOneOf, required, isAbove }) => [atLeastOneOf(['x', 'y']), required(isAbove('x', 'y'))],
      ).optional(),
      entries: z
        .array(
          declare(z.object({ all: z.record(z.string(), z.int().nullable()) }), ({ forbidden, hasKey }) => [
            forbidden(hasKey('all', 'a')),
          ]),
        )
        .default([]),
      named: z.record(z.string(), pair()).default({}),
      source: z
        .discriminatedUnion('type', [
          declare(
            z.object({ type: z.literal('s3'), bucket: z.enum(['', 'b']), region: z.enum(['', 'r']) }),
            ({ atLeastOneOf }) => [atLeastOneOf(['bucket', 'region'])],
          ),
          z.object({ type: z.enum(['claim', 'none']), bucket: z.int() }),
          z.discriminatedUnion('level', [option, z.object({ type: z.literal('deep'), level: z.literal('b') })]),
        ])
        .optional(),
    }),
    ({
      required,
      forbidden,
      atMost,
      exactlyOneOf,
      atMostOneOf,
      isTrue,
      isSet,
      equals,
      hasKey,
      isAbove,
      isSame,
      ...more
    }) => {
      const { not, all, any, valueAt, sum, product, percentage, words } = more;
      return [
        required('a', { when: isTrue('on') }),
        required('b-c', { when: all(not(isTrue('maybe')), equals('mode', 'on')) }),
        required(isTrue('maybe'), { when: equals('mode', 'large') }),
        required('count', { when: isSet('small') }),
        required('amount', { when: isSet('opt') }),
        required('free', { when: isSet('amount') }),
        required('inner.deeper', { when: isSet('labels') }),
        required('inner.deeper.host', { when: isSet('inner.deeper.port') }),
        required(equals('size', 2.5), { when: any(isSet('limits'), equals('size', 1)) }),
        required(equals('small', 0), { when: equals('size', 'all') }),
        required('source.bucket', { when: equals('source.type', 's3') }),
        forbidden('list', { when: hasKey('labels', 'example') }),
        forbidden(hasKey('labels', valueAt('opt'))),
        forbidden(hasKey('labels', valueAt('a')), { message: words`${'labels'} have ${valueAt('a')}` }),
        forbidden(hasKey('limits', valueAt('mode'))),
        required(hasKey('limits', valueAt('opt')), { when: all(isTrue('on'), isSet('limits')) }),
        forbidden(hasKey('limits', 'a')),
        atMost('one', 'two'),
        atMost('two', 'three', { when: isSet('list') }),
        atMost('ratio', 'rate'),
        atMost('rate', 'one'),
        atMost('count', 'small'),
        atMost(percentage('count'), 'one'),
        atMost(sum('two', product(-1, percentage('count'))), 10, { when: isTrue('on') }),
        atMost('amount', 1.5),
        atMost('size', 2),
        atMost(product('one', 'two'), sum('three', 'two', 2 ** 40)),
        atMost(sum('one', product('small', 3)), 'inner.deeper.port'),
        required(isAbove('ratio', -2), { when: isAbove('part.max', 'part.min') }),
        required(isSame('one', 'three'), { when: isSame('a', 'b-c') }),
        forbidden(isSame('a', 'opt')),
        forbidden(isSame('amount', 'count')),
        forbidden(isSame('amount', 'ratio')),
        forbidden(isSame('source.bucket', 'small')),
        forbidden(not(isSame('mode', 'opt')), { when: isTrue('maybe') }),
        exactlyOneOf(['opt', 'count', 'list']),
        atMostOneOf(['labels', 'limits', 'part', 'source'], { when: isTrue('on') }),
      ];
    },
  );
}

const plain = schemaWith((schema) => schema);
const ruled = schemaWith(withRules);
const CASES = 300;
/** What is drawn hardly ever. */
const CORNERS = [
  { loose: {} },
  { loose: { x: 1, y: 1 } },
  { loose: { x: 0 } },
  { entries: [{ all: { a: null } }, { all: { a: 0 } }, { all: {} }] },
  { inner: { deeper: {} }, labels: { x: 'y' } },
  { nested: [{ name: '', pairs: [null, { min: 1, max: 0 }] }] },
  { count: '50%', small: 0 },
  { on: true, limits: { x: 1 } },
  { on: true, limits: { x: 1 }, opt: 'on' },
  { amount: '7', free: 1 },
];
const BASE = { 'b-c': 'x', list: ['x'] };
const chart = smallChart({ values: ruled, base: BASE, spec: ({ on }) => ({ on }) });

function valueSetsOf(seed: number): Record<string, unknown>[] {
  const shape = shapeOf(plain) as ObjectShape;
  const draws = new Draws(plain, shape, seededRandom(seed), () => false);
  let near: unknown = withDefaults(shape, {});
  const drawn = Array.from({ length: CASES }, (_, index) => {
    // Every other set is near to one that breaks no rule; the others get ever fuller.
    near = draws.draw(index % 2 === 0 ? withDefaults(shape, BASE) : near);
    return near as Record<string, unknown>;
  });
  const corners = CORNERS.map((values) => withDefaults(shape, { ...BASE, ...values }) as Record<string, unknown>);
  return [...corners, ...drawn];
}

describe.each([3, 4] as const)('with Helm %i', (major) => {
  test(`the chart finds in ${CASES} random sets of values, and in corners, what zod finds, in the same words`, async () => {
    const valueSets = valueSetsOf(major);
    const expected = valueSets.map((values) => problemTexts(ruled, values).sort());
    const found = await refusedCases({
      helm: await helmBinary(major),
      chart: chart.definition.metadata,
      files: chart.files,
      cases: valueSets.map((values, index) => ({ alias: `case-${index}`, valuesFile: valuesFile(chart, values) })),
    });
    expect(found.map((problems) => problems.sort())).toEqual(expected);

    expect(kindsOf(expected.flat()).size).toBeGreaterThan(35);
    expect(expected.filter((problems) => problems.length === 0).length).toBeGreaterThan(5);
  }, 60_000);
});

/** Messages without what differs from value to value: as many as there are broken rules, or nearly so. */
function kindsOf(problems: readonly string[]): Set<string> {
  return new Set(
    problems.map((problem) =>
      problem.replace(/"(?:[^"\\]|\\.)*"|-?\d[\de.+]*/g, '').replace(/^(named|labels)(\.\w+|\[\])/, '$1'),
    ),
  );
}
