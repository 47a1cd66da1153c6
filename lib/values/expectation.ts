import { z } from 'zod';
import { isSecretReference } from './secret-reference';
import type { NumberShape, SequenceShape, Shape, TextShape } from './shape';

/** What a shape accepts, for "expected …": `an integer of at least 1`, `true or false`, `one of "s3", "pvc"`. */
export function describeExpected(shape: Shape): string {
  return describeShape(shape, describeText);
}

/** As {@link describeExpected}, with the patterns of texts: for a text that does not match them. */
export function describeExpectedForm(shape: Shape): string {
  return describeShape(shape, (text) => describeText(text) + describePattern(text));
}

function describeShape(shape: Shape, textOf: (text: TextShape) => string): string {
  const expected = describeKind(shape, textOf);
  return shape.nullable ? `${expected} or null` : expected;
}

function describeKind(shape: Shape, textOf: (text: TextShape) => string): string {
  switch (shape.kind) {
    case 'text':
      return textOf(shape);
    case 'number':
      return describeNumber(shape);
    case 'toggle':
      return 'true or false';
    case 'choice': {
      const options = shape.options.map((option) => JSON.stringify(option));
      return options.length === 1 ? `${options[0]}` : `one of ${options.join(', ')}`;
    }
    case 'scalarUnion':
    case 'union':
      return joinWords([...new Set(shape.options.map((option) => describeShape(option, textOf)))], 'or');
    case 'sequence':
      return describeSequence(shape);
    case 'dictionary':
      return 'a map';
    case 'object':
      return isSecretReference(shape.schema) ? SECRET_REFERENCE_FORM : describeObject(shape.keys);
    case 'any':
      return 'any value';
  }
}

/** How a secret is written into values. */
export const SECRET_REFERENCE_FORM = '{ secretName: <name of a Secret>, key: <its key> }';

function describeObject(keys: ReadonlyMap<string, Shape>): string {
  const required = [...keys].filter(([, child]) => !child.optional && child.defaultValue === undefined);
  return required.length === 0
    ? 'a map'
    : `a map with ${joinWords(
        required.map(([key]) => key),
        'and',
      )}`;
}

/** The constraints of a schema as zod itself states them. */
function constraints(shape: TextShape | NumberShape | SequenceShape): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(shape.schema, { io: 'input', unrepresentable: 'any' });
}

function describeText(shape: TextShape): string {
  const { minLength, maxLength } = constraints(shape);
  return `text${describeSize(minLength, maxLength, 'character')}`;
}

function describePattern(shape: TextShape): string {
  const { pattern, format, allOf = [] } = constraints(shape);
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((part) => part !== undefined);
  if (patterns.length > 0) return ` that matches ${joinWords(patterns, 'and')}`;
  return format === undefined ? '' : ` in the form of a ${format}`;
}

function describeSequence(shape: SequenceShape): string {
  const { minItems, maxItems } = constraints(shape);
  return `a list${describeSize(minItems, maxItems, 'item')}`;
}

function describeSize(minimum: number | undefined, maximum: number | undefined, unit: string): string {
  const counted = (count: number) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (minimum !== undefined && minimum === maximum) return ` of ${counted(minimum)}`;
  if (minimum !== undefined && maximum !== undefined) return ` of ${minimum} to ${counted(maximum)}`;
  if (minimum !== undefined) return ` of at least ${counted(minimum)}`;
  return maximum === undefined ? '' : ` of at most ${counted(maximum)}`;
}

function describeNumber(shape: NumberShape): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = constraints(shape);
  const noun = shape.integer ? 'an integer' : 'a number';
  const bounds = [
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
    ...(multipleOf === undefined ? [] : [`that is a multiple of ${multipleOf}`]),
  ];
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least !== undefined && most !== undefined) bounds.unshift(`between ${least} and ${most}`);
  else if (least !== undefined) bounds.unshift(`of at least ${least}`);
  else if (most !== undefined) bounds.unshift(`of at most ${most}`);
  return [noun, joinWords(bounds, 'and')].filter(Boolean).join(' ');
}

const MAX_SHOWN = 60;

/**
 * What a value is, for "found …": `text "abc"`, `the number 1.10`, `an empty list`.
 *
 * @param written the number or word as it stands in the file, such as `1.10` for 1.1
 */
export function describeFound(value: unknown, written?: string): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return `the number ${written ?? value}`;
  if (typeof value === 'string') return value === '' ? 'empty text' : `text ${JSON.stringify(shorten(value))}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    return `a list of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  }
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_SHOWN ? text : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
}

/** `a, b and c` */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
