import { z } from 'zod';
import { inferenceServiceValues } from '../../../../lib';
import { unenforcedPaths } from '../../../../lib/values/rules/unenforced';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { shapeOf } from '../../../../lib/values/shape';

const paths = (schema: z.ZodType) => unenforcedPaths(shapeOf(schema));
const refined = z.string().refine((text) => text !== 'x');
const range = withRules(z.object({ min: z.int(), max: z.int() }), ({ atMost }) => [atMost('min', 'max')]);

test('functions that zod checks values by are listed, wherever they are', () => {
  const schema = z.object({
    text: refined,
    wrapped: z
      .string()
      .optional()
      .superRefine(() => {}),
    checked: z.int().check(() => {}),
    list: z.array(z.object({ 'a/b': refined })).refine(() => true),
    record: z.record(z.string(), refined),
    keys: z.record(refined, z.string()),
    either: z.union([z.int(), refined]),
    choice: z.union([z.literal('a').refine(() => true), z.literal('b')]),
    option: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), value: refined })]),
  });
  expect(paths(schema)).toEqual([
    'text',
    'wrapped',
    'checked',
    'list',
    'list[]["a/b"]',
    'record.*',
    'keys',
    'either',
    'choice',
    'option.value',
  ]);
  expect(paths(z.object({ a: z.int() }).refine(() => true))).toEqual(['']);
});

test('what a JSON schema says, and rules, are not', () => {
  expect(paths(z.object({ port: z.int().min(1), host: z.string().regex(/^a/), range }))).toEqual([]);
  expect(paths(z.object({ name: refined.meta({ not: { enum: ['x'] } }) }))).toEqual([]);
});

test('rules are where no discriminator tells which of them count', () => {
  expect(paths(z.object({ size: z.union([z.int(), range]) }))).toEqual(['size']);
  expect(paths(z.object({ size: z.discriminatedUnion('kind', [range.extend({ kind: z.literal('range') })]) }))).toEqual(
    [],
  );
});

test('the chart enforces all rules of the inference service', () => {
  expect(paths(inferenceServiceValues)).toEqual([]);
});
