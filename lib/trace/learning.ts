import type { Recall, Scope } from '../template/evaluate';
import type { Reference } from '../template/reference';
import type { WholeNumber } from '../template/whole-number';
import type { Inexactness } from '../template/whole-number-range';
import type { Untold } from './find-untold';
import type { FoundTests } from './found-tests';
import type { Interned, Interner } from './interner';
import type { KnownConditions } from './known-conditions';
import type { Leaf, Markers } from './markers';
import { Mask } from './mask';
import type { NumberSamples } from './number-samples';
import type { RootShape } from './place';
import type { KnownParts } from './recall';
import type { TextChanges } from './source-changes';
import type { Instance, Space } from './space';
import type { TracedRelease } from './traced-release';

/** What was built at one place of the objects, and in which instances. */
export interface Variant<Output extends Interned = Interned> {
  readonly output: Output;
  readonly mask: Mask;
}

/** What all the learning of one chart shares. */
export interface Learning {
  readonly root: RootShape;
  /** Values that keep one value, by their path. */
  readonly fixed: ReadonlyMap<string, unknown>;
  readonly markers: Markers;
  readonly tests: FoundTests;
  readonly release: TracedRelease;
  readonly interner: Interner;
  /** Knows what templates gave before. */
  readonly recall: Recall;
  /** What was learnt from fewer points, by its place in the objects. */
  readonly known: Map<string, KnownParts>;
  readonly conditions: KnownConditions;
  /** Whole numbers of which more samples are wanted. */
  readonly samples: NumberSamples;
  /** What was found to be reckoned from observations, by these. */
  readonly fits: Map<string, WholeNumber | undefined>;
  /** Values that something was reckoned from which Helm may not come to, and why, by the pattern of their path. */
  readonly inexact: Map<string, Inexactness>;
  /** The points that it was learnt from. */
  knownSpace?: Space;
  /** Values that no test tells apart, two by two, although their objects differ. */
  readonly undecided: Untold[];
  /** Values, two by two, that are told apart by a variable that is not seen to decide. */
  readonly untold: Untold[];
  /** How texts may be changed by what only the source tells. */
  readonly textChanges: TextChanges[];
  /** How often no condition or expression was found that is right in all instances. */
  doubts: number;
  /** How often the text that is being learnt was cut. */
  cuts: number;
}

/** The leaf as a template names it inside these loops, `undefined` where it lies in a collection outside of them. */
export function reachableReference(leaf: Leaf, space: Space, instance: Instance): Reference | undefined {
  if (leaf.role !== 'value' || !space.reaches(leaf.place, instance.position)) return undefined;
  return space.referenceTo(leaf.place, leaf.shape);
}

/** What expressions are evaluated with while they are learnt. Named templates stay markers. */
export function scopeOf({ release, recall }: Learning, { values }: Instance): Scope {
  return { values, release, template: release.knownTemplate, recall };
}

/** All instances of some variants. */
export function union(space: Space, variants: readonly { readonly mask: Mask }[]): Mask {
  const all = Mask.empty(space.size);
  for (const { mask } of variants) all.include(mask);
  return all;
}

/** Groups instances by what they have in common: one variant for each different output. */
export class VariantMap<Output extends Interned = Interned> {
  private readonly masks = new Map<Output, Mask>();
  /** The masks that are nobody else's. */
  private readonly own = new WeakSet<Mask>();

  add(output: Output, mask: Mask): void {
    const known = this.masks.get(output);
    if (known && this.own.has(known)) {
      known.include(mask);
      return;
    }
    const next = known ? known.or(mask) : mask;
    if (known) this.own.add(next);
    this.masks.set(output, next);
  }

  /** Adds one of so many instances. */
  addInstance(output: Output, index: number, size: number): void {
    let mask = this.masks.get(output);
    if (!mask || !this.own.has(mask)) {
      mask = mask ? mask.extended(size) : Mask.empty(size);
      this.own.add(mask);
      this.masks.set(output, mask);
    }
    mask.add(index);
  }

  get variants(): Variant<Output>[] {
    return [...this.masks].map(([output, mask]) => ({ output, mask }));
  }
}
