import { withConditionReferences } from './condition';
import type { Entry, Item, Part } from './node';
import type { Reference } from './reference';

/** Applies a function to every entry or item, also inside of conditions and loops. */
export function mapParts<P extends Entry | Item>(
  parts: readonly Part<P>[],
  change: (part: P) => Part<P>,
  changeInner: (parts: readonly Part<P>[]) => Part<P>[] = (inner) => mapParts(inner, change),
): Part<P>[] {
  return parts.map((part): Part<P> => {
    switch (part.kind) {
      case 'conditional':
        return {
          ...part,
          branches: part.branches.map((branch) => ({ ...branch, parts: changeInner(branch.parts) })),
          otherwise: changeInner(part.otherwise),
        };
      case 'loop':
        return { ...part, parts: changeInner(part.parts) };
      case 'splice':
      case 'included':
        return part;
      default:
        return change(part as P);
    }
  });
}

/** Parts with other references in the place of those that they are decided by, repeated for, or copied from. */
export function mapPartReferences<P extends Entry | Item>(
  parts: readonly Part<P>[],
  change: (reference: Reference) => Reference,
): Part<P>[] {
  return parts.map((part): Part<P> => {
    switch (part.kind) {
      case 'conditional':
        return {
          ...part,
          branches: part.branches.map((branch) => ({
            when: withConditionReferences(branch.when, change),
            parts: mapPartReferences(branch.parts, change),
          })),
          otherwise: mapPartReferences(part.otherwise, change),
        };
      case 'loop':
        return { ...part, over: change(part.over), parts: mapPartReferences(part.parts, change) };
      case 'splice':
        return {
          ...part,
          reference: change(part.reference),
          ...(part.overriddenBy && { overriddenBy: part.overriddenBy.map(change) }),
        };
      default:
        return part;
    }
  });
}
