import { z } from 'zod';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { parseValues } from '../../../../lib/values/validate';
import { problemTexts } from './problem-texts';

const range = withRules(z.object({ min: z.int().default(1), max: z.int().default(10) }), ({ atMost }) => [
  atMost('min', 'max'),
]);
const broken = { min: 3, max: 2 };
const told = (path: string) => `${path}.min: 3 is above ${path}.max (2); lower it or raise ${path}.max`;

describe('to zod', () => {
  test('a broken rule is an issue at the value that it is about, with words from the object on', () => {
    const { error } = z.object({ range }).safeParse({ range: broken });
    expect(error?.issues).toMatchObject([
      { code: 'custom', path: ['range', 'min'], message: '3 is above max (2); lower it or raise max' },
    ]);
  });

  test('the schema gives the same values as without rules', () => {
    expect(range.parse({ min: 4 })).toEqual({ min: 4, max: 10 });
    expect(parseValues(range, {})).toEqual({ min: 1, max: 10 });
  });
});

describe('rules come along', () => {
  test.each([
    ['.extend', range.extend({ more: z.int().default(1) })],
    ['.safeExtend', range.safeExtend({ max: z.int().max(1000).default(10) })],
    ['.describe', range.describe('A range.')],
    ['.meta', range.meta({ title: 'Range' })],
    ['.loose', range.loose()],
    ['.strict', range.strict()],
    ['.required', range.required()],
    ['further rules', withRules(range, ({ atMost }) => [atMost('max', 100)])],
    ['a refinement', range.refine(() => true)],
  ])('through %s', (_, schema) => {
    expect(problemTexts(z.object({ range: schema }), { range: broken })).toEqual([told('range')]);
  });

  test.each([
    ['.default', range.default(broken)],
    ['.prefault', range.prefault(broken)],
    ['.optional', range.optional()],
    ['.nullable', range.nullable()],
    ['.readonly', range.readonly()],
    ['.optional and .describe', range.optional().describe('A range.')],
  ])('through %s', (_, schema) => {
    expect(problemTexts(z.object({ range: schema }), { range: broken })).toEqual([told('range')]);
  });

  test('into lists, records, objects and options of unions', () => {
    const schema = z.object({
      list: z.array(z.object({ ranges: z.array(range) })),
      record: z.record(z.string(), range),
      either: z.discriminatedUnion('kind', [
        range.extend({ kind: z.literal('range') }),
        z.object({ kind: z.literal('none') }),
      ]),
    });
    const values = {
      list: [{ ranges: [] }, { ranges: [{ min: 1, max: 1 }, broken] }],
      record: { plain: broken, 'not-plain': broken },
      either: { kind: 'range', ...broken },
    };
    expect(problemTexts(schema, values)).toEqual([
      told('either'),
      told('list[1].ranges[1]'),
      told('record["not-plain"]'),
      told('record.plain'),
    ]);
  });

  test('but not into another object by its keys', () => {
    expect(problemTexts(z.object({ ...range.shape }), broken)).toEqual([]);
  });
});

describe('beside other problems', () => {
  const schema = withRules(
    z.object({
      least: z.int(),
      most: z.int(),
      name: z.string(),
      inner: range.prefault({}),
    }),
    ({ atMost, required }) => [atMost('least', 'most'), atMost('inner.min', 'least'), required('name')],
  ).refine(({ name }) => name !== 'x', 'no x');

  test('all broken rules are told at once', () => {
    expect(problemTexts(schema, { least: 2, most: 1, name: '', inner: broken })).toEqual([
      told('inner'),
      'inner.min: 3 is above least (2); lower it or raise least',
      'least: 2 is above most (1); lower it or raise most',
      'name: required; set it',
    ]);
  });

  test('rules about values of a wrong type stay silent, the others do not', () => {
    expect(problemTexts(schema, { least: 'two', most: 1, name: '' })).toEqual([
      'least: expected an integer, found text "two"',
      'name: required; set it',
    ]);
    expect(problemTexts(schema, { least: 1, most: 1, name: 'a', inner: 'none' })).toEqual([
      'inner: expected a map, found text "none"',
    ]);
  });

  test('refinements of zod still run', () => {
    expect(problemTexts(schema, { least: 1, most: 1, name: 'x' })).toEqual(['no x']);
  });
});
