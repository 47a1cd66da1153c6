import type { Reference } from '../template/reference';
import { equalJson } from './equal-json';
import type { Interned } from './interner';
import type { Learning, Variant } from './learning';
import type { Mask } from './mask';
import { patternKey } from './place';
import type { Instance, Space } from './space';

/** What was learnt at one place of the objects, and from how many instances. */
export interface KnownParts {
  readonly parts: readonly unknown[];
  readonly size: number;
  /** The patterns of the values that the parts read. */
  readonly reads: () => readonly string[];
}

/** A place of the objects, for {@link recall}. */
export interface Asked {
  /** The place, as a text. */
  readonly at: string;
  /** The instances in which something could stand there. */
  readonly domain: Mask;
  readonly variants: readonly Variant[];
}

/**
 * What was learnt at a place when there were fewer instances, as long as it is right in the newer ones too; otherwise it
 * is learnt anew. What was learnt in doubt is not kept.
 *
 * @param evaluate what some parts give in an instance
 * @param expect what they have to give for an output, or where there is none
 * @param references what they read
 */
export function recall<P>(
  learning: Learning,
  space: Space,
  { at, domain, variants }: Asked,
  evaluate: (parts: readonly P[], instance: Instance) => unknown,
  expect: (output: Interned | undefined) => unknown,
  references: (parts: readonly P[]) => readonly Reference[],
  learn: () => readonly P[],
): readonly P[] {
  // In the body of a loop, instances are not numbered in the order in which they came.
  if (space.loops.length > 0) return learn();
  const isRight = ({ parts, size }: KnownParts) => {
    for (let index = size; index < space.size; index++) {
      if (!domain.has(index)) continue;
      const output = variants.find(({ mask }) => mask.has(index))?.output;
      if (!equalJson(evaluate(parts as readonly P[], space.instances[index]), expect(output))) return false;
    }
    return true;
  };
  const known = learning.known.get(at);
  const doubts = learning.doubts;
  const parts = known && isRight(known) ? (known.parts as readonly P[]) : learn();
  if (learning.doubts === doubts)
    learning.known.set(at, { parts, size: space.size, reads: () => references(parts).map(patternKey) });
  else learning.known.delete(at);
  return parts;
}
