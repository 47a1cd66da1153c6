import { z } from 'zod';
import { formatPath, type PathSegment } from '../values/path';
import {
  type ChoiceShape,
  type DictionaryShape,
  type ObjectShape,
  type SequenceShape,
  type Shape,
  shapeOf,
  type TextShape,
} from '../values/shape';

/** A JSON schema as data, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

/** Stands in a path for every element of a list and every key of a dictionary. */
const EACH = '*';

/** What a JSON schema says beyond the shape itself; different for the reader of a chart and of an environment. */
export interface JsonSchemaRules {
  /** Whether a key of an object has to be there. */
  isRequired(shape: Shape): boolean;
  /** Whether a key of an object may be `null`, because that removes it. */
  isRemovable(shape: Shape): boolean;
  /** The same for the keys of dictionaries. */
  readonly removesEntries: boolean;
  /** Whether the object at a path takes keys that the values schema does not name. */
  isOpen(segments: readonly PathSegment[]): boolean;
  /** A regular expression for the validator in question; `undefined` where it cannot be said. */
  pattern(pattern: Pick<RegExp, 'source' | 'flags'>, place: PatternPlace): string | undefined;
  /** The rules for what is inside of a list, which replaces another as a whole. */
  readonly elements: JsonSchemaRules;
}

/** Where a regular expression stands. */
export interface PatternPlace {
  readonly path: string;
  /** The name of a well-known format, such as `hostname`, that says the same. */
  readonly format?: string;
}

/** The JSON schema of a value. Of zod's own conversion only the constraints of scalars and sizes are used. */
export function jsonSchemaOf(shape: Shape, rules: JsonSchemaRules, segments: readonly PathSegment[] = []): JsonSchema {
  const schema = shape.nullable ? orNull(kindSchema(shape, rules, segments)) : kindSchema(shape, rules, segments);
  return {
    ...(shape.description !== undefined && { description: shape.description }),
    ...schema,
    ...(shape.defaultValue !== undefined && shape.kind !== 'object' && { default: shape.defaultValue }),
  };
}

function kindSchema(shape: Shape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  switch (shape.kind) {
    case 'object':
      return objectSchema(shape, rules, segments);
    case 'dictionary':
      return dictionarySchema(shape, rules, segments);
    case 'sequence':
      return sequenceSchema(shape, rules, segments);
    case 'text':
      return textSchema(shape, rules, segments);
    case 'number':
    case 'toggle':
      return constraintsOf(shape);
    case 'choice':
      return choiceSchema(shape);
    case 'scalarUnion':
    case 'union':
      return { anyOf: shape.options.map((option) => jsonSchemaOf(option, rules, segments)) };
    case 'any':
      return {};
  }
}

/** What zod itself says in JSON schema about a schema, its prose left out. */
function constraintsOf(shape: Shape): JsonSchema {
  const { $schema: _, ...constraints } = z.toJSONSchema(shape.schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    metadata: z.registry(),
  });
  return constraints;
}

function objectSchema(shape: ObjectShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const keys = [...shape.keys];
  const required = keys.filter(([, child]) => rules.isRequired(child)).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      keys.map(([key, child]) => {
        const schema = jsonSchemaOf(child, rules, [...segments, key]);
        return [key, rules.isRemovable(child) ? orNull(schema) : schema];
      }),
    ),
    ...(required.length > 0 && { required }),
    ...(!shape.open && !rules.isOpen(segments) && { additionalProperties: false }),
  };
}

function dictionarySchema(
  shape: DictionaryShape,
  rules: JsonSchemaRules,
  segments: readonly PathSegment[],
): JsonSchema {
  const place = [...segments, EACH];
  const key = shapeOf((shape.schema as z.ZodRecord).keyType as z.ZodType);
  const { required } = constraintsOf(shape);
  const value = jsonSchemaOf(shape.value, rules, place);
  return {
    type: 'object',
    ...(isConstrained(key) && { propertyNames: jsonSchemaOf(key, rules, place) }),
    additionalProperties: rules.removesEntries ? orNull(value) : value,
    ...(required !== undefined && rules.isRequired(shape.value) && { required }),
  };
}

function isConstrained(key: Shape): boolean {
  return key.kind === 'choice' || (key.kind === 'text' && Object.keys(constraintsOf(key)).length > 1);
}

function sequenceSchema(shape: SequenceShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const { minItems, maxItems } = constraintsOf(shape);
  return {
    type: 'array',
    items: jsonSchemaOf(shape.element, rules.elements, [...segments, EACH]),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  };
}

interface TextConstraints {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly allOf?: readonly { readonly pattern: string }[];
}

/** The formats that all validators know; zod has more, with patterns of their own. */
const WELL_KNOWN_FORMATS = new Set(['date-time', 'date', 'email', 'hostname', 'ipv4', 'ipv6', 'uri']);

/** A pattern says more exactly than a format what zod accepts, so a format is only there where no pattern can be. */
/** What a schema refuses in words of JSON schema, given by `.meta({ not: … })` beside a refinement. */
function refusedBy(shape: Shape): unknown {
  return shape.schema.meta()?.not;
}

function textSchema(shape: TextShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const { minLength, maxLength, format, pattern, allOf = [] }: TextConstraints = constraintsOf(shape);
  const knownFormat = format !== undefined && WELL_KNOWN_FORMATS.has(format) ? format : undefined;
  const place = { path: formatPath(segments), ...(knownFormat !== undefined && { format: knownFormat }) };
  const sources = [...(pattern === undefined ? [] : [pattern]), ...allOf.map((part) => part.pattern)];
  const patterns = sources
    .map((source) => rules.pattern({ source, flags: flagsOf(source, shape.schema) }, place))
    .filter((text) => text !== undefined);
  return {
    type: 'string',
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(patterns.length < Math.max(sources.length, 1) && knownFormat !== undefined && { format: knownFormat }),
    ...(patterns.length === 1 && { pattern: patterns[0] }),
    ...(patterns.length > 1 && { allOf: patterns.map((each) => ({ pattern: each })) }),
    ...(refusedBy(shape) !== undefined && { not: refusedBy(shape) }),
  };
}

/** The flags of a regular expression in a schema: zod's conversion drops them. */
function flagsOf(source: string, schema: z.ZodType): string {
  const definition = schema._zod.def as { pattern?: RegExp; checks?: { _zod: { def: { pattern?: RegExp } } }[] };
  const patterns = [definition.pattern, ...(definition.checks ?? []).map((check) => check._zod.def.pattern)];
  return patterns.find((pattern) => pattern?.source === source)?.flags ?? '';
}

function choiceSchema(shape: ChoiceShape): JsonSchema {
  const types = [...new Set(shape.options.map((option) => typeof option))];
  return { ...(types.length === 1 && { type: types[0] }), enum: shape.options };
}

/** Also takes null. */
function orNull(schema: JsonSchema): JsonSchema {
  const { description, default: defaultValue, ...constraints } = schema;
  if (Object.keys(constraints).length === 0) return schema;
  return {
    ...(description !== undefined && { description }),
    anyOf: [constraints, { type: 'null' }],
    ...(defaultValue !== undefined && { default: defaultValue }),
  };
}
