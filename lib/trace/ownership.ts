import { resolveReference } from '../template/reference';
import { isRecord } from '../values/defaults';
import { formatPath } from '../values/path';
import type { Interned } from './interner';
import type { Learning, Variant } from './learning';
import type { Leaf } from './markers';
import { type Place, shapeAt } from './place';
import { type Instance, type Space, stepsBeforeSlot } from './space';

/** The element of a collection, outside of the enclosing loops, that an item of a list comes from. */
export interface Owner {
  /** A text that names the collection. */
  readonly name: string;
  readonly collection: Place;
  readonly at: number | string;
}

interface IdentifiedItem {
  readonly identity: string;
  readonly owners: readonly Owner[];
}

/** Where an item stands in a list. */
export interface ItemPosition {
  readonly at: number;
  /** The item before it. */
  readonly before?: Interned;
}

/** Tells items of a list apart, in a way that stays the same when values change. */
export type Identify = (item: Interned, instance: Instance, position?: ItemPosition) => string;

/** All elements of collections outside of the loops that show in an item. */
export function ownersOfItem(learning: Learning, space: Space, instance: Instance, item: Interned): readonly Owner[] {
  return space.remember('owners', instance, item, () => findOwners(learning, space, instance, item));
}

function findOwners(learning: Learning, space: Space, instance: Instance, item: Interned): Owner[] {
  const owners = new Map<string, Owner>();
  const named = new Set<string>();
  // Numbers that an element is compared with may be those that stand for another one; texts are no one else's.
  const leaves = [...learning.markers.mentions(item)].sort((left, right) => textsFirst(left) - textsFirst(right));
  for (const { place, shape } of leaves) {
    const slot = space.reachableSlots(place, instance.position);
    if (slot >= place.position.length) continue;
    const steps = stepsBeforeSlot(place, slot);
    // A loop is at another element of the same collection: what shows all of them comes from none.
    if (space.isLoopedOver(steps)) continue;
    const at = place.position[slot] as number | string;
    const name = JSON.stringify(steps);
    if (shape.kind !== 'number') named.add(name);
    else if (named.has(name)) continue;
    owners.set(`${name} ${at}`, {
      name,
      at,
      collection: {
        path: place.path.slice(0, steps.length),
        key: formatPath(place.path.slice(0, steps.length)),
        steps,
        position: place.position.slice(0, slot),
        optionalSteps: place.optionalSteps.filter((step) => step <= steps.length),
      },
    });
  }
  return [...owners.values()];
}

function textsFirst({ shape }: Leaf): number {
  return shape.kind === 'number' ? 1 : 0;
}

/**
 * For each item of each list the element that it comes from, if it comes from one. An item that anywhere shows several
 * elements of a collection comes from none of them, and neither does one of a collection of which only one element ever
 * shows. Where an element shows nothing of itself, because all that it shows is empty, the items that are otherwise
 * unaccounted for are its own.
 */
export function ownersOfItems(
  learning: Learning,
  space: Space,
  variants: readonly Variant<readonly Interned[]>[],
  identify: Identify,
): (Owner | undefined)[][] {
  const lists = variants.map(({ output, mask }) => {
    const instance = space.instances[mask.first()] as Instance;
    const items = output.map((item) =>
      space.remember('identified', instance, item, (): IdentifiedItem => {
        return { identity: identify(item, instance), owners: ownersOfItem(learning, space, instance, item) };
      }),
    );
    return { instance, items };
  });
  // The same items are in many lists.
  const different = [...new Set(lists.flatMap(({ items }) => items))].filter(({ owners }) => owners.length > 0);
  const spanning = new Set<string>();
  for (const { identity, owners } of different) {
    if (owners.length > 1) for (const { name } of spannedBy(owners)) spanning.add(`${identity} ${name}`);
  }
  const single = different.map((item) => {
    const owners = item.owners.filter(({ name }) => !spanning.has(`${item.identity} ${name}`));
    return { item, owners };
  });
  // What only ever comes from one particular element does not repeat.
  const seen = new Map<string, Set<number | string>>();
  for (const { owners } of single) {
    for (const { name, at } of owners) seen.set(name, (seen.get(name) ?? new Set()).add(at));
  }
  const repeated = new Map<IdentifiedItem, readonly Owner[]>();
  for (const { item, owners } of single) {
    const found = owners.filter(({ name }) => seen.get(name)?.size !== 1);
    if (found.length > 0) repeated.set(item, found);
  }
  // Of several loops, the outer one is that whose elements come one after the other.
  const unsteady = unsteadyIn(lists.map(({ items }) => items.flatMap((item) => repeated.get(item) ?? [])));
  const owned = lists.map(({ items }) =>
    items.map((item): Owner | undefined => {
      const owners = repeated.get(item);
      return owners?.find(({ name }) => !unsteady.has(name)) ?? owners?.[0];
    }),
  );
  const collections = new Map<string, Owner>();
  for (const owners of owned) for (const owner of owners) if (owner) collections.set(owner.name, owner);
  for (const owner of decidingCollections(space, variants)) {
    if (!collections.has(owner.name) && adoptUnmarked(learning, space, lists, owner, owned))
      collections.set(owner.name, owner);
  }
  if (collections.size === 0) return owned;
  for (const owner of collections.values()) {
    adoptRepeated(learning, space, lists, owner, owned);
    adoptUnmarked(learning, space, lists, owner, owned);
  }

  const missing = lists.map(({ instance }, index) =>
    [...collections.values()].flatMap((owner) => missingElements(learning, space, instance, owner, owned[index] ?? [])),
  );
  const known = new Set<string>();
  lists.forEach(({ items }, index) => {
    if (missing[index]?.length !== 0) return;
    for (const [at, { identity }] of items.entries()) if (!owned[index]?.[at]) known.add(identity);
  });
  return owned.map((owners, index) => {
    const items = lists[index]?.items ?? [];
    const orphans = owners.flatMap((owner, at) => (owner || known.has(items[at]?.identity ?? '') ? [] : [at]));
    const elements = missing[index] ?? [];
    if (elements.length === 0 || orphans.length === 0 || orphans.length % elements.length !== 0) return owners;
    const each = orphans.length / elements.length;
    return owners.map((owner, at) => owner ?? elements[Math.floor(orphans.indexOf(at) / each)]);
  });
}

/** The owners whose collection has others among them. */
function spannedBy(owners: readonly Owner[]): Owner[] {
  return owners.filter(({ name }, at) => owners.some((other, index) => index !== at && other.name === name));
}

/** The collections whose elements do not come one after the other in every list. */
function unsteadyIn(lists: readonly (readonly Owner[])[]): ReadonlySet<string> {
  const unsteady = new Set<string>();
  for (const owners of lists) {
    const last = new Map<string, number | string>();
    for (const { name, at } of owners) {
      const before = last.get(name);
      if (before !== undefined && at < before) unsteady.add(name);
      last.set(name, at);
    }
  }
  return unsteady;
}

/** The collections outside of the loops whose change alone is seen to change how many items a list has. */
function decidingCollections(space: Space, variants: readonly Variant<readonly Interned[]>[]): Owner[] {
  const found = new Map<string, Owner>();
  const lengths = new Array<number | undefined>(space.size);
  for (const { output, mask } of variants) {
    mask.forEach((index) => {
      lengths[index] = output.length;
    });
  }
  for (const { from, to, variable, key } of space.edges) {
    const { shape, place } = variable;
    if (shape.kind !== 'sequence' && shape.kind !== 'dictionary') continue;
    if (found.has(key) || lengths[from] === undefined || lengths[to] === undefined) continue;
    if (lengths[from] === lengths[to] || !space.reaches(place, space.instances[from].position)) continue;
    found.set(key, { name: JSON.stringify(place.steps), collection: place, at: 0 });
  }
  return [...found.values()];
}

type Lists = readonly {
  readonly instance: Instance;
  readonly items: readonly { readonly identity: string }[];
}[];

/**
 * Items that show nothing of any element come from those of a collection, if there are as many for each of its elements,
 * apart from those that are there without any element. True if it is so.
 */
function adoptUnmarked(
  learning: Learning,
  space: Space,
  lists: Lists,
  owner: Owner,
  owned: (Owner | undefined)[][],
): boolean {
  const elements = elementsOf(learning, space, lists, owner);
  const many = elements.findIndex(({ length }) => length > 1);
  if (many < 0) return false;
  const constant = new Set<string>();
  for (const [list, { items }] of lists.entries()) {
    if (elements[list].length > 0) continue;
    for (const [at, { identity }] of items.entries()) if (!owned[list][at]) constant.add(identity);
  }
  const isVarying = (list: number, at: number) => !owned[list][at] && !constant.has(lists[list].items[at].identity);
  const countVarying = (list: number) =>
    lists[list].items.reduce((count, _, at) => (isVarying(list, at) ? count + 1 : count), 0);
  const each = countVarying(many) / elements[many].length;
  if (each < 1 || !Number.isInteger(each)) return false;
  if (!lists.every((_, list) => countVarying(list) === each * elements[list].length)) return false;
  for (const [list, { items }] of lists.entries()) {
    const varying = [...items.keys()].filter((at) => isVarying(list, at));
    for (const [turn, at] of varying.entries()) {
      owned[list][at] = { ...owner, at: elements[list][Math.floor(turn / each)] };
    }
  }
  return true;
}

/** The elements of a collection that each list was made with. */
function elementsOf(learning: Learning, space: Space, lists: Lists, owner: Owner): (readonly (number | string)[])[] {
  const reference = space.referenceTo(owner.collection, shapeAt(learning.root, owner.collection.path));
  const known = new Map<unknown, readonly (number | string)[]>();
  return lists.map(({ instance: { values, position } }) => {
    const collection = resolveReference(reference, values, position);
    let elements = known.get(collection);
    if (!elements) {
      elements = positionsIn(collection);
      known.set(collection, elements);
    }
    return elements;
  });
}

/** Items that show nothing of any element, but of which every list has as many as there are elements, come from these. */
function adoptRepeated(
  learning: Learning,
  space: Space,
  lists: Lists,
  owner: Owner,
  owned: (Owner | undefined)[][],
): void {
  const elements = elementsOf(learning, space, lists, owner);
  const many = elements.findIndex(({ length }) => length > 1);
  if (many < 0 || elements.every(({ length }) => length === elements[many].length)) return;
  const free = lists.map(({ items }, list) => {
    const found = new Map<string, number[]>();
    for (const [at, { identity }] of items.entries()) {
      if (!owned[list][at]) found.set(identity, [...(found.get(identity) ?? []), at]);
    }
    return found;
  });
  for (const identity of new Set(free.flatMap((found) => [...found.keys()]))) {
    const counts = free.map((found) => found.get(identity)?.length ?? 0);
    const each = counts[many] / elements[many].length;
    if (!Number.isInteger(each) || !counts.every((count, list) => count === each * elements[list].length)) continue;
    for (const [list, found] of free.entries()) {
      for (const [turn, at] of (found.get(identity) ?? []).entries()) {
        owned[list][at] = { ...owner, at: elements[list][Math.floor(turn / each)] };
      }
    }
  }
}

/** The elements of a collection that no item of a list comes from. */
function missingElements(
  learning: Learning,
  space: Space,
  instance: Instance,
  owner: Owner,
  owners: readonly (Owner | undefined)[],
): Owner[] {
  const reference = space.referenceTo(owner.collection, shapeAt(learning.root, owner.collection.path));
  const collection = resolveReference(reference, instance.values, instance.position);
  return positionsIn(collection)
    .filter((at) => !owners.some((other) => other?.name === owner.name && other.at === at))
    .map((at) => ({ ...owner, at }));
}

/** The elements of a collection: indexes of a sequence, keys of a dictionary. */
function positionsIn(collection: unknown): (number | string)[] {
  if (Array.isArray(collection)) return [...collection.keys()];
  return isRecord(collection) ? Object.keys(collection) : [];
}
