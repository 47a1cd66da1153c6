import type { z } from 'zod';
import { ChartDefinitionError } from '../errors';

/** What every shape knows, whatever its kind. */
interface ShapeBase {
  /** The zod schema without its `optional`, `nullable` and `default` wrappers. */
  readonly schema: z.ZodType;
  /** The key may be missing, also after defaults were filled in. */
  readonly optional: boolean;
  /** `null` is a valid value. */
  readonly nullable: boolean;
  /** The value that stands in for a missing key. */
  readonly defaultValue?: unknown;
  /** Prose: what the value means, its unit, and the source of its default. */
  readonly description?: string;
}

export interface ObjectShape extends ShapeBase {
  readonly kind: 'object';
  readonly keys: ReadonlyMap<string, Shape>;
  /** Keys that the schema does not name are accepted (`z.looseObject`, `catchall`). */
  readonly open: boolean;
}
export interface TextShape extends ShapeBase {
  readonly kind: 'text';
}
export interface NumberShape extends ShapeBase {
  readonly kind: 'number';
  readonly integer: boolean;
}
export interface ToggleShape extends ShapeBase {
  readonly kind: 'toggle';
}
export interface ChoiceShape extends ShapeBase {
  readonly kind: 'choice';
  readonly options: readonly (string | number | boolean)[];
}
/** A union of scalars, such as `minAvailable: 1 | "50%"`. */
export interface ScalarUnionShape extends ShapeBase {
  readonly kind: 'scalarUnion';
  readonly options: readonly Shape[];
}
export interface DictionaryShape extends ShapeBase {
  readonly kind: 'dictionary';
  readonly value: Shape;
}
export interface SequenceShape extends ShapeBase {
  readonly kind: 'sequence';
  readonly element: Shape;
}
/** A union with at least one member that is not a scalar. */
export interface UnionShape extends ShapeBase {
  readonly kind: 'union';
  /** The key whose literal tells the members apart, if there is one. */
  readonly discriminator?: string;
  readonly options: readonly Shape[];
}
/** `z.any()` and `z.unknown()`: any JSON value. */
export interface AnyShape extends ShapeBase {
  readonly kind: 'any';
}

/**
 * A values schema as the rest of the library sees it: zod's wrappers are folded into flags, and only the distinctions
 * that matter to values files, JSON schema and tracing are left.
 */
export type Shape =
  | ObjectShape
  | TextShape
  | NumberShape
  | ToggleShape
  | ChoiceShape
  | ScalarUnionShape
  | DictionaryShape
  | SequenceShape
  | UnionShape
  | AnyShape;

const shapes = new WeakMap<z.ZodType, Shape>();

/** The shape of a values schema. Throws {@link ChartDefinitionError} where the schema says what no chart can carry. */
export function shapeOf(schema: z.ZodType): Shape {
  let shape = shapes.get(schema);
  if (!shape) {
    shape = readShape(schema, '');
    shapes.set(schema, shape);
  }
  return shape;
}

/** The definition object that zod 4 keeps behind every schema. */
// biome-ignore lint/suspicious/noExplicitAny: zod types it per schema class; here all classes are read by one function
type Definition = any;

function readShape(schema: z.ZodType, path: string): Shape {
  let optional = false;
  let nullable = false;
  let defaultValue: unknown;
  let hasDefault = false;
  let description = schema.description;
  let current: z.ZodType = schema;
  let definition: Definition = current._zod.def;

  for (let wrapped = true; wrapped; ) {
    switch (definition.type) {
      case 'optional':
        optional = true;
        break;
      case 'nullable':
        nullable = true;
        break;
      case 'default':
      case 'prefault':
        if (!hasDefault) defaultValue = definition.defaultValue;
        hasDefault = true;
        break;
      case 'readonly':
      case 'nonoptional':
        break;
      default:
        wrapped = false;
        continue;
    }
    current = definition.innerType;
    definition = current._zod.def;
    description ??= current.description;
  }

  const base: ShapeBase = {
    schema: current,
    optional: optional && !hasDefault,
    nullable,
    ...(hasDefault && { defaultValue }),
    ...(description !== undefined && { description }),
  };
  return readKind(base, definition, path);
}

function readKind(base: ShapeBase, definition: Definition, path: string): Shape {
  switch (definition.type) {
    case 'object': {
      const keys = new Map<string, Shape>();
      for (const [key, child] of Object.entries(definition.shape as Record<string, z.ZodType>)) {
        keys.set(key, readShape(child, path ? `${path}.${key}` : key));
      }
      const catchall = definition.catchall?._zod.def.type;
      return { ...base, kind: 'object', keys, open: catchall !== undefined && catchall !== 'never' };
    }
    case 'string':
    case 'template_literal':
      return { ...base, kind: 'text' };
    case 'number':
      return { ...base, kind: 'number', integer: isInteger(definition) };
    case 'boolean':
      return { ...base, kind: 'toggle' };
    case 'enum':
      return { ...base, kind: 'choice', options: Object.values(definition.entries) };
    case 'literal':
      return { ...base, kind: 'choice', options: definition.values };
    case 'record':
      return { ...base, kind: 'dictionary', value: readShape(definition.valueType, `${path}.*`) };
    case 'array':
      return { ...base, kind: 'sequence', element: readShape(definition.element, `${path}[]`) };
    case 'any':
    case 'unknown':
      return { ...base, kind: 'any' };
    case 'union': {
      const options = (definition.options as z.ZodType[]).map((option) => readShape(option, path));
      return readUnion(base, options, definition.discriminator);
    }
    default:
      throw new ChartDefinitionError('The values schema cannot become a chart:', [
        {
          code: 'schema/unsupported',
          path: path || '(root)',
          message: unsupported(definition.type),
        },
      ]);
  }
}

function isInteger(definition: Definition): boolean {
  const isIntegerFormat = (format: unknown) => typeof format === 'string' && format.includes('int');
  return (
    isIntegerFormat(definition.format) ||
    (definition.checks ?? []).some((check: { _zod: { def: Definition } }) => isIntegerFormat(check._zod.def.format))
  );
}

const scalarKinds = new Set(['text', 'number', 'toggle', 'choice', 'scalarUnion']);

function readUnion(base: ShapeBase, options: Shape[], discriminator: string | undefined): Shape {
  if (options.every((option) => option.kind === 'choice')) {
    return { ...base, kind: 'choice', options: options.flatMap((option) => option.options) };
  }
  if (options.every((option) => scalarKinds.has(option.kind))) {
    return { ...base, kind: 'scalarUnion', options };
  }
  return { ...base, kind: 'union', ...(discriminator !== undefined && { discriminator }), options };
}

function unsupported(type: string): string {
  if (type === 'pipe' || type === 'transform') {
    return 'transforms, pipes and coercions cannot be carried into a chart, because Helm hands values over as they are; declare the input type here and compute the rest in the construct';
  }
  return `zod type "${type}" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them`;
}
