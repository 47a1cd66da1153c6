import { isRecord } from '../values/defaults';
import type { Interned } from './interner';

/** The topmost places at which two lists of objects differ, such as `Deployment spec.replicas`. */
export function movedPlaces(left: readonly Interned[], right: readonly Interned[]): Set<string> {
  const moved = new Set<string>();
  compareLists(left, right, '', moved);
  return moved;
}

/** A kind and a name, and a name that values were given. */
const [OBJECT, MADE] = [/^[A-Z]\w* /, /mz[qrs]|…/i];

/**
 * Whether two places are the same field of an object, or one is inside of the other, whatever objects and items are named:
 * their names may be values. A whole object is only around its own fields.
 */
export function isSameField(left: string, right: string): boolean {
  const [one, other] = [left, right].map((place) => {
    const [object] = place.split('.', 1);
    return { object, field: place.slice(object.length).replace(/\[[^\]]*\]/g, '[]') };
  });
  const isAround = (one.field === '') !== (other.field === '');
  const isNamedByItself = [one, other].every(({ object }) => OBJECT.test(object) && !MADE.test(object));
  if (isAround && isNamedByItself && one.object !== other.object) return false;
  return one.field.startsWith(other.field) || other.field.startsWith(one.field);
}

/** A field and those that it is inside of, from the inside to the outside: of an entry, another key may be known. */
export function fieldsAround(place: string): string[] {
  const [first, ...others] = place.split('.');
  return others.map((_, at) => [first, ...others.slice(0, others.length - at)].join('.'));
}

function compare(left: Interned, right: Interned, place: string, moved: Set<string>): void {
  if (left === right) return;
  if (Array.isArray(left) && Array.isArray(right)) {
    compareLists(left, right, place, moved);
  } else if (isRecord(left) && isRecord(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(left[key] as Interned, right[key] as Interned, place ? `${place}.${key}` : key, moved);
    }
  } else {
    moved.add(place);
  }
}

/** Items with a name are compared with their namesake, others with the one at the same index. */
function compareLists(left: readonly Interned[], right: readonly Interned[], place: string, moved: Set<string>): void {
  const [lefts, rights] = [byName(left), byName(right)];
  for (const name of new Set([...lefts.keys(), ...rights.keys()])) {
    compare(lefts.get(name), rights.get(name), place ? `${place}[${name}]` : name, moved);
  }
}

function byName(list: readonly Interned[]): Map<string, Interned> {
  return new Map(list.map((item, index) => [nameOf(item) ?? String(index), item]));
}

function nameOf(item: Interned): string | undefined {
  if (!isRecord(item)) return undefined;
  if (typeof item.kind === 'string' && isRecord(item.metadata)) return `${item.kind} ${String(item.metadata.name)}`;
  const name = item.name ?? item.mountPath;
  return typeof name === 'string' ? name : undefined;
}
