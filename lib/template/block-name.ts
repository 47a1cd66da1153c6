/** What a block of a template belongs to: a named item of a list, or the object that it is in. */
export type BlockOwner =
  | { readonly kind: 'item'; readonly list: string; readonly name: string }
  | { readonly kind: 'object'; readonly name: string };

/** A place where a block stands: what a field of its owner holds, or its owner itself, which then is an item. */
export interface BlockPlace {
  /** The kind of the object that the place is in. */
  readonly object: string;
  readonly owner: BlockOwner;
  /** @default the block is the whole item */
  readonly field?: string;
}

/** How a named template is called, and what a reader is told of it. */
export interface BlockTitle {
  readonly name: string;
  readonly comment: string;
}

/** So many owners can be told in a comment without becoming a list. */
const MAX_OWNERS = 3;

/**
 * Names for blocks by what all their places have in common: the owner's name or a part of it, else what kind of thing the
 * owners are, and the field. Blocks that would be called alike are told apart by the kind of object that they are in, and
 * by numbers only where that is the same.
 */
export function blockTitles(blocks: readonly (readonly BlockPlace[])[], taken: readonly string[]): BlockTitle[] {
  const short = blocks.map(commonName);
  const isClear = (name: string) => !taken.includes(name) && short.filter((other) => other === name).length === 1;
  const used = [...taken];
  return blocks.map((places, at) => {
    const kind = commonWords(places.map(({ object }) => object));
    const wanted = isClear(short[at]) ? short[at] : templateName(...kind, short[at]);
    const numbered = [wanted, ...used.map((_, index) => `${wanted}${index + 2}`)];
    const name = numbered.find((candidate) => !used.includes(candidate)) as string;
    used.push(name);
    return { name, comment: commentOf(places) };
  });
}

function commonName(places: readonly BlockPlace[]): string {
  const owners = places.map(({ owner }) => owner);
  const named = commonWords(owners.map(({ name }) => name));
  const field = commonField(places);
  if (field === undefined) return templateName(...named, ...withoutEnd(nounOf(owners), named));
  if (named.length > 0) return templateName(...named, field);
  const noun = nounOf(owners);
  return noun.length > 0 ? templateName(...noun, field) : templateName('common', field);
}

/** The field that holds a block in all its places; where these differ, what they are called alike. */
function commonField(places: readonly BlockPlace[]): string | undefined {
  const fields = places.flatMap(({ field }) => field ?? []);
  if (fields.length === 0) return undefined;
  const words = commonWords(fields);
  return words.length > 0 ? templateName(...words) : fields[0];
}

/** The end of a list's name is not said again, where the items are called after it. */
function withoutEnd(noun: readonly string[], named: readonly string[]): readonly string[] {
  const end = named.slice(-noun.length).map((word) => word.toLowerCase());
  return end.join() === noun.join() ? [] : noun;
}

function commentOf(places: readonly BlockPlace[]): string {
  const owners = places.map(({ owner }) => owner);
  const names = [...new Set(owners.map(({ name }) => name))];
  const noun = nounOf(owners).map((word) => (word === 'env' ? 'environment variable' : word));
  const field = commonField(places);
  if (field === undefined) return `The ${[...noun, names[0]].join(' ')}, wherever it is needed.`;
  const what = field === 'env' ? 'environment variables' : wordsOf(field).join(' ').toLowerCase();
  if (owners.every(({ kind }) => kind === 'object')) {
    const kinds = names.length > MAX_OWNERS ? 'several objects' : listed(names.map(plural));
    return `The ${what} that ${kinds} share.`;
  }
  const things = noun.length > 0 ? plural(noun.join(' ')) : 'places';
  if (names.length > MAX_OWNERS) return `The ${what} that several ${things} share.`;
  return names.length === 1
    ? `The ${what} that all ${things} called ${names[0]} share.`
    : `The ${what} that the ${things} ${listed(names)} share.`;
}

/** What the owners are, where all are in lists: a container, whether it is one of `containers` or `initContainers`. */
function nounOf(owners: readonly BlockOwner[]): readonly string[] {
  const nouns = owners.map((owner) => (owner.kind === 'item' ? wordsOf(singular(owner.list)) : []));
  return commonEnd(nouns.map((words) => words.map((word) => word.toLowerCase())));
}

/** The words that several names begin with, or else that they end with. */
function commonWords(names: readonly string[]): readonly string[] {
  const words = names.map(wordsOf);
  const reversed = words.map((list) => list.toReversed());
  const start = commonEnd(reversed).toReversed();
  return start.length > 0 ? start : commonEnd(words);
}

function commonEnd([first, ...others]: readonly (readonly string[])[]): readonly string[] {
  const start = [...first.keys()].find((from) =>
    others.every((words) => words.slice(-(first.length - from)).join() === first.slice(from).join()),
  );
  return start === undefined ? [] : first.slice(start);
}

/** `model-downloader` and `modelDownloader` as model, downloader; `DATABASE_PASSWORD` as DATABASE, PASSWORD. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
}

function singular(list: string): string {
  if (list.endsWith('ies')) return `${list.slice(0, -3)}y`;
  return list.endsWith('s') ? list.slice(0, -1) : list;
}

function plural(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

/** `model-downloader`, `env` as `modelDownloaderEnv`; `DATABASE_PASSWORD` as `databasePassword`. */
export function templateName(...texts: readonly string[]): string {
  const [first = '', ...others] = texts
    .flatMap(wordsOf)
    .map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()));
  const capitalized = others.map((word) => word[0].toUpperCase() + word.slice(1));
  return [first.slice(0, 1).toLowerCase() + first.slice(1), ...capitalized].join('');
}
