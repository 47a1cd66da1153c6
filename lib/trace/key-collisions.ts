import type { ChartTemplate, Entry, Item, Part, TemplateNode } from '../template/node';
import type { Reference } from '../template/reference';

/** A dictionary that is copied into a mapping which has other entries as well. */
export interface KeyCollision {
  readonly reference: Reference;
  /** The keys of the mapping's own entries. */
  readonly keys: readonly string[];
  /** Other dictionaries that are copied into it before. */
  readonly beside: readonly Reference[];
}

/** Where a dictionary of the values may have a key that the mapping it is copied into has already. */
export function keyCollisions(template: ChartTemplate): KeyCollision[] {
  return template.objects.flatMap(inItem);
}

function inItem(part: Part<Item>): KeyCollision[] {
  switch (part.kind) {
    case 'item':
      return inNode(part.value);
    case 'conditional':
      return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(inItem);
    case 'loop':
      return part.parts.flatMap(inItem);
    default:
      return [];
  }
}

function inNode(node: TemplateNode): KeyCollision[] {
  if (node.kind === 'sequence') return node.parts.flatMap(inItem);
  if (node.kind !== 'mapping') return [];
  const parts = flatten(node.parts);
  const keys = parts.flatMap((part) =>
    part.kind === 'entry' && part.key.kind === 'literal' ? [String(part.key.value)] : [],
  );
  const copied = parts.flatMap((part) => (part.kind === 'splice' ? part.reference : []));
  return parts.flatMap((part) => {
    if (part.kind === 'entry') return inNode(part.value);
    if (part.kind !== 'splice') return [];
    const beside = copied.slice(0, copied.indexOf(part.reference));
    return keys.length + beside.length > 0 ? [{ reference: part.reference, keys, beside }] : [];
  });
}

/** The entries of a mapping, whatever conditions and loops they are in. */
function flatten(parts: readonly Part<Entry>[]): Part<Entry>[] {
  return parts.flatMap((part) => {
    if (part.kind === 'conditional') {
      return flatten([...part.branches.flatMap((branch) => branch.parts), ...part.otherwise]);
    }
    return part.kind === 'loop' ? flatten(part.parts) : [part];
  });
}
