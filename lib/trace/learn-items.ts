import { evaluateItems } from '../template/evaluate';
import { concatenate, expressionKey } from '../template/expression';
import type { Item, Part } from '../template/node';
import { partReferences } from '../template/references';
import { isRecord } from '../values/defaults';
import type { Interned } from './interner';
import { placeBelow } from './known-conditions';
import type { Alternative } from './learn-conditional';
import { conditionalParts, fillCondition, learnBranches, variablesRead } from './learn-conditional';
import { learnLoop } from './learn-loop';
import { learnNodes } from './learn-node';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import type { Mask } from './mask';
import { mergeOrders } from './merge-orders';
import { type Identify, type Owner, ownersOfItem, ownersOfItems } from './ownership';
import type { Place } from './place';
import { readText } from './read-text';
import { recall } from './recall';
import type { Instance, Space } from './space';

type ListOutput = readonly Interned[];

/** A stretch of a list: one item with an identity, or what the elements of one collection gave. */
type Stretch =
  | { readonly id: string; readonly item: Interned }
  | { readonly id: string; readonly collection: Place; readonly shares: Map<number | string, Interned[]> };

/**
 * The objects of a chart, each under the condition under which it is there. Their order means nothing, so those that
 * come from one collection are brought together.
 */
export function learnObjects(
  learning: Learning,
  space: Space,
  variants: readonly Variant<ListOutput>[],
): readonly Part<Item>[] {
  const grouped = new VariantMap<ListOutput>();
  for (const { output, mask } of variants) {
    const instance = space.instances[mask.first()];
    const ranked = output.map((object) => {
      const owners = ownersOfItem(learning, space, instance, object);
      return { object, owner: owners.length === 1 ? `${owners[0].name} ${owners[0].at}` : '' };
    });
    if (ranked.every(({ owner }) => owner === ranked[0].owner)) {
      grouped.add(output, mask);
      continue;
    }
    ranked.sort((left, right) => (left.owner < right.owner ? -1 : left.owner > right.owner ? 1 : 0));
    grouped.add(learning.interner.intern(ranked.map(({ object }) => object)) as ListOutput, mask);
  }
  return learnItems(learning, space, grouped.variants, '');
}

/** The items of a sequence, in their order, each under the condition under which it is there. */
export function learnItems(
  learning: Learning,
  space: Space,
  variants: readonly Variant<ListOutput>[],
  at: string,
): readonly Part<Item>[] {
  const domain = union(space, variants);
  const identify = withoutIndexes(space, variants, identification(learning, space, variants));
  const owners = ownersOfItems(learning, space, variants, byForm(exactName(learning, space)));
  const stretched = variants.map(({ output, mask }, index) => {
    const instance = space.instances[mask.first()] as Instance;
    return { mask, stretches: stretchesOf(output, owners[index] ?? [], (item) => identify(item, instance)) };
  });
  const order = mergeOrders(stretched.map(({ stretches }) => stretches.map(({ id }) => id)));
  const byId = new Map(order.map((id): [string, { mask: Mask; stretch: Stretch }[]] => [id, []]));
  for (const { mask, stretches } of stretched) {
    for (const stretch of stretches) byId.get(stretch.id)?.push({ mask, stretch });
  }
  return order.flatMap((id) => learnStretch(learning, space, domain, byId.get(id) ?? [], placeBelow(at, `[${id}]`)));
}

function learnStretch(
  learning: Learning,
  space: Space,
  domain: Mask,
  found: readonly { readonly mask: Mask; readonly stretch: Stretch }[],
  at: string,
): readonly Part<Item>[] {
  const items = new VariantMap();
  const shares = new Map<number, Map<number | string, ListOutput>>();
  let collection: Place | undefined;
  for (const { mask, stretch } of found) {
    if ('item' in stretch) {
      items.add(stretch.item, mask);
      continue;
    }
    collection ??= stretch.collection;
    const interned = new Map(
      [...stretch.shares].map(([at, share]) => [at, learning.interner.intern(share) as ListOutput]),
    );
    mask.forEach((index) => {
      shares.set(index, interned);
    });
  }
  if (!collection) return learnItem(learning, space, domain, items.variants, at);
  return learnLoop<Item, ListOutput>(
    learning,
    space,
    domain,
    { collection, shares, whole: (all) => all.flat(), nothing: learning.interner.intern([]) as ListOutput },
    (inner, variants) => learnItems(learning, inner, variants, at),
  );
}

function learnItem(
  learning: Learning,
  space: Space,
  domain: Mask,
  variants: readonly Variant[],
  at: string,
): readonly Part<Item>[] {
  return recall<Part<Item>>(
    learning,
    space,
    { at, domain, variants },
    (parts, instance) => evaluateItems(parts, scopeOf(learning, instance), []),
    (output) => (output === undefined ? [] : [output]),
    (parts) => parts.flatMap(partReferences),
    () => {
      const inner = space.moving ? space : space.of(movingVariables(space, variants));
      const nodes = learnNodes(learning, inner, variants, at);
      const alternatives = nodes.map(({ what, mask }): Alternative<readonly Part<Item>[]> => {
        const item: Item = { kind: 'item', value: what };
        return { what: [item], mask, expected: fillCondition(what), reads: variablesRead(what) };
      });
      return conditionalParts(
        learnBranches(learning, inner, domain, alternatives, space.loops.length > 0 ? undefined : at),
      );
    },
  );
}

/** The variables that are seen to change what is there: those in which two otherwise equal instances differ. */
function movingVariables(space: Space, variants: readonly Variant[]): ReadonlySet<string> {
  const numbers = new Array<number | undefined>(space.size);
  for (const [number, { mask }] of variants.entries()) {
    mask.forEach((index) => {
      numbers[index] = number;
    });
  }
  return new Set(space.edges.flatMap(({ from, to, key }) => (numbers[from] === numbers[to] ? [] : key)));
}

/** Cuts a list into its stretches. */
function stretchesOf(
  list: ListOutput,
  owners: readonly (Owner | undefined)[],
  identify: (item: Interned) => string,
): Stretch[] {
  const stretches: Stretch[] = [];
  const counts = new Map<string, number>();
  const numbered = (name: string) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return `${name}#${count}`;
  };
  let previous: Owner | undefined;
  for (const [index, item] of list.entries()) {
    const owner = owners[index];
    const last = stretches.at(-1);
    if (!owner) {
      stretches.push({ id: numbered(`item ${identify(item)}`), item });
    } else if (previous?.name === owner.name && owner.at >= previous.at && last && 'shares' in last) {
      last.shares.set(owner.at, [...(last.shares.get(owner.at) ?? []), item]);
    } else {
      stretches.push({
        id: numbered(`loop ${owner.name}`),
        collection: owner.collection,
        shares: new Map([[owner.at, [item]]]),
      });
    }
    previous = owner;
  }
  return stretches;
}

/** Fields that Kubernetes merges lists by, or that otherwise tell items apart. */
const IDENTITY_FIELDS = [
  'name',
  'mountPath',
  'containerPort',
  'port',
  'key',
  'topologyKey',
  'ip',
  'host',
  'path',
  'type',
  'alert',
];

/**
 * How items of one list are told apart over all instances: objects by kind and name, other maps by the field that
 * Kubernetes merges by, arguments of a command by their flags, other scalars by themselves; text and numbers that come from
 * values count as one, as long as there is one such item. An item that never has company needs no telling apart. Failing
 * that, by all that no value changes. The first way counts that finds no two items of a list alike.
 */
function identification(learning: Learning, space: Space, variants: readonly Variant<ListOutput>[]): Identify {
  const exactly = exactName(learning, space);
  const roughly = (value: Interned, instance: Instance) =>
    space.remember('rough name', instance, value, () =>
      value === '' || learning.markers.mentions(value).size > 0 ? '?' : exactly(value, instance),
    );
  const unowned = (output: ListOutput, instance: Instance) =>
    output.filter((item) => ownersOfItem(learning, space, instance, item).length === 0);
  const isUnique = (identify: Identify) =>
    variants.every(({ output, mask }) => {
      const instance = space.instances[mask.first()] as Instance;
      const own = unowned(output, instance);
      return new Set(own.map((item) => identify(item, instance))).size === own.length;
    });
  const isSingle = variants.every(({ output, mask }) => {
    const instance = space.instances[mask.first()] as Instance;
    return output.every((item) => !isObject(item)) && unowned(output, instance).length <= 1;
  });
  if (isSingle) return () => 'only';
  return [byFlag(byField(roughly)), byField(roughly), byField(exactly)].find(isUnique) ?? exactly;
}

const FLAG = /^--?[A-Za-z0-9][\w.-]*(?==)/;

/** Names an argument of a command by its flag, whatever is behind that: `--port=`. */
function byFlag(identify: Identify): Identify {
  return (item, instance) => {
    const flag = typeof item === 'string' ? FLAG.exec(item)?.[0] : undefined;
    return flag === undefined ? identify(item, instance) : `flag ${flag}`;
  };
}

/** What is known of the names that are alike but for their numbers. */
interface NumberedNames {
  readonly positions: Set<number>;
  /** How far each number is from the index of the loop's element; `NaN` where that differs. */
  readonly distances: number[];
}

/** Names items alike that have the same name but for the index of the loop's element in it: `peer-0`, `peer-1`. */
function withoutIndexes(space: Space, variants: readonly Variant<ListOutput>[], identify: Identify): Identify {
  if (space.loops.length === 0) return identify;
  const known = new Map<string, NumberedNames>();
  for (const { output, mask } of variants) {
    mask.forEach((index) => {
      const instance = space.instances[index];
      const at = instance.position.at(-1);
      if (typeof at === 'number') for (const item of output) noteNumbers(known, identify(item, instance), at);
    });
  }
  return (item, instance) => {
    const name = identify(item, instance);
    const numbered = known.get(name.replace(NUMBERS, '#'));
    if (!numbered || numbered.positions.size < 2) return name;
    let turn = 0;
    return name.replace(NUMBERS, (number) => (Number.isNaN(numbered.distances[turn++]) ? number : '#'));
  };
}

const NUMBERS = /\d+/g;

function noteNumbers(known: Map<string, NumberedNames>, name: string, at: number): void {
  const distances = (name.match(NUMBERS) ?? []).map((number) => Number(number) - at);
  if (distances.length === 0) return;
  const pattern = name.replace(NUMBERS, '#');
  const numbered = known.get(pattern);
  if (!numbered) {
    known.set(pattern, { positions: new Set([at]), distances });
    return;
  }
  numbered.positions.add(at);
  for (const [turn, distance] of distances.entries()) {
    if (numbered.distances[turn] !== distance) numbered.distances[turn] = Number.NaN;
  }
}

/** Names an item by its kind, or by the field that tells it from others, and that field's value. */
function byField(name: Identify): Identify {
  return (item, instance) => {
    if (!isRecord(item)) return `scalar ${name(item, instance)}`;
    if (isObject(item)) return `object ${item.kind} ${name(item.metadata.name, instance)}`;
    const field = IDENTITY_FIELDS.find((candidate) => isScalarValue(item[candidate]));
    if (field === undefined) return `map ${Object.keys(item)}`;
    return `${field} ${name(item[field] as Interned, instance)}`;
  };
}

/** Names an item by the field that tells it from others, or by the fields in it alone. */
function byForm(name: Identify): Identify {
  const byName = byField(name);
  return (item, instance) => {
    const hasField = isRecord(item) && (isObject(item) || IDENTITY_FIELDS.some((field) => isScalarValue(item[field])));
    return hasField || typeof item !== 'object' ? byName(item, instance) : formOf(item);
  };
}

/** The fields of an item, and of what is in them. */
function formOf(item: Interned): string {
  if (Array.isArray(item)) return `[${item.length > 0 ? formOf(item[0]) : ''}]`;
  if (!isRecord(item)) return '';
  return `{${Object.entries(item).map(([key, value]) => key + formOf(value as Interned))}}`;
}

function exactName(learning: Learning, space: Space): Identify {
  return (value, instance) => space.remember('name', instance, value, () => abstract(learning, space, instance, value));
}

/** A whole Kubernetes object. */
function isObject(item: Interned): item is { readonly kind: string; readonly metadata: { readonly name: string } } {
  return isRecord(item) && typeof item.kind === 'string' && isRecord(item.metadata);
}

function isScalarValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** A text for a value that stays the same when the numbers in it change. */
function abstract(learning: Learning, space: Space, instance: Instance, value: Interned): string {
  if (typeof value === 'number') {
    const leaf = learning.markers.leavesWithNumber(value)[0];
    return leaf ? '(number)' : JSON.stringify(value);
  }
  if (typeof value === 'string') {
    const parts = readText(learning, space, instance, value, true);
    return parts ? expressionKey(concatenate(parts)) : `(${value})`;
  }
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'number' || typeof inner === 'string' ? abstract(learning, space, instance, inner) : inner,
  );
}
