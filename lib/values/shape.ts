import type { z } from 'zod';
import { ChartDefinitionError, type Problem } from '../errors';
import { pathBelow } from './path';
import { presetFaults } from './presets/faults';
import type { Presets } from './presets/presets';
import { presetsOf } from './presets/with-presets';
import { ruleFaults } from './rules/faults';
import type { Rule } from './rules/rule';
import { rulesOf } from './rules/with-rules';
import { isScalar } from './scalar-shape';
import { schemaChecks } from './schema-checks';

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
  /** zod checks the value by a function (`refine`, `superRefine`, `check`), which only zod can do. @default false */
  readonly isRefined?: true;
}

export interface ObjectShape extends ShapeBase {
  readonly kind: 'object';
  readonly keys: ReadonlyMap<string, Shape>;
  /** Keys that the schema does not name are accepted (`z.looseObject`, `catchall`). */
  readonly open: boolean;
  /** What holds between the values, declared by `withRules`. @default none */
  readonly rules?: readonly Rule[];
  /** Other defaults for the options of choices, declared by `withPresets`. @default none */
  readonly presets?: readonly Presets[];
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
  readonly key: Shape;
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

/** The shape of a values schema. Throws {@link ChartDefinitionError} with everything in it that no chart can carry. */
export function shapeOf(schema: z.ZodType): Shape {
  let shape = shapes.get(schema);
  if (!shape) {
    const problems: Problem[] = [];
    shape = readShape(schema, { path: '', above: [], problems });
    if (problems.length > 0) throw new ChartDefinitionError('The values schema cannot become a chart:', problems);
    shapes.set(schema, shape);
  }
  return shape;
}

/** A place in a schema that is being read. */
interface Reading {
  readonly path: string;
  /** The schemas that the place is in, outer ones first. */
  readonly above: readonly z.ZodType[];
  /** What was found so far, at any place. */
  readonly problems: Problem[];
}

/** No values file is as deep; a schema that makes itself anew at every level is. */
const MAX_DEPTH = 100;

/** The definition object that zod 4 keeps behind every schema. */
// biome-ignore lint/suspicious/noExplicitAny: zod types it per schema class; here all classes are read by one function
type Definition = any;

function readShape(schema: z.ZodType, reading: Reading): Shape {
  let optional = false;
  let nullable = false;
  let defaultValue: unknown;
  let hasDefault = false;
  let isRefined = false;
  let description = schema.description;
  let current: z.ZodType = schema;
  let definition: Definition = current._zod.def;

  for (let wrapped = true; wrapped; ) {
    if (definition.coerce === true) refuse(reading, TRANSFORMS);
    if (overwrites(current)) refuse(reading, OVERWRITES);
    isRefined ||= checksByFunction(current);
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
    ...(isRefined && { isRefined }),
  };
  if (reading.above.includes(current) || reading.above.length > MAX_DEPTH) {
    refuse(reading, RECURSIVE);
    return { ...base, kind: 'any' };
  }
  return nullWhereAbsent(readKind(base, definition, { ...reading, above: [...reading.above, current] }));
}

/** Values files say null by leaving a key out, and Helm does not tell the two apart. */
function nullWhereAbsent(shape: Shape): Shape {
  const isNull = shape.nullable && !shape.optional && shape.defaultValue === undefined;
  return isNull ? { ...shape, defaultValue: null } : shape;
}

function readKind(base: ShapeBase, definition: Definition, reading: Reading): Shape {
  const { path } = reading;
  switch (definition.type) {
    case 'object': {
      const keys = new Map<string, Shape>();
      for (const [key, child] of Object.entries(definition.shape as Record<string, z.ZodType>)) {
        keys.set(key, readShape(child, { ...reading, path: pathBelow(path, key) }));
      }
      const catchall = definition.catchall?._zod.def.type;
      const rules = rulesOf(definition);
      const presets = presetsOf(definition);
      const shape: ObjectShape = {
        ...base,
        kind: 'object',
        keys,
        open: catchall !== undefined && catchall !== 'never',
        ...(rules.length > 0 && { rules }),
        ...(presets.length > 0 && { presets }),
      };
      for (const message of ruleFaults(shape, rules)) {
        reading.problems.push({ code: 'schema/rule', path: path || '(root)', message });
      }
      for (const message of presets.flatMap((each) => presetFaults(shape, each))) {
        reading.problems.push({ code: 'schema/preset', path: path || '(root)', message });
      }
      return shape;
    }
    case 'string':
    case 'template_literal':
      return { ...base, kind: 'text' };
    case 'number':
      return { ...base, kind: 'number', integer: isInteger(base.schema) };
    case 'boolean':
      return { ...base, kind: 'toggle' };
    case 'enum':
      return { ...base, kind: 'choice', options: Object.values(definition.entries) };
    case 'literal':
      return readLiteral(base, definition.values, reading);
    case 'record': {
      const key = readShape(definition.keyType, { ...reading, path: `${path}.*` });
      const value = readShape(definition.valueType, { ...reading, path: `${path}.*` });
      return { ...base, kind: 'dictionary', key, value, ...(key.isRefined && { isRefined: true }) };
    }
    case 'array':
      return { ...base, kind: 'sequence', element: readShape(definition.element, { ...reading, path: `${path}[]` }) };
    case 'any':
    case 'unknown':
      return { ...base, kind: 'any' };
    case 'union': {
      const options = (definition.options as z.ZodType[]).map((option) => readShape(option, reading));
      return readUnion(base, options, definition.discriminator);
    }
    default:
      refuse(reading, unsupported(definition.type));
      return { ...base, kind: 'any' };
  }
}

function readLiteral(base: ShapeBase, values: readonly unknown[], reading: Reading): Shape {
  const options = values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value));
  const other = values.find((value) => value !== null && !options.includes(value));
  if (other !== undefined || options.length === 0) refuse(reading, unsupported('literal'));
  return {
    ...base,
    kind: 'choice',
    nullable: base.nullable || values.includes(null),
    options: options as (string | number | boolean)[],
  };
}

function refuse({ path, problems }: Reading, message: string): void {
  problems.push({ code: 'schema/unsupported', path: path || '(root)', message });
}

/** Whether a check puts another value in the place of the one that it was given. */
function overwrites(schema: z.ZodType): boolean {
  const { normalize } = schema._zod.def as Definition;
  return normalize === true || schemaChecks(schema).some(({ check }) => check === 'overwrite');
}

/** Whether a check is a function that nobody but zod can run. What it refuses may stand in `.meta({ not: … })` as well. */
function checksByFunction(schema: z.ZodType): boolean {
  return schemaChecks(schema).some(({ check }) => check === 'custom') && schema.meta()?.not === undefined;
}

const TRANSFORMS =
  'transforms, pipes and coercions cannot be carried into a chart, because Helm hands values over as they are; declare the input type here and compute the rest in the construct';

const OVERWRITES =
  'trim, toLowerCase, toUpperCase, normalize and overwrite change a value at synth, but Helm hands it over as it is; leave them out, and demand the form with regex or refine';

const RECURSIVE =
  'a schema that contains itself has no end, and a values file must have one; write out as many levels as are needed, or use z.any()';

function isInteger(schema: z.ZodType): boolean {
  return schemaChecks(schema).some(({ format }) => format?.includes('int'));
}

function readUnion(union: ShapeBase, members: Shape[], discriminator: string | undefined): Shape {
  const base = { ...union, ...absenceOf([union, ...members]) };
  const options = members.map((member): Shape => ({ ...member, ...absenceOf([]) }));
  if (options.every((option) => option.kind === 'choice')) {
    const isRefined = options.some((option) => option.isRefined) || base.isRefined;
    return {
      ...base,
      kind: 'choice',
      options: options.flatMap((option) => option.options),
      ...(isRefined && { isRefined }),
    };
  }
  if (options.every(isScalar)) {
    return { ...base, kind: 'scalarUnion', options };
  }
  return { ...base, kind: 'union', ...(discriminator !== undefined && { discriminator }), options };
}

/** What stands for a value that is missing: a union may be without one where any of its members may. */
function absenceOf(shapes: readonly ShapeBase[]): Pick<ShapeBase, 'optional' | 'nullable' | 'defaultValue'> {
  const defaultValue = shapes.find((shape) => shape.defaultValue !== undefined)?.defaultValue;
  return {
    optional: defaultValue === undefined && shapes.some(({ optional }) => optional),
    nullable: shapes.some(({ nullable }) => nullable),
    defaultValue,
  };
}

function unsupported(type: string): string {
  if (type === 'null')
    return 'z.null() has no counterpart in a Helm values file; use .nullable() on what stands beside it';
  if (type === 'literal') return 'a literal is text, a number, true or false, and may be null beside one of these';
  if (type === 'pipe' || type === 'transform') return TRANSFORMS;
  if (type === 'lazy') return RECURSIVE;
  return `zod type "${type}" has no counterpart in a Helm values file; use objects, records, arrays, strings, numbers, booleans, enums or unions of them`;
}
