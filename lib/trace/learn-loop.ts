import { allOf, type HasType } from '../template/condition';
import type { Entry, Item, Part, Splice } from '../template/node';
import { type Reference, resolveReference } from '../template/reference';
import { isRecord } from '../values/defaults';
import { findCondition } from './find-condition';
import type { Interned } from './interner';
import { type Alternative, conditionalParts, learnBranches } from './learn-conditional';
import { type Learning, type Variant, VariantMap } from './learning';
import { Mask } from './mask';
import { elementPlace, type Place, shapeAt } from './place';
import { type Instance, Space } from './space';
import { testsBelow } from './tests';

/** What the elements of one collection gave, instance by instance: for each element, its share of the output. */
export interface LoopOutputs<Share extends Interned> {
  /** The collection's place, as seen in one of the instances. */
  readonly collection: Place;
  readonly shares: ReadonlyMap<number, ReadonlyMap<number | string, Share>>;
  /** The shares of one instance put together, as they stand in its output. */
  readonly whole: (shares: readonly Share[]) => unknown;
  /** Keys that are not taken from the collection in one instance. @default none */
  readonly omittedIn?: (index: number) => readonly string[];
  /** The share of an element that gave nothing. */
  readonly nothing: Share;
}

/**
 * The template of what a collection's elements give: the collection as it is where it stands there unchanged, a loop
 * otherwise; under a condition where it is left out although the collection is not empty.
 */
export function learnLoop<P extends Entry | Item, Share extends Interned>(
  learning: Learning,
  space: Space,
  domain: Mask,
  outputs: LoopOutputs<Share>,
  learnBody: (space: Space, variants: readonly Variant<Share>[]) => readonly Part<P>[],
): readonly Part<P>[] {
  const over = space.referenceTo(outputs.collection, shapeAt(learning.root, outputs.collection.path));
  const present = Mask.empty(space.size);
  const leftOut = Mask.empty(space.size);
  domain.forEach((index) => {
    if (outputs.shares.has(index)) present.add(index);
    else if (positionsOf(space, over, index).length > 0) leftOut.add(index);
  });
  const found = leftOut.isEmpty() ? undefined : findCondition(space, present, leftOut);
  const active = leftOut.isEmpty() || found ? present : present.or(leftOut);
  // Of what the schema says nothing about, nothing can be taken apart.
  const isOpaque = over.shape.kind === 'object' || over.shape.kind === 'any';
  const parts: readonly Part<P>[] =
    isOpaque || isCopied(learning, space, over, outputs)
      ? learnSplices(learning, space, over, present, outputs)
      : [
          {
            kind: 'loop',
            over,
            loop: space.loops.length,
            parts: learnBody(...body(learning, space, over, active, outputs)),
          },
        ];
  const conditions = [...collectionTest(space, domain, over), ...(found ? [found.condition] : [])];
  if (conditions.length === 0) return parts;
  return [{ kind: 'conditional', branches: [{ when: allOf(conditions), parts }], otherwise: [] }];
}

/** The test that a value is a collection, where a scalar may stand as well: Helm fails to go through that. */
function collectionTest(space: Space, domain: Mask, reference: Reference): HasType[] {
  if (reference.shape.kind !== 'union') return [];
  let isScalarSomewhere = false;
  let type: HasType['type'] = 'sequence';
  domain.forEach((index) => {
    const { values, position } = space.instances[index];
    const value = resolveReference(reference, values, position);
    if (isRecord(value)) type = 'mapping';
    else if (!Array.isArray(value) && value !== undefined && value !== null) isScalarSomewhere = true;
  });
  return isScalarSomewhere ? [{ kind: 'hasType', reference, type }] : [];
}

/** The collection as it is, without the keys that are to be left out: these may depend on conditions. */
function learnSplices<P extends Entry | Item, Share extends Interned>(
  learning: Learning,
  space: Space,
  over: Reference,
  present: Mask,
  { omittedIn = () => [], shares, whole }: LoopOutputs<Share>,
): readonly Part<P>[] {
  const sets = new Map<string, readonly string[]>();
  present.forEach((index) => {
    sets.set(omittedIn(index).join('\n'), omittedIn(index));
  });
  const alternatives = [...sets.values()].map((omitted): Alternative<readonly Part<P>[]> => {
    const splice: Splice = { kind: 'splice', reference: over, ...(omitted.length > 0 && { omitted }) };
    const mask = Mask.empty(space.size);
    present.forEach((index) => {
      const { values, position } = space.instances[index];
      const copied = without(resolveReference(over, values, position), omitted);
      const share = learning.interner.intern(whole([...(shares.get(index)?.values() ?? [])]));
      if (learning.interner.intern(copied) === share) mask.add(index);
    });
    return { what: [splice], mask };
  });
  if (alternatives.length === 1) return alternatives[0].what;
  return conditionalParts(learnBranches(learning, space, present, alternatives));
}

/** The elements of a collection in one instance: indexes of a sequence, keys of a dictionary. */
function positionsOf(space: Space, over: Reference, index: number): (number | string)[] {
  const { values, position } = space.instances[index] as Instance;
  const collection = resolveReference(over, values, position);
  if (Array.isArray(collection)) return [...collection.keys()];
  return isRecord(collection) ? Object.keys(collection) : [];
}

function isCopied<Share extends Interned>(
  learning: Learning,
  space: Space,
  over: Reference,
  outputs: LoopOutputs<Share>,
): boolean {
  const wholes = new Map<unknown, Interned>();
  for (const [index, shares] of outputs.shares) {
    const { values, position } = space.instances[index];
    const whole = wholes.get(shares) ?? learning.interner.intern(outputs.whole([...shares.values()]));
    wholes.set(shares, whole);
    const actual = resolveReference(over, values, position);
    const omitted = outputs.omittedIn?.(index);
    if (actual !== whole && learning.interner.intern(without(actual, omitted)) !== whole) return false;
  }
  return true;
}

function without(collection: unknown, omitted: readonly string[] = []): unknown {
  if (!isRecord(collection) || omitted.length === 0) return collection;
  return Object.fromEntries(Object.entries(collection).filter(([key]) => !omitted.includes(key)));
}

/** The space inside of the loop: an instance for each element, and what that element gave. */
function body<Share extends Interned>(
  learning: Learning,
  space: Space,
  over: Reference,
  active: Mask,
  outputs: LoopOutputs<Share>,
): [Space, Variant<Share>[]] {
  const instances: Instance[] = [];
  const given: Share[] = [];
  const numbers = new Map<string, number>();
  active.forEach((index) => {
    const { values, position } = space.instances[index] as Instance;
    for (const at of positionsOf(space, over, index)) {
      numbers.set(`${index} ${at}`, instances.length);
      instances.push({ values, position: [...position, at] });
      given.push(outputs.shares.get(index)?.get(at) ?? outputs.nothing);
    }
  });
  const edges = space.edges.flatMap((edge) => {
    if (!active.has(edge.from) || !active.has(edge.to)) return [];
    return positionsOf(space, over, edge.from).flatMap((at) => {
      const from = numbers.get(`${edge.from} ${at}`);
      const to = numbers.get(`${edge.to} ${at}`);
      return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
    });
  });
  // Inside, elements of the collection are those of this loop, whatever loops the collection itself is in.
  const { steps } = over;
  const element = { ...elementPlace(outputs.collection, 0), steps: [...steps, { loop: space.loops.length }] };
  const inner = new Space(
    instances,
    edges,
    [...space.candidates, ...testsBelow(shapeAt(learning.root, element.path), element, learning.tests, learning.fixed)],
    [...space.loops, over],
    undefined,
    space.moving,
  );
  const variants = new VariantMap<Share>();
  given.forEach((share, index) => {
    variants.addInstance(share, index, inner.size);
  });
  return [inner, variants.variants];
}
