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
  type UnionShape,
} from '../values/shape';
import type { PatternConstraint } from './pattern-constraints';

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
  /** What a regular expression demands, for the validator in question; `undefined` where it cannot be said. */
  pattern(pattern: Pick<RegExp, 'source' | 'flags'>, place: PatternPlace): readonly PatternConstraint[] | undefined;
  /**
   * Whether of a discriminated union only the member that the discriminator names has a say, so that a mistake in it is
   * told as what it is.
   */
  readonly choosesMember: boolean;
  /** What lists and dictionaries that are not inside of others refuse in addition. @default nothing */
  readonly ofCopied?: JsonSchema;
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
      return anyOf(shape.options, rules, segments);
    case 'union':
      return copied(unionSchema(shape, inside(rules), segments), shape, rules);
    case 'any':
      return copied({}, shape, rules);
  }
}

/** The rules for what is inside of a list or dictionary, where all is copied. */
function inside({ ofCopied: _, ...rules }: JsonSchemaRules): JsonSchemaRules {
  return rules;
}

/** The schema of a value that templates copy as it is, with what is refused in such values. */
function copied(schema: JsonSchema, shape: Shape, { ofCopied }: JsonSchemaRules): JsonSchema {
  if (ofCopied === undefined || !mayHoldText(shape)) return schema;
  const { allOf = [], ...others } = schema;
  return { ...others, allOf: [ofCopied, ...(allOf as JsonSchema[])] };
}

/** Whether text of the user's own may stand in a value, and end in a blank line. */
function mayHoldText(shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
    case 'any':
      return true;
    case 'object':
      return shape.open || [...shape.keys.values()].some(mayHoldText);
    case 'dictionary':
      return mayHoldText(shape.value);
    case 'sequence':
      return mayHoldText(shape.element);
    case 'union':
    case 'scalarUnion':
      return shape.options.some(mayHoldText);
    default:
      return false;
  }
}

function anyOf(options: readonly Shape[], rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  return { anyOf: options.map((option) => jsonSchemaOf(option, rules, segments)) };
}

function unionSchema(shape: UnionShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const { discriminator } = shape;
  const members = discriminator === undefined ? undefined : namedMembers(shape, discriminator);
  if (!rules.choosesMember || discriminator === undefined || !members) return anyOf(shape.options, rules, segments);
  return {
    type: 'object',
    properties: { [discriminator]: { enum: members.flatMap(({ names }) => names) } },
    required: [discriminator],
    allOf: members.map(({ names, member }) => ({
      if: { properties: { [discriminator]: { enum: names } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
      then: jsonSchemaOf(member, rules, segments),
    })),
  };
}

interface NamedMember {
  readonly names: ChoiceShape['options'];
  readonly member: Shape;
}

/** The members of a union by what the discriminator has to be for them; `undefined` where one has no such names. */
function namedMembers(union: UnionShape, discriminator: string): NamedMember[] | undefined {
  const members: NamedMember[] = [];
  for (const option of union.options) {
    if (option.kind === 'union') {
      const inner = namedMembers(option, discriminator);
      if (!inner) return undefined;
      // Its own members may have names in common, and are told apart by its own discriminator.
      members.push({ names: [...new Set(inner.flatMap(({ names }) => names))], member: option });
      continue;
    }
    const names = option.kind === 'object' ? option.keys.get(discriminator) : undefined;
    if (names?.kind !== 'choice' || names.nullable || names.optional) return undefined;
    members.push({ names: names.options, member: option });
  }
  return members;
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
    ...(!rules.isOpen(segments) && additionalProperties(shape, rules, segments)),
  };
}

/** What an object says of keys that it does not name. */
function additionalProperties(
  shape: ObjectShape,
  rules: JsonSchemaRules,
  segments: readonly PathSegment[],
): JsonSchema | undefined {
  if (!shape.open) return { additionalProperties: false };
  const { catchall } = (shape.schema as z.ZodObject)._zod.def;
  const schema = catchall ? jsonSchemaOf(shapeOf(catchall as z.ZodType), inside(rules), [...segments, EACH]) : {};
  return Object.keys(schema).length === 0 ? undefined : { additionalProperties: schema };
}

function dictionarySchema(
  shape: DictionaryShape,
  rules: JsonSchemaRules,
  segments: readonly PathSegment[],
): JsonSchema {
  const place = [...segments, EACH];
  const { required } = constraintsOf(shape);
  const value = jsonSchemaOf(shape.value, inside(rules), place);
  const names = namesSchema(shape, rules, place);
  const schema = {
    type: 'object',
    ...(names && { propertyNames: names }),
    additionalProperties: rules.removesEntries ? orNull(value) : value,
    // To zod, an entry that may be anything may also be missing.
    ...(required !== undefined && rules.isRequired(shape.value) && shape.value.kind !== 'any' && { required }),
  };
  return copied(schema, shape, rules);
}

/** What the keys of a dictionary have to be; `undefined` where any will do. */
function namesSchema(
  { schema }: DictionaryShape,
  rules: JsonSchemaRules,
  segments: readonly PathSegment[],
): JsonSchema | undefined {
  const key = shapeOf((schema as z.ZodRecord).keyType as z.ZodType);
  switch (key.kind) {
    case 'choice':
      return { enum: key.options.map(String) };
    case 'number':
      return { pattern: key.integer ? '^-?\\d+$' : '^-?\\d+(?:\\.\\d+)?$' };
    case 'text':
      return Object.keys(constraintsOf(key)).length > 1 ? jsonSchemaOf(key, rules, segments) : undefined;
    case 'scalarUnion':
      return jsonSchemaOf(key, rules, segments);
    default:
      return undefined;
  }
}

function sequenceSchema(shape: SequenceShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const { minItems, maxItems } = constraintsOf(shape);
  const schema = {
    type: 'array',
    items: jsonSchemaOf(shape.element, inside(rules.elements), [...segments, EACH]),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  };
  return copied(schema, shape, rules);
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

/** What a schema refuses in words of JSON schema, given by `.meta({ not: … })` beside a refinement. */
function refusedBy(shape: Shape): unknown {
  return shape.schema.meta()?.not;
}

/** A pattern says more exactly than a format what zod accepts, so a format is only there where no pattern can be. */
function textSchema(shape: TextShape, rules: JsonSchemaRules, segments: readonly PathSegment[]): JsonSchema {
  const { minLength, maxLength, format, pattern, allOf = [] }: TextConstraints = constraintsOf(shape);
  const knownFormat = format !== undefined && WELL_KNOWN_FORMATS.has(format) ? format : undefined;
  const place = { path: formatPath(segments), ...(knownFormat !== undefined && { format: knownFormat }) };
  const sources = [...(pattern === undefined ? [] : [pattern]), ...allOf.map((part) => part.pattern)];
  const demands = sources.map((source) => rules.pattern({ source, flags: flagsOf(source, shape.schema) }, place));
  const isSaid = sources.length > 0 && !demands.includes(undefined);
  const refused = refusedBy(shape);
  const constraints = [
    ...demands.flatMap((constraint) => constraint ?? []),
    ...(refused === undefined ? [] : [{ not: refused }]),
  ];
  // Several of the same keyword need a schema each.
  const keywords = new Set(constraints.flatMap((constraint) => Object.keys(constraint)));
  return {
    type: 'string',
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(!isSaid && knownFormat !== undefined && { format: knownFormat }),
    ...(keywords.size === constraints.length ? Object.assign({}, ...constraints) : { allOf: constraints }),
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

/** A JSON schema as the text of a file: characters that nobody sees are escaped. */
export function jsonSchemaText(schema: JsonSchema): string {
  const text = JSON.stringify(schema, null, 2);
  return `${text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

const INVISIBLE = /[\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]/g;

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
