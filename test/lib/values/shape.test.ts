import { z } from 'zod';
import { ChartDefinitionError } from '../../../lib/errors';
import { type ObjectShape, type Shape, shapeOf } from '../../../lib/values/shape';

/** A shape without its zod schemas and without what is usual. */
function brief(shape: Shape): Record<string, unknown> {
  const { schema: _, ...rest } = shape;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]): [string, unknown][] => {
      if (value === false) return [];
      if (value instanceof Map)
        return [[key, Object.fromEntries([...value].map(([name, child]) => [name, brief(child)]))]];
      if (['element', 'key', 'value'].includes(key)) return [[key, brief(value as Shape)]];
      if (key === 'options' && shape.kind !== 'choice') return [[key, (value as Shape[]).map(brief)]];
      return [[key, value]];
    }),
  );
}

test.each<[string, z.ZodType, object]>([
  ['text', z.string(), { kind: 'text' }],
  ['text of a format', z.url(), { kind: 'text' }],
  ['text of a template', z.templateLiteral(['v', z.number()]), { kind: 'text' }],
  ['a number', z.number(), { kind: 'number' }],
  ['a whole number', z.int(), { kind: 'number', integer: true }],
  ['a whole number by check', z.number().int().min(1), { kind: 'number', integer: true }],
  ['a toggle', z.boolean(), { kind: 'toggle' }],
  ['a choice', z.enum(['a', 'b']), { kind: 'choice', options: ['a', 'b'] }],
  ['a choice of literals', z.literal(['a', 1, true]), { kind: 'choice', options: ['a', 1, true] }],
  ['a union of literals', z.union([z.literal('a'), z.enum(['b', 'c'])]), { kind: 'choice', options: ['a', 'b', 'c'] }],
  [
    'a dictionary',
    z.record(z.string(), z.int()),
    { kind: 'dictionary', key: { kind: 'text' }, value: { kind: 'number', integer: true } },
  ],
  ['a sequence', z.array(z.string()), { kind: 'sequence', element: { kind: 'text' } }],
  ['anything', z.any(), { kind: 'any' }],
  ['the unknown', z.unknown(), { kind: 'any' }],
  ['an object', z.object({ a: z.string() }), { kind: 'object', keys: { a: { kind: 'text' } } }],
  ['an open object', z.looseObject({}), { kind: 'object', open: true, keys: {} }],
  ['a strict object', z.strictObject({}), { kind: 'object', keys: {} }],
  [
    'a number or text',
    z.union([z.int(), z.string()]),
    { kind: 'scalarUnion', options: [{ kind: 'number', integer: true }, { kind: 'text' }] },
  ],
  [
    'a union of objects',
    z.discriminatedUnion('type', [z.object({ type: z.literal('a') }), z.object({ type: z.literal('b') })]),
    {
      kind: 'union',
      discriminator: 'type',
      options: [
        { kind: 'object', keys: { type: { kind: 'choice', options: ['a'] } } },
        { kind: 'object', keys: { type: { kind: 'choice', options: ['b'] } } },
      ],
    },
  ],
  [
    'text or a list',
    z.union([z.string(), z.array(z.string())]),
    {
      kind: 'union',
      options: [{ kind: 'text' }, { kind: 'sequence', element: { kind: 'text' } }],
    },
  ],
])('%s', (_, schema, expected) => {
  expect(brief(shapeOf(schema))).toEqual(expected);
});

describe('wrappers', () => {
  test('become flags, in whatever order they stand', () => {
    expect(brief(shapeOf(z.string().optional()))).toEqual({ kind: 'text', optional: true });
    expect(brief(shapeOf(z.string().nullable().optional()))).toEqual({ kind: 'text', optional: true, nullable: true });
    expect(brief(shapeOf(z.string().optional().nullable().readonly()))).toEqual({
      kind: 'text',
      optional: true,
      nullable: true,
    });
    expect(brief(shapeOf(z.string().optional().nonoptional()))).toMatchObject({ kind: 'text' });
  });

  test('with a default are never absent', () => {
    expect(brief(shapeOf(z.string().default('x')))).toEqual({ kind: 'text', defaultValue: 'x' });
    expect(brief(shapeOf(z.string().optional().default('x')))).toEqual({ kind: 'text', defaultValue: 'x' });
    expect(brief(shapeOf(z.object({ a: z.int().default(1) }).prefault({})))).toMatchObject({ defaultValue: {} });
  });

  test('keep the outermost default and the outermost description', () => {
    const schema = z.string().default('inner').describe('Inner.').default('outer').describe('Outer.');
    expect(brief(shapeOf(schema))).toEqual({ kind: 'text', defaultValue: 'outer', description: 'Outer.' });
    expect(brief(shapeOf(z.string().describe('Inner.').optional()))).toMatchObject({ description: 'Inner.' });
  });
});

test('a schema is read once', () => {
  const schema = z.object({ a: z.string() });
  expect(shapeOf(schema)).toBe(shapeOf(schema));
  expect((shapeOf(schema) as ObjectShape).schema).toBe(schema);
});

test.each<[string, z.ZodType]>([
  ['a transform', z.object({ a: z.object({ b: z.string().transform((text) => text.length) }) })],
  ['a coercion of numbers', z.object({ a: z.object({ b: z.coerce.number() }) })],
  ['a coercion of text', z.object({ a: z.object({ b: z.coerce.string().optional() }) })],
  ['a coercion of dates', z.object({ a: z.object({ b: z.coerce.date() }) })],
  ['a date', z.object({ a: z.object({ b: z.date() }) })],
  ['a set, in a list', z.object({ a: z.array(z.object({ b: z.set(z.string()) })) })],
])('%s is refused by its path', (_, schema) => {
  expect(() => shapeOf(schema)).toThrow(ChartDefinitionError);
  expect(() => shapeOf(schema)).toThrow(
    /The values schema cannot become a chart:\n {2}a(\[\])?\.b: .*; (declare|use) /,
  );
});

function told(schema: z.ZodType): string {
  try {
    shapeOf(schema);
  } catch (error) {
    if (error instanceof ChartDefinitionError) return error.message;
    throw error;
  }
  throw new Error('the schema was read');
}

test('all that a chart cannot carry is told at once', () => {
  const schema = z.object({
    until: z.date(),
    labels: z.record(z.string().toLowerCase(), z.bigint()),
    either: z.union([z.object({ a: z.symbol() }), z.array(z.string().transform((text) => text.length))]),
  });
  expect(told(schema)).toMatchInlineSnapshot(`
"The values schema cannot become a chart:
  until: zod type "date" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them
  labels.*: trim, toLowerCase, toUpperCase, normalize and overwrite change a value at synth, but Helm hands it over as it is; leave them out, and demand the form with regex or refine
  labels.*: zod type "bigint" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them
  either.a: zod type "symbol" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them
  either[]: transforms, pipes and coercions cannot be carried into a chart, because Helm hands values over as they are; declare the input type here and compute the rest in the construct"
`);
});

describe('what changes values at synth but not in Helm is refused', () => {
  test.each<[string, z.ZodType]>([
    ['trim', z.string().trim()],
    ['trim among other checks', z.string().min(1).trim().optional()],
    ['toLowerCase', z.email().toLowerCase()],
    ['toUpperCase', z.string().toUpperCase().default('A')],
    ['normalize', z.string().normalize()],
    ['normalize of a URL', z.url({ normalize: true })],
    ['overwrite', z.number().overwrite(Math.round)],
    ['overwrite of a list', z.array(z.string()).overwrite((list) => [...list].sort())],
    [
      'overwrite beyond a wrapper',
      z
        .string()
        .optional()
        .overwrite((text) => text ?? 'a'),
    ],
  ])('%s', (_, schema) => {
    expect(told(z.object({ a: schema }))).toMatch(
      /:\n {2}a: .* change a value at synth, .*; leave them out, and demand the form/,
    );
  });

  test('checks that only look are not', () => {
    const schema = z
      .string()
      .min(1)
      .lowercase()
      .startsWith('a')
      .refine((text) => text.trim() === text);
    expect(shapeOf(schema).kind).toBe('text');
  });
});

describe('a schema that contains itself is refused', () => {
  const refused = (path: string) =>
    `The values schema cannot become a chart:\n  ${path}: a schema that contains itself`;

  test('by a getter', () => {
    const node = z.object({
      name: z.string(),
      get children() {
        return z.array(node).optional();
      },
    });
    expect(told(z.object({ tree: node }))).toContain(refused('tree.children[]'));
  });

  test('by z.lazy', () => {
    const node: z.ZodType = z.object({ next: z.lazy(() => node) });
    expect(told(node)).toContain(refused('next'));
  });

  test('by a getter that makes a new one each time', () => {
    const node = (): z.ZodType =>
      z.object({
        get next() {
          return node();
        },
      });
    expect(told(node())).toMatch(/\n {2}(next\.)+next: a schema that contains itself/);
  });

  test('but one that is used twice is not', () => {
    const port = z.object({ port: z.int() });
    expect(shapeOf(z.object({ http: port, metrics: z.object({ inner: port }) })).kind).toBe('object');
  });
});

test('null in a literal makes it nullable', () => {
  expect(shapeOf(z.literal(['a', 1, null]))).toMatchObject({ kind: 'choice', options: ['a', 1], nullable: true });
});

test('a union may be without a value where any of its members may', () => {
  expect(shapeOf(z.union([z.literal('a').nullable(), z.literal('b')]))).toMatchObject({
    kind: 'choice',
    options: ['a', 'b'],
    nullable: true,
    defaultValue: null,
  });
  expect(shapeOf(z.union([z.string().optional(), z.int()]))).toMatchObject({ kind: 'scalarUnion', optional: true });
  expect(shapeOf(z.union([z.int(), z.string().default('x')]))).toMatchObject({ optional: false, defaultValue: 'x' });
});

test.each([
  [
    z.union([z.string(), z.null()]),
    'z.null() has no counterpart in a Helm values file; use .nullable() on what stands beside it',
  ],
  [z.literal([1n]), 'a literal is text, a number, true or false, and may be null beside one of these'],
  [z.literal(null), 'a literal is text, a number, true or false, and may be null beside one of these'],
])('null and other literals that no values file can have: %#', (schema, message) => {
  expect(() => shapeOf(z.object({ value: schema }))).toThrow(message);
});
