import { type BlockOwner, type BlockPlace, blockTitles } from './block-name';
import { STANDARD_HELPERS } from './helpers-file';
import { mapParts } from './map-parts';
import type { BlockHelper, ChartTemplate, Entry, Item, Part, Sequence, TemplateNode } from './node';
import { partKey, readsLoop } from './part-key';
import { printEntries, printItems } from './print';

/** A block of fewer lines is read faster where it stands than looked up. */
const MIN_LINES = 10;

type Block = Pick<BlockHelper, 'of' | 'parts'>;

/** Decides which named template, if any, gives a block in its place. */
type HelperOf = (block: Block, place: BlockPlace) => string | undefined;

/** Where something stands: in what kind of object, and what it belongs to there. */
type Surroundings = Omit<BlockPlace, 'field'>;

/**
 * Puts `include` in the place of the larger blocks that stand in several places of a chart, the largest first: what a key
 * holds, and items of lists that have names. The named templates are in the order in which the objects need them.
 */
export function foldRepeats(template: ChartTemplate): ChartTemplate {
  const found: RepeatedBlock[] = [];
  let { objects } = template;
  for (let block = largestRepeated(objects); block; block = largestRepeated(objects)) {
    const { key } = block;
    const temporary = `#${found.length}`;
    found.push(block);
    objects = foldObjects(objects, (other) => (partKey(other.parts) === key ? temporary : undefined));
  }
  if (found.length === 0) return template;
  const included = JSON.stringify(objects);
  const firstUse = (block: RepeatedBlock) => included.indexOf(`"helper":"#${found.indexOf(block)}"`);
  const ordered = found.toSorted((left, right) => firstUse(left) - firstUse(right));
  const taken = [...STANDARD_HELPERS, ...template.helpers.map(({ name }) => name)];
  const titles = blockTitles(
    ordered.map(({ places }) => places),
    taken,
  );
  return {
    ...template,
    objects: found.reduce(
      (folded, { key }, at) =>
        foldObjects(folded, (other) =>
          partKey(other.parts) === key ? titles[ordered.indexOf(found[at])].name : undefined,
        ),
      template.objects,
    ),
    blocks: ordered.map(({ of, parts }, at) => ({ ...titles[at], of, parts })),
  };
}

interface RepeatedBlock extends Block {
  readonly key: string;
  readonly places: readonly BlockPlace[];
}

function largestRepeated(objects: readonly Part<Item>[]): RepeatedBlock | undefined {
  const seen = new Map<string, RepeatedBlock>();
  foldObjects(objects, (block, place) => {
    const key = partKey(block.parts);
    seen.set(key, { ...block, key, places: [...(seen.get(key)?.places ?? []), place] });
    return undefined;
  });
  const [largest] = [...seen.values()]
    .filter(({ key, places }) => places.length > 1 && canBeShared(key))
    .map((block) => ({ block, lines: linesOf(block) }))
    .sort((left, right) => right.lines - left.lines);
  return largest && largest.lines >= MIN_LINES ? largest.block : undefined;
}

/** A named template knows nothing of the loops around it, nor of the files of other objects. */
function canBeShared(key: string): boolean {
  return !readsLoop(key) && !key.includes('"kind":"checksum"');
}

function linesOf({ of, parts }: Block): number {
  const context = { chart: '', loops: [], fileOf: () => '' };
  return of === 'entries'
    ? printEntries(parts as Part<Entry>[], context, 0).length
    : printItems(parts as Part<Item>[], context, 0).length;
}

/** The metadata of objects stays where it is: by it a reader knows them. */
function foldObjects(objects: readonly Part<Item>[], helperOf: HelperOf): Part<Item>[] {
  return mapParts(objects, (item) => {
    const object = literalAt(item, 'kind');
    if (item.value.kind !== 'mapping' || object === undefined) return item;
    const around: Surroundings = { object, owner: { kind: 'object', name: object } };
    const parts = mapParts(item.value.parts, (entry) =>
      keyOf(entry) === 'metadata' ? foldInside(entry, around, helperOf) : foldEntry(entry, around, helperOf),
    );
    return { ...item, value: { ...item.value, parts } };
  });
}

/** An entry whose value, or something in it, a named template gives. */
function foldEntry(entry: Entry, around: Surroundings, helperOf: HelperOf): Entry {
  const { value } = entry;
  const field = keyOf(entry);
  const isBlock = value.kind === 'mapping' || (value.kind === 'sequence' && !value.orEmpty && !isNamedItem(value));
  if (!isBlock || field === undefined) return foldInside(entry, around, helperOf);
  const of = value.kind === 'mapping' ? 'entries' : 'items';
  const helper = helperOf({ of, parts: value.parts }, { ...around, field });
  if (helper === undefined) return foldInside(entry, around, helperOf);
  return { ...entry, value: { ...value, parts: [{ kind: 'included', helper }] } };
}

function foldInside(entry: Entry, around: Surroundings, helperOf: HelperOf): Entry {
  return { ...entry, value: foldNode(entry.value, around, helperOf, keyOf(entry)) };
}

/** @param list the key that holds the node */
function foldNode(node: TemplateNode, around: Surroundings, helperOf: HelperOf, list?: string): TemplateNode {
  if (node.kind === 'mapping') {
    return { ...node, parts: mapParts(node.parts, (entry) => foldEntry(entry, around, helperOf)) };
  }
  if (node.kind !== 'sequence' || node.orEmpty) return node;
  return { ...node, parts: mapParts<Item>(node.parts, (item) => foldItem(item, around, helperOf, list)) };
}

/** Whether a list is nothing but one item, which has a name of its own. */
function isNamedItem({ parts: [first, ...others] }: Sequence): boolean {
  return first?.kind === 'item' && others.length === 0 && literalAt(first, 'name') !== undefined;
}

/** An item that a named template gives, dash included. */
function foldItem(item: Item, around: Surroundings, helperOf: HelperOf, list = ''): Part<Item> {
  const name = literalAt(item, 'name');
  if (name === undefined) return { ...item, value: foldNode(item.value, around, helperOf) };
  const owner: BlockOwner = { kind: 'item', list, name };
  const inside = { ...around, owner };
  const helper = helperOf({ of: 'items', parts: [item] }, inside);
  return helper ? { kind: 'included', helper } : { ...item, value: foldNode(item.value, inside, helperOf) };
}

/** The text that an item always has at a key. */
function literalAt({ value }: Item, key: string): string | undefined {
  const parts = value.kind === 'mapping' ? value.parts : [];
  const entry = parts.find((part): part is Entry => part.kind === 'entry' && keyOf(part) === key);
  const found = entry?.value.kind === 'scalar' ? entry.value.expression : undefined;
  return found?.kind === 'literal' ? String(found.value) : undefined;
}

function keyOf({ key }: Entry): string | undefined {
  return key.kind === 'literal' ? String(key.value) : undefined;
}
