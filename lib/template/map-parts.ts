import type { Entry, Item, Part } from './node';

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
