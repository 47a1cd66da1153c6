import { nearest } from './nearest';
import type { Shape } from './shape';
import { acceptsType } from './union-option';

/**
 * What to write instead, where only the type of a value is wrong and its meaning is plain: numbers that lost their
 * quotes or gained some, and the words that YAML 1.1 takes for true and false, YAML 1.2 for text; and the option that is
 * nearest to one that there is not.
 *
 * @param written the value as it stands in the file, such as `1.10` for the number 1.1
 */
export function adviceFor(shape: Shape, value: unknown, written = String(value)): string | undefined {
  if (acceptsType(shape, value)) return adviceForSize(value) ?? adviceForOption(shape, value);
  const members = shape.kind === 'scalarUnion' ? shape.options : [shape];
  if (typeof value === 'number' || typeof value === 'boolean') {
    const isText = members.some((member) => member.kind === 'text' || isOption(member, written));
    return isText ? `put it in quotes: ${JSON.stringify(written)}` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (members.some((member) => member.kind === 'number' && isNumberFor(member, value))) {
    return `write ${value.trim()} without quotes`;
  }
  return members.some((member) => member.kind === 'toggle') ? adviceForToggle(value) : undefined;
}

function adviceForSize(value: unknown): string | undefined {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return undefined;
  return Number.isFinite(value) ? 'an integer beyond 2^53 cannot be carried exactly' : 'write a finite one';
}

function adviceForOption(shape: Shape, value: unknown): string | undefined {
  if (shape.kind !== 'choice' || typeof value !== 'string' || shape.options.includes(value)) return undefined;
  const meant = nearest(shape.options.map(String), value);
  return meant === undefined ? undefined : `did you mean ${JSON.stringify(meant)}?`;
}

function isOption(shape: Shape, text: string): boolean {
  return shape.kind === 'choice' && shape.options.includes(text);
}

function isNumberFor(shape: Shape, text: string): boolean {
  return text.trim() !== '' && shape.schema.safeParse(Number(text)).success;
}

const WORDS_FOR_TRUE = new Set(['true', 'yes', 'y', 'on']);
const WORDS_FOR_FALSE = new Set(['false', 'no', 'n', 'off']);

function adviceForToggle(text: string): string | undefined {
  const word = text.toLowerCase();
  const meant = WORDS_FOR_TRUE.has(word) ? 'true' : WORDS_FOR_FALSE.has(word) ? 'false' : undefined;
  if (meant === undefined) return undefined;
  return word === meant ? `write ${meant} without quotes` : `write ${meant}; YAML 1.2 takes ${text} for text`;
}
