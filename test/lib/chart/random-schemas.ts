import { z } from 'zod';

type Random = () => number;

/** Draws zod schemas of everything that values may be, and values that fit them or do not quite. */
export class RandomSchemas {
  constructor(private readonly random: Random) {}

  /** Values of a chart. */
  root(): z.ZodObject {
    return z.object(Object.fromEntries(this.keys(4).map((key) => [key, this.wrapped(this.any(2))])));
  }

  /** The same values, with defaults for some. */
  withDefaults(root: z.ZodObject): z.ZodObject {
    const entries = Object.entries(root.shape as Record<string, z.ZodType>).map(([key, schema]) => {
      const value = this.value(schema);
      const isDefault = this.random() < 0.5 && value !== undefined && schema.safeParse(value).success;
      return [key, isDefault ? schema.default(value) : schema];
    });
    return z.object(Object.fromEntries(entries));
  }

  private any(depth: number): z.ZodType {
    return depth > 0 && this.random() < 0.6 ? this.composite(depth - 1) : this.scalar();
  }

  private scalar(): z.ZodType {
    return this.pick<() => z.ZodType>([
      () => z.string(),
      () => this.text(),
      () => this.text(),
      () => z.int().min(0).max(100),
      () => z.int(),
      () => z.number().gt(-1).multipleOf(0.25),
      () => z.boolean(),
      () => z.enum(['a', 'on', '1']),
      () => z.literal(['a', 1, true, null]),
      () => z.union([z.int().min(1), z.string().regex(/^\d+%$/)]),
      () => z.union([z.literal('none').nullable(), z.boolean()]),
    ])();
  }

  private text(): z.ZodType {
    return this.pick<z.ZodType>([
      z.string().min(1).max(3),
      z.string().regex(/^[a-z]+$/),
      z.string().regex(/^(?!-)(?=.{1,4}$)[a-z-]+$/),
      z.string().regex(/^\S+\s?$/),
      z.string().regex(/^a.b$/),
      z.string().regex(/^[\sa-c]*$|^\d/),
      z.string().startsWith('a').endsWith('b'),
      z.string().includes('.').lowercase(),
      z.email(),
      z.ipv4(),
      z.hostname(),
      z.iso.date(),
      z.base64(),
      z.templateLiteral(['v', z.int()]),
    ]);
  }

  private composite(depth: number): z.ZodType {
    const inner = () => this.any(depth);
    return this.pick<() => z.ZodType>([
      () => this.object(depth),
      () => this.object(depth),
      () => z.looseObject({ a: z.string().optional() }),
      () => z.object({ a: z.string().optional() }).catchall(z.int()),
      () => z.record(z.string(), inner()),
      () => z.record(z.string().regex(/^[a-z/]+$/), inner()),
      () => z.record(z.enum(['a', 'b']), inner()),
      () => z.partialRecord(z.enum(['a', 'b']), inner()),
      () => z.record(z.int(), inner()),
      () => z.array(inner()),
      () => z.array(inner()).min(1).max(2),
      () => z.union([this.object(depth), z.string()]),
      () => z.union([this.object(depth), this.object(depth)]),
      () =>
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('a'), a: inner() }),
          z.object({ kind: z.enum(['b', 'c']), b: this.wrapped(inner()), on: z.boolean().default(true) }),
        ]),
      () => z.any(),
    ])();
  }

  private object(depth: number): z.ZodObject {
    return z.object(Object.fromEntries(this.keys(3).map((key) => [key, this.wrapped(this.any(depth))])));
  }

  private wrapped(schema: z.ZodType): z.ZodType {
    return this.pick<() => z.ZodType>([
      () => schema,
      () => schema.optional(),
      () => schema.nullable(),
      () => schema.nullable().optional(),
    ])();
  }

  private keys(most: number): string[] {
    return ['a', 'b', 'on', 'my-key'].slice(0, 1 + Math.floor(this.random() * most));
  }

  /** A value that probably fits a schema. */
  value(schema: z.ZodType): unknown {
    const definition = schema._zod.def as unknown as Definition;
    switch (definition.type) {
      case 'optional':
        return this.random() < 0.4 ? undefined : this.value(definition.innerType);
      case 'nullable':
        return this.random() < 0.3 ? null : this.value(definition.innerType);
      case 'default':
        return this.value(definition.innerType);
      case 'object': {
        const entries = Object.entries(definition.shape).map(([key, child]) => [key, this.value(child)]);
        return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
      }
      case 'record': {
        const keys = ['a', 'b', 'a/b', '7', 'x y'].filter((key) => definition.keyType.safeParse(key).success);
        const numbers = ['7', '-12'].filter((key) => definition.keyType.safeParse(Number(key)).success);
        const all = keys.length === 0 ? numbers : keys;
        return Object.fromEntries(all.slice(0, 2).map((key) => [key, this.value(definition.valueType)]));
      }
      case 'array':
        return Array.from({ length: 1 + Math.floor(this.random() * 2) }, () => this.value(definition.element));
      case 'union':
        return this.value(this.pick(definition.options));
      default: {
        const fitting = SCALARS.filter((scalar) => schema.safeParse(scalar).success);
        return this.pick<unknown>(fitting.length === 0 || definition.type === 'any' ? SCALARS : fitting);
      }
    }
  }

  /** The value with one place changed: to something else, to nothing, or with one more key. */
  changed(value: unknown): unknown {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isMap && this.random() < 0.75) {
      const entries = Object.entries(value);
      const added = this.pick(['typo', 'x y', 'a\u0085b', 'b\u2028', '', 'a', '7', '-1.5']);
      if (entries.length === 0 || this.random() < 0.2) return { ...value, [added]: this.pick(SCALARS) };
      const [key, child] = this.pick(entries);
      const { [key]: _, ...others } = value as Record<string, unknown>;
      return this.random() < 0.15 ? others : { ...value, [key]: this.changed(child) };
    }
    if (Array.isArray(value) && value.length > 0 && this.random() < 0.8) {
      const at = Math.floor(this.random() * value.length);
      return value.map((element, index) => (index === at ? this.changed(element) : element));
    }
    return this.pick<unknown>([...SCALARS, null, [], {}, ['a'], { a: 'a' }, { kind: 'a', a: 1 }, { kind: 'd' }]);
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)];
  }
}

const SCALARS = [
  ...[
    '',
    'a',
    'on',
    '1',
    'ab',
    'abc',
    'abcd',
    'abcde',
    '-ab',
    'a-',
    'a b',
    'x',
    'none',
    '50%',
    'v12',
    'v1.5',
    'a.b',
    'A.b',
  ],
  ...[
    'a\nb',
    'a\rb',
    'a\u2028b',
    'aéb',
    'x\u0085',
    'x\u007f',
    'a\u00a0',
    'x\u3000',
    '\u000b',
    'a ',
    '1\n',
    'x\n\n',
    ' \n',
    'x\n',
  ],
  ...[
    'me@example.com',
    '10.0.0.1',
    '10.0.0.256',
    'a.example.com',
    'a..b',
    '-a.com',
    '2024-02-29',
    '2023-02-29',
    'YQ==',
    'YQ=',
  ],
  ...[0, 1, -1, 100, 101, 1.5, 0.25, 0.3, 2 ** 53 - 1, true, false],
];

/** What zod keeps behind the schemas of this file. */
type Definition =
  | { readonly type: 'optional' | 'nullable' | 'default'; readonly innerType: z.ZodType }
  | { readonly type: 'object'; readonly shape: Record<string, z.ZodType> }
  | { readonly type: 'record'; readonly keyType: z.ZodType; readonly valueType: z.ZodType }
  | { readonly type: 'array'; readonly element: z.ZodType }
  | { readonly type: 'union'; readonly options: z.ZodType[] }
  | { readonly type: 'any' | 'string' };
