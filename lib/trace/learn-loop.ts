import { allOf, type HasType } from '../template/condition';
import { withoutOmitted } from '../template/evaluate';
import type { Entry, Item, Part, Splice } from '../template/node';
import { partKey } from '../template/part-key';
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

/** Keys of a dictionary that are not copied. */
export type Omission = Pick<Splice, 'omitted' | 'overriddenBy'>;

/** What the elements of one collection gave, instance by instance: for each element, its share of the output. */
export interface LoopOutputs<Share extends Interned> {
  /** The collection's place, as seen in one of the instances. */
  readonly collection: Place;
  readonly shares: ReadonlyMap<number, ReadonlyMap<number | string, Share>>;
  /** The shares of one instance put together, as they stand in its output. */
  readonly whole: (shares: readonly Share[]) => unknown;
  /** What is not taken from the collection in one instance. @default nothing */
  readonly omittedIn?: (index: number) => Omission;
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
  { omittedIn = () => ({}), shares, whole }: LoopOutputs<Share>,
): readonly Part<P>[] {
  const splices = new Map<string, Splice>();
  present.forEach((index) => {
    const splice: Splice = { kind: 'splice', reference: over, ...omittedIn(index) };
    splices.set(partKey(splice), splice);
  });
  const alternatives = [...splices.values()].map((splice): Alternative<readonly Part<P>[]> => {
    const mask = Mask.empty(space.size);
    present.forEach((index) => {
      const copied = copiedFrom(space.instances[index], over, splice);
      const share = learning.interner.intern(whole([...(shares.get(index)?.values() ?? [])]));
      if (learning.interner.intern(copied) === share) mask.add(index);
    });
    return { what: [splice], mask };
  });
  const always = alternatives.find(({ mask }) => present.without(mask).isEmpty());
  if (always) return always.what;
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
    const instance = space.instances[index];
    const whole = wholes.get(shares) ?? learning.interner.intern(outputs.whole([...shares.values()]));
    wholes.set(shares, whole);
    if (resolveReference(over, instance.values, instance.position) === whole) continue;
    const copied = copiedFrom(instance, over, outputs.omittedIn?.(index));
    if (learning.interner.intern(copied) !== whole) return false;
  }
  return true;
}

/** A collection of one instance, without the keys that are left out. */
function copiedFrom({ values, position }: Instance, over: Reference, omission: Omission = {}): unknown {
  const collection = resolveReference(over, values, position);
  return isRecord(collection) ? withoutOmitted(omission, collection, values, position) : collection;
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
