import { evaluateEntries } from '../template/evaluate';
import { concatenate, type Expression, expressionKey } from '../template/expression';
import type { Entry, Part } from '../template/node';
import { resolveReference } from '../template/reference';
import { partReferences } from '../template/references';
import { isRecord } from '../values/defaults';
import type { Interned } from './interner';
import { placeBelow } from './known-conditions';
import type { Alternative } from './learn-conditional';
import { conditionalParts, fillCondition, learnBranches, variablesRead } from './learn-conditional';
import { learnLoop } from './learn-loop';
import { learnNodes } from './learn-node';
import { type Learning, scopeOf, union, type Variant, VariantMap } from './learning';
import type { Leaf } from './markers';
import type { Mask } from './mask';
import { enclosingPlace, type Place, patternKey, shapeAt } from './place';
import { readText } from './read-text';
import { recall } from './recall';
import type { Instance, Space } from './space';

type MapOutput = { readonly [key: string]: Interned };

/** The entries of one key, or those that come from one dictionary. */
interface Group {
  readonly variants: VariantMap;
}
interface KeyGroup extends Group {
  readonly key: Expression;
}
/** What the entries of each dictionary gave in some instances, by its name. */
type Shares = Map<string, Map<string, MapOutput>>;

interface DictionaryGroup {
  readonly collection: Place;
  readonly shares: Map<number, Map<string, MapOutput>>;
  /** Keys that the dictionary was seen to have where the mapping's own entry won. */
  readonly overridden: Set<string>;
  /** Dictionaries that were seen to have one of its keys, and to win. */
  readonly winners: Set<DictionaryGroup>;
}

/** The entries of a mapping, each under the condition under which it is there. */
export function learnEntries(
  learning: Learning,
  space: Space,
  variants: readonly Variant<MapOutput>[],
  at: string,
): readonly Part<Entry>[] {
  const domain = union(space, variants);
  const keys = new Map<string, KeyGroup>();
  const dictionaries = new Map<string, DictionaryGroup>();
  const divided = variants.map(({ output, mask }) => {
    const shares: Shares = new Map();
    const own: [string, Interned][] = [];
    for (const [key, value] of Object.entries(output)) {
      const leaf = outerKey(learning, space, mask, key);
      if (!leaf) {
        own.push([key, value]);
        continue;
      }
      const { name, collection, at } = ownerOfKey(leaf, key);
      if (!dictionaries.has(name)) {
        dictionaries.set(name, { collection, shares: new Map(), overridden: new Set(), winners: new Set() });
      }
      const share = shares.get(name) ?? new Map<string, MapOutput>();
      shares.set(name, share.set(at, learning.interner.intern({ ...share.get(at), [key]: value }) as MapOutput));
    }
    return { mask, shares, own };
  });
  for (const { mask, shares, own } of divided) {
    giveToWinners(learning, space, mask, dictionaries, shares);
    for (const [key, value] of own) {
      const winner = [...shares.keys()].find((name) =>
        takesKey(learning, space, mask, dictionaries.get(name), key, value),
      );
      if (winner === undefined) addEntry(learning, space, keys, mask, key, value);
      else shares.get(winner)?.set(key, learning.interner.intern({ [key]: value }) as MapOutput);
    }
    for (const [name, share] of shares) {
      mask.forEach((index) => {
        dictionaries.get(name)?.shares.set(index, share);
      });
    }
  }
  return [
    ...[...keys].flatMap(([name, group]) => learnEntry(learning, space, domain, group, placeBelow(at, name))),
    ...winnersLast(dictionaries.values())
      // Of some, only keys stand there that others have, too.
      .filter(({ shares }) => shares.size > 0)
      .flatMap((group) => learnDictionary(learning, space, domain, group, keys, at)),
  ];
}

/** In an order in which one that wins over another stands after it. */
function winnersLast(dictionaries: Iterable<DictionaryGroup>): DictionaryGroup[] {
  return [...dictionaries].sort((left, right) => right.winners.size - left.winners.size);
}

/** Moves entries that two dictionaries have to the one whose value there is. */
function giveToWinners(
  learning: Learning,
  space: Space,
  mask: Mask,
  dictionaries: ReadonlyMap<string, DictionaryGroup>,
  shares: Shares,
): void {
  for (const [name, share] of [...shares]) {
    const owner = dictionaries.get(name) as DictionaryGroup;
    for (const [key, entries] of [...share]) {
      const winner = winnerOf(learning, space, mask, dictionaries, owner, key, entries[key]);
      if (winner === undefined) continue;
      share.delete(key);
      shares.set(winner, (shares.get(winner) ?? new Map()).set(key, entries));
    }
    if (share.size === 0) shares.delete(name);
  }
}

/** The name of another dictionary that has the same key, and whose value it is; notes which wins over which. */
function winnerOf(
  learning: Learning,
  space: Space,
  mask: Mask,
  dictionaries: ReadonlyMap<string, DictionaryGroup>,
  owner: DictionaryGroup,
  key: string,
  value: Interned,
): string | undefined {
  for (const [name, other] of dictionaries) {
    if (other === owner || !learning.tests.keysOf(other.collection).includes(key)) continue;
    let isOthers = false;
    mask.forEach((index) => {
      const [own, others] = [owner, other].map(({ collection }) => entryAt(learning, space, index, collection, key));
      if (others === undefined) return;
      if (others === value && own !== value) isOthers = true;
      if (own !== undefined && others === value) owner.winners.add(other);
      else if (own === value) other.winners.add(owner);
    });
    if (isOthers) return name;
  }
  return undefined;
}

/** What a dictionary has at a key in one instance. */
function entryAt(learning: Learning, space: Space, index: number, collection: Place, key: string): unknown {
  const { values, position } = space.instances[index];
  const reference = space.referenceTo(collection, shapeAt(learning.root, collection.path));
  const dictionary = resolveReference(reference, values, position);
  return isRecord(dictionary) && Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
}

/**
 * Whether an entry is the dictionary's own, in instances in which the dictionary has its key. Where it is not, the
 * mapping's entry wins over the dictionary's.
 */
function takesKey(
  learning: Learning,
  space: Space,
  mask: Mask,
  group: DictionaryGroup | undefined,
  key: string,
  value: Interned,
): boolean {
  if (!group || !learning.tests.keysOf(group.collection).includes(key)) return false;
  const shape = shapeAt(learning.root, group.collection.path);
  const reference = space.referenceTo(group.collection, shape);
  let isTaken = false;
  mask.forEach((index) => {
    const { values, position } = space.instances[index];
    const dictionary = resolveReference(reference, values, position);
    if (!isRecord(dictionary) || !Object.hasOwn(dictionary, key)) return;
    if (dictionary[key] === value) isTaken = true;
    else group.overridden.add(key);
  });
  return isTaken;
}

/** The dictionary's key that a key of the output contains, if that dictionary is not what a loop is at. */
function outerKey(learning: Learning, space: Space, mask: Mask, key: string): Leaf | undefined {
  const { position } = space.instances[mask.first()] as Instance;
  return [...learning.markers.mentions(key)].find(
    ({ role, place }) => role === 'opaque' || (role === 'key' && !space.reaches(place, position)),
  );
}

/** The dictionary that a key comes from, and the entry of it. */
function ownerOfKey(leaf: Leaf, key: string): { name: string; collection: Place; at: string } {
  const collection = leaf.role === 'opaque' ? leaf.place : enclosingPlace(leaf.place);
  const at = leaf.role === 'opaque' ? key : String(leaf.place.path.at(-1));
  return { name: patternKey(collection), collection, at };
}

function addEntry(
  learning: Learning,
  space: Space,
  groups: Map<string, KeyGroup>,
  mask: Mask,
  key: string,
  value: Interned,
): void {
  const instance = space.instances[mask.first()] as Instance;
  const parts = readText(learning, space, instance, key, false);
  const expression: Expression = parts ? concatenate(parts) : { kind: 'literal', value: key };
  const name = expressionKey(expression);
  let group = groups.get(name);
  if (!group) {
    group = { key: expression, variants: new VariantMap() };
    groups.set(name, group);
  }
  group.variants.add(value, mask);
}

function learnEntry(
  learning: Learning,
  space: Space,
  domain: Mask,
  { key, variants: { variants } }: KeyGroup,
  at: string,
): readonly Part<Entry>[] {
  return recall<Part<Entry>>(
    learning,
    space,
    { at, domain, variants },
    (parts, instance) => Object.values(evaluateEntries(parts, scopeOf(learning, instance), [])),
    (output) => (output === undefined ? [] : [output]),
    (parts) => parts.flatMap(partReferences),
    () => {
      const nodes = learnNodes(learning, space, variants, at);
      const alternatives = nodes.map(({ what, mask }): Alternative<readonly Part<Entry>[]> => {
        const entry: Entry = { kind: 'entry', key, value: what };
        return { what: [entry], mask, expected: fillCondition(what), reads: variablesRead(what) };
      });
      return conditionalParts(
        learnBranches(learning, space, domain, alternatives, space.loops.length > 0 ? undefined : at),
      );
    },
  );
}

function learnDictionary(
  learning: Learning,
  space: Space,
  domain: Mask,
  group: DictionaryGroup,
  keys: ReadonlyMap<string, KeyGroup>,
  at: string,
): readonly Part<Entry>[] {
  const shape = shapeAt(learning.root, group.collection.path);
  // Of an open object, what the schema names has entries of its own.
  const named = shape.kind === 'object' ? [...shape.keys.keys()] : [];
  const winners = [...group.overridden].map((key) => {
    const own = keys.get(expressionKey({ kind: 'literal', value: key }));
    return { key, mask: own ? union(space, own.variants.variants) : space.all };
  });
  return learnLoop<Entry, MapOutput>(
    learning,
    space,
    domain,
    {
      collection: group.collection,
      shares: group.shares,
      omittedIn: (index) => {
        const omitted = [...named, ...winners.flatMap(({ key, mask }) => (mask.has(index) ? key : []))].sort();
        const overriddenBy = winnersLast(group.winners).flatMap(({ collection, shares }) =>
          shares.has(index) ? space.referenceTo(collection, shapeAt(learning.root, collection.path)) : [],
        );
        return { ...(omitted.length > 0 && { omitted }), ...(overriddenBy.length > 0 && { overriddenBy }) };
      },
      whole: (shares) => Object.assign({}, ...shares) as unknown,
      nothing: learning.interner.intern({}) as MapOutput,
    },
    (inner, variants) => learnEntries(learning, inner, variants, at),
  );
}
