import { expressionKey } from './expression';
import { fieldOrder, isConventional } from './field-order';
import type { Entry, Part } from './node';
import { referenceKey } from './reference';

/**
 * Entries in the order of a manifest's fields. What a named template gives comes first, what is copied into a map last,
 * and what a value switches on after the entry that says so.
 */
export function sortEntries(parts: readonly Part<Entry>[]): Part<Entry>[] {
  const compareFields = fieldOrder(parts.flatMap(keysOf));
  const shown = new Map(parts.flatMap((part): [string, string][] => shownValue(part) ?? []));
  const keyed = parts.map((part) => {
    const [key] = keysOf(part).sort(compareFields);
    const shownBy = shown.get(switchOf(part) ?? '');
    const follows = key !== undefined && shownBy !== undefined && compareFields(key, shownBy) < 0;
    return { part, key: follows ? `${shownBy}\u0000` : key };
  });
  const rank = ({ part, key }: (typeof keyed)[number]) => (part.kind === 'included' ? 0 : key === undefined ? 2 : 1);
  return keyed
    .sort((left, right) => rank(left) - rank(right) || compareFields(left.key ?? '', right.key ?? ''))
    .map(({ part }) => part);
}

/** The keys that a part may give, as far as they can be known. */
function keysOf(part: Part<Entry>): string[] {
  if (part.kind === 'entry') {
    return [part.key.kind === 'literal' ? String(part.key.value) : `~${expressionKey(part.key)}`];
  }
  if (part.kind !== 'conditional') return [];
  return [...part.branches.flatMap(({ parts }) => parts), ...part.otherwise].flatMap(keysOf);
}

/** The value that an entry shows as it is, and the entry's key, unless that has a place of its own in manifests. */
function shownValue(part: Part<Entry>): [string, string][] | undefined {
  if (part.kind !== 'entry' || part.key.kind !== 'literal' || part.value.kind !== 'scalar') return undefined;
  const key = String(part.key.value);
  const { expression } = part.value;
  if (isConventional(key) || (expression.kind !== 'value' && expression.kind !== 'asText')) return undefined;
  return [[referenceKey(expression.reference), key]];
}

/** The value that decides whether a part is there. */
function switchOf(part: Part<Entry>): string | undefined {
  if (part.kind !== 'conditional' || part.branches.length > 1 || part.otherwise.length > 0) return undefined;
  const [{ when }] = part.branches;
  return when.kind === 'truthy' ? referenceKey(when.reference) : undefined;
}
