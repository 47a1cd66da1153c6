import type { LocatedEntry, LocatedMap } from './located';

/**
 * Values laid over others as Helm does it: maps merge key by key, everything else replaces. A `null` replaces too, and
 * stays in the result as the mark of a removed key. Keys keep the order in which they first came.
 */
export function mergeValues(under: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map<string, LocatedEntry>(under.entries);
  for (const [key, entry] of over.entries) {
    const replaced = entries.get(key)?.value;
    const merged =
      replaced?.kind === 'map' && entry.value.kind === 'map' ? mergeValues(replaced, entry.value) : entry.value;
    entries.set(key, { source: entry.source, value: merged });
  }
  return { kind: 'map', entries, source: over.source };
}
