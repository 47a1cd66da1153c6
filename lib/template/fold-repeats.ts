import { STANDARD_HELPERS } from './helpers-file';
import { mapParts } from './map-parts';
import type { BlockHelper, ChartTemplate, Entry, Item, Part, Sequence, TemplateNode } from './node';
import { partKey, readsLoop } from './part-key';
import { printEntries, printItems } from './print';

/** A block of fewer lines is read faster where it stands than looked up. */
const MIN_LINES = 10;

/** Decides which named template, if any, gives a block in its place. */
type HelperOf = (block: BlockHelper) => string | undefined;

/**
 * Puts `include` in the place of the larger blocks that stand in several places of a chart, the largest first: what a key
 * holds, and items of lists that have names.
 */
export function foldRepeats(template: ChartTemplate): ChartTemplate {
  const taken = [...STANDARD_HELPERS, ...template.helpers.map(({ name }) => name)];
  const blocks: BlockHelper[] = [];
  let { objects } = template;
  for (let block = largestRepeated(objects); block; block = largestRepeated(objects)) {
    const { of, parts } = block;
    const name = freeName(block.name, [...taken, ...blocks.map((other) => other.name)]);
    const key = partKey(parts);
    blocks.push({ name, of, parts });
    objects = foldObjects(objects, (other) => (partKey(other.parts) === key ? name : undefined));
  }
  return blocks.length === 0 ? template : { ...template, objects, blocks };
}

function freeName(wanted: string, taken: readonly string[]): string {
  const numbered = [wanted, ...taken.map((_, index) => `${wanted}${index + 2}`)];
  return numbered.find((name) => !taken.includes(name)) as string;
}

function largestRepeated(objects: readonly Part<Item>[]): BlockHelper | undefined {
  const seen = new Set<string>();
  const repeated: { readonly block: BlockHelper; readonly lines: number }[] = [];
  foldObjects(objects, (block) => {
    const key = partKey(block.parts);
    if (seen.has(key) && canBeShared(key)) repeated.push({ block, lines: linesOf(block) });
    seen.add(key);
    return undefined;
  });
  const [largest] = repeated.sort((left, right) => right.lines - left.lines);
  return largest && largest.lines >= MIN_LINES ? largest.block : undefined;
}

/** A named template knows nothing of the loops around it, nor of the files of other objects. */
function canBeShared(key: string): boolean {
  return !readsLoop(key) && !key.includes('"kind":"checksum"');
}

function linesOf({ of, parts }: BlockHelper): number {
  const context = { chart: '', loops: [], fileOf: () => '' };
  return of === 'entries'
    ? printEntries(parts as Part<Entry>[], context, 0).length
    : printItems(parts as Part<Item>[], context, 0).length;
}

/** The metadata of objects stays where it is: by it a reader knows them. */
function foldObjects(objects: readonly Part<Item>[], helperOf: HelperOf): Part<Item>[] {
  return mapParts(objects, (object) => {
    const owner = literalAt(object, 'kind');
    if (object.value.kind !== 'mapping' || owner === undefined) return object;
    const parts = mapParts(object.value.parts, (entry) =>
      keyOf(entry) === 'metadata' ? foldInside(entry, owner, helperOf) : foldEntry(entry, owner, helperOf),
    );
    return { ...object, value: { ...object.value, parts } };
  });
}

/**
 * An entry whose value, or something in it, a named template gives.
 *
 * @param owner the named item, or the kind of the object, that the entry is in
 */
function foldEntry(entry: Entry, owner: string, helperOf: HelperOf): Entry {
  const { value } = entry;
  const key = keyOf(entry);
  const isBlock = value.kind === 'mapping' || (value.kind === 'sequence' && !value.orEmpty && !isNamedItem(value));
  if (!isBlock || key === undefined) return foldInside(entry, owner, helperOf);
  const of = value.kind === 'mapping' ? 'entries' : 'items';
  const helper = helperOf({ name: templateName(owner, key), of, parts: value.parts });
  if (helper === undefined) return foldInside(entry, owner, helperOf);
  return { ...entry, value: { ...value, parts: [{ kind: 'included', helper }] } };
}

function foldInside<P extends Entry | Item>(part: P, owner: string, helperOf: HelperOf): P {
  return { ...part, value: foldNode(part.value, owner, helperOf) };
}

function foldNode(node: TemplateNode, owner: string, helperOf: HelperOf): TemplateNode {
  if (node.kind === 'mapping') {
    return { ...node, parts: mapParts(node.parts, (entry) => foldEntry(entry, owner, helperOf)) };
  }
  if (node.kind !== 'sequence' || node.orEmpty) return node;
  return { ...node, parts: mapParts<Item>(node.parts, (item) => foldItem(item, owner, helperOf)) };
}

/** Whether a list is nothing but one item, which has a name of its own. */
function isNamedItem({ parts: [first, ...others] }: Sequence): boolean {
  return first?.kind === 'item' && others.length === 0 && literalAt(first, 'name') !== undefined;
}

/** An item that a named template gives, dash included. */
function foldItem(item: Item, owner: string, helperOf: HelperOf): Part<Item> {
  const name = literalAt(item, 'name');
  const helper = name && helperOf({ name: templateName(name), of: 'items', parts: [item] });
  return helper ? { kind: 'included', helper } : foldInside(item, name ?? owner, helperOf);
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

/** `model-downloader`, `env` as `modelDownloaderEnv`; `DATABASE_PASSWORD` as `databasePassword`. */
function templateName(...texts: readonly string[]): string {
  const [first = '', ...others] = texts
    .flatMap((text) => text.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== '')
    .map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const capitalized = others.map((word) => word[0].toUpperCase() + word.slice(1));
  return [first.slice(0, 1).toLowerCase() + first.slice(1), ...capitalized].join('');
}
