import { type Expression, expressionKey } from './expression';
import type { Entry, Item, Part, TemplateNode } from './node';

/** An object of the chart, as far as it can be known without values. */
export interface ObjectSummary {
  readonly kind: string;
  readonly name: Expression;
  /** The moments at which Helm runs the object as a hook. @default it is none, or values say so */
  readonly hook?: string;
}

/** The objects in a part of a chart. */
export function objectsIn(part: Part<Item>): ObjectSummary[] {
  switch (part.kind) {
    case 'item':
      return summarize(part);
    case 'conditional':
      return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(objectsIn);
    case 'loop':
      return part.parts.flatMap(objectsIn);
    default:
      return [];
  }
}

export function summarize(item: Item): ObjectSummary[] {
  const kind = nodeAt(item.value, 'kind');
  const name = nodeAt(nodeAt(item.value, 'metadata'), 'name');
  if (kind?.kind !== 'scalar' || kind.expression.kind !== 'literal' || name?.kind !== 'scalar') return [];
  const hook = literalAt(nodeAt(nodeAt(item.value, 'metadata'), 'annotations'), 'helm.sh/hook');
  return [{ kind: String(kind.expression.value), name: name.expression, ...(hook !== undefined && { hook }) }];
}

/** What an object's name has beyond that of the release, as a part of a file's name. */
export function suffixOf(name: Expression | undefined): string | undefined {
  switch (name?.kind) {
    case 'include':
      return name.suffix ? suffixOf(name.suffix) : /^(.+)\./.exec(name.helper)?.[1];
    case 'literal':
      return String(name.value).replace(/[^a-z0-9-]+/g, '-');
    case 'concatenation':
      return name.parts
        .flatMap((part) => (part.kind === 'literal' ? String(part.value).split(/[^a-z0-9]+/) : []))
        .filter((word) => word !== '')
        .join('-');
    default:
      return undefined;
  }
}

/**
 * Objects of one kind in the order of their names: the one that is called as the release, then by the suffix. The kinds
 * stay in the order in which they come first.
 */
export function orderObjects(objects: readonly Part<Item>[]): Part<Item>[] {
  const keyed = objects.map((part) => {
    const [first] = objectsIn(part);
    return { part: orderWithin(part), kind: first?.kind ?? '', name: nameKey(first?.name) };
  });
  const kinds = [...new Set(keyed.map(({ kind }) => kind))];
  return keyed
    .sort(
      (left, right) =>
        kinds.indexOf(left.kind) - kinds.indexOf(right.kind) ||
        (left.name < right.name ? -1 : Number(left.name > right.name)),
    )
    .map(({ part }) => part);
}

function orderWithin(part: Part<Item>): Part<Item> {
  switch (part.kind) {
    case 'conditional':
      return {
        ...part,
        branches: part.branches.map((branch) => ({ ...branch, parts: orderObjects(branch.parts) })),
        otherwise: orderObjects(part.otherwise),
      };
    case 'loop':
      return { ...part, parts: orderObjects(part.parts) };
    default:
      return part;
  }
}

function nameKey(name: Expression | undefined): string {
  return name === undefined ? '' : `${suffixOf(name) ?? ''} ${expressionKey(name)}`;
}

/** The text behind a key of a mapping, if it is always the same. */
function literalAt(node: TemplateNode | undefined, key: string): string | undefined {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' && value.expression.kind === 'literal' ? String(value.expression.value) : undefined;
}

/** What stands behind a key of a mapping, if it always stands there. */
export function nodeAt(node: TemplateNode | undefined, key: string): TemplateNode | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const entry = node.parts.find(
    (part): part is Entry => part.kind === 'entry' && part.key.kind === 'literal' && part.key.value === key,
  );
  return entry?.value;
}
