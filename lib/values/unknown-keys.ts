import { isRecord } from './defaults';
import { joinWords } from './expectation';
import { nearest } from './nearest';
import { formatPath, type PathSegment } from './path';
import type { Shape } from './shape';
import { unionOption } from './union-option';

/** A key that has no place in the values, and what to do about it. */
export interface UnknownKey {
  readonly code: 'values/unknown-key' | 'values/reserved-key';
  readonly segments: readonly PathSegment[];
  readonly message: string;
}

// Above this, a list of what is known would hide the message.
const MAX_LISTED = 8;

/**
 * Every key that a schema does not name, at every level. zod drops such keys without a word, so that a misspelt one
 * would silently leave the default in force.
 *
 * @param openSections top-level keys below which every key is accepted
 */
export function findUnknownKeys(root: Shape, values: unknown, openSections: readonly string[] = []): UnknownKey[] {
  const found: UnknownKey[] = [];

  const visit = (shape: Shape | undefined, value: unknown, segments: readonly PathSegment[], open: boolean): void => {
    if (Array.isArray(value)) {
      const option = memberFor(shape, value);
      const element = option?.kind === 'sequence' ? option.element : undefined;
      value.forEach((item, index) => void visit(element, item, [...segments, index], open));
      return;
    }
    if (!isRecord(value)) return;
    const option = memberFor(shape, value);
    for (const key of Object.keys(value)) {
      if (value[key] === undefined) continue;
      const path = [...segments, key];
      if (key === '__proto__') {
        found.push({
          code: 'values/reserved-key',
          segments: path,
          message: 'this key has a meaning of its own in JavaScript and cannot be used; choose another name',
        });
        continue;
      }
      const isOpen = open || (segments.length === 0 && openSections.includes(key));
      const child = childOf(option, key);
      if (option?.kind === 'object' && !child && !option.open && !isOpen) {
        found.push({ code: 'values/unknown-key', segments: path, message: describeUnknownKey(root, option.keys, key) });
        continue;
      }
      visit(child, value[key], path, isOpen);
    }
  };
  visit(root, values, [], false);
  return found;
}

function memberFor(shape: Shape | undefined, value: unknown): Shape | undefined {
  let member = shape;
  while (member?.kind === 'union') member = unionOption(member, value);
  return member;
}

function childOf(shape: Shape | undefined, key: string): Shape | undefined {
  if (shape?.kind === 'object') return shape.keys.get(key);
  return shape?.kind === 'dictionary' ? shape.value : undefined;
}

/** What to say of a key that a schema does not name at a place, where it names others. */
export function describeUnknownKey(root: Shape, known: ReadonlyMap<string, Shape>, key: string): string {
  const meant = nearest(known.keys(), key);
  if (meant !== undefined) return `unknown key; did you mean ${meant}?`;
  const elsewhere = placesOf(root, key, []);
  if (elsewhere.length === 1) return `unknown key here; did you mean ${elsewhere[0]}?`;
  if (known.size === 0) return 'unknown key; no keys are known here';
  if (known.size > MAX_LISTED) return 'unknown key; the values schema does not name it';
  return `unknown key; known here: ${joinWords([...known.keys()], 'and')}`;
}

/** Where else in the schema a key is known: the usual cause is wrong indentation. */
function placesOf(shape: Shape, key: string, segments: readonly PathSegment[]): string[] {
  if (shape.kind !== 'object') return [];
  const here = shape.keys.has(key) ? [formatPath([...segments, key])] : [];
  return [...here, ...[...shape.keys].flatMap(([name, child]) => placesOf(child, key, [...segments, name]))];
}
