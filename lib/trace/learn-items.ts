import { evaluateItems } from '../template/evaluate';
import type { Item, Part } from '../template/node';
import { partReferences } from '../template/references';
import { byForm, exactName, identification, type ListOutput } from './identify-items';
import type { Interned } from './interner';
import { placeBelow } from './known-conditions';
import type { Alternative } from './learn-conditional';
import { conditionalParts, fillCondition, learnBranches, variablesRead } from './learn-conditional';
import { learnLoop } from './learn-loop';
import { learnNodes } from './learn-node';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import type { Mask } from './mask';
import { mergeOrders } from './merge-orders';
import { type Owner, ownersOfItem, ownersOfItems } from './ownership';
import type { Place } from './place';
import { recall } from './recall';
import type { Instance, Space } from './space';

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
  const identify = identification(learning, space, variants);
  const owners = ownersOfItems(learning, space, variants, byForm(exactName(learning, space)));
  const stretched = variants.map(({ output, mask }, index) => {
    const instance = space.instances[mask.first()] as Instance;
    return {
      mask,
      stretches: stretchesOf(output, owners[index] ?? [], (item, at) =>
        identify(item, instance, { at, before: output[at - 1] }),
      ),
    };
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
  identify: (item: Interned, at: number) => string,
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
      stretches.push({ id: numbered(`item ${identify(item, index)}`), item });
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
