import { isRecord } from '../values/defaults';
import { equalJson } from './equal-json';
import type { Interned } from './interner';
import { valueAt, withValueAt } from './place';
import type { Output } from './points';

/** One part of the objects or named templates that became another. */
export interface Effect {
  readonly path: readonly (string | number)[];
  /** `undefined` where there was nothing. */
  readonly from: Interned;
  readonly to: Interned;
}

/** An output as one tree: its objects by kind and name, which say more than where in a list they are. */
export function outputTree({ objects, helpers }: Output): Interned {
  const byName: Record<string, Interned> = {};
  for (const object of objects) {
    const name = nameOf(object);
    let key = name;
    for (let count = 1; Object.hasOwn(byName, key); count++) key = `${name} ${count}`;
    byName[key] = object;
  }
  return { ...byName, ...Object.fromEntries(Object.entries(helpers).map(([key, text]) => [`template ${key}`, text])) };
}

function nameOf(object: Interned): string {
  return isRecord(object) && isRecord(object.metadata) ? `${object.kind} ${object.metadata.name}` : '';
}

/** All that became another from one tree to the next, as far inside as both have the same keys or as many items. */
export function effectsBetween(from: Interned, to: Interned): Effect[] {
  const found: Effect[] = [];
  const compare = (left: Interned, right: Interned, path: readonly (string | number)[]): void => {
    if (left === right) return;
    if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
      for (const [index, item] of left.entries()) compare(item, right[index], [...path, index]);
    } else if (isRecord(left) && isRecord(right)) {
      const [lefts, rights] = [left, right] as Readonly<Record<string, Interned>>[];
      for (const key of Object.keys(lefts)) compare(lefts[key], rights[key], [...path, key]);
      for (const key of Object.keys(rights)) if (!(key in lefts)) compare(undefined, rights[key], [...path, key]);
    } else {
      found.push({ path, from: left, to: right });
    }
  };
  compare(from, to, []);
  return found;
}

/** Whether a tree has everything that some effects change. */
export function canHave(tree: Interned, effects: readonly Effect[]): boolean {
  return effects.every(({ path, from }) => {
    const around = valueAt(tree, path.slice(0, -1));
    return typeof around === 'object' && around !== null && valueAt(around, path.slice(-1)) === from;
  });
}

/** Whether some effects, all together, make one tree of another. */
export function accountFor(from: Interned, effects: readonly Effect[], to: Interned): boolean {
  const changed = effects.reduce<unknown>((tree, effect) => withValueAt(tree, effect.path, effect.to), from);
  return equalJson(changed, to);
}
