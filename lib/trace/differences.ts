import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import { childPlace, elementPlace, type Place, ROOT, type RootShape, withValueAt } from './place';
import { optionOf } from './variables';

/** One part of the values that differs between two sets of values, as small as the schema sees it. */
export interface Difference {
  readonly place: Place;
  readonly shape: Shape;
  /** The part in the second set, `undefined` where it is missing there. */
  readonly value: unknown;
}

/** All parts in which `to` differs from `from`. */
export function differences(root: RootShape, from: unknown, to: unknown): Difference[] {
  const found: Difference[] = [];
  collect(root, ROOT, from, to, found);
  return found;
}

function collect(shape: Shape, place: Place, from: unknown, to: unknown, found: Difference[]): void {
  if (from === to) return;
  if (shape.kind === 'object' && isRecord(from) && isRecord(to) && !shape.open) {
    for (const [key, child] of shape.keys) collect(child, childPlace(place, key, child), from[key], to[key], found);
    return;
  }
  if (shape.kind === 'sequence' && Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    for (const [index, element] of from.entries()) {
      collect(shape.element, elementPlace(place, index), element, to[index], found);
    }
    return;
  }
  if (shape.kind === 'dictionary' && isRecord(from) && isRecord(to) && sameKeys(from, to)) {
    for (const key of Object.keys(from)) collect(shape.value, elementPlace(place, key), from[key], to[key], found);
    return;
  }
  if (shape.kind === 'union') {
    const [option, other] = [optionOf(shape.options, from), optionOf(shape.options, to)];
    if (option && option === other && option.kind !== 'text') {
      collect(option, place, from, to, found);
      return;
    }
  }
  if (JSON.stringify(from) !== JSON.stringify(to)) found.push({ place, shape, value: to });
}

function sameKeys(left: object, right: object): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key));
}

/** The values with some differences carried over. */
export function applyDifferences(values: unknown, changes: readonly Difference[]): unknown {
  return changes.reduce((current, change) => withValueAt(current, change.place.path, change.value), values);
}

/**
 * The fewest of the differences that still make `fails` true, found by leaving out ever smaller groups of them.
 * All of them together must make it true.
 */
export function minimalDifferences(
  from: unknown,
  all: readonly Difference[],
  fails: (values: unknown) => boolean,
): Difference[] {
  let kept = [...all];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length && kept.length > 1; ) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (fewer.length > 0 && fails(applyDifferences(from, fewer))) kept = fewer;
      else start += size;
    }
  }
  return kept;
}
