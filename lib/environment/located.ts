import type { Problem, SourceLocation } from '../errors';
import type { PathSegment } from '../values/path';

/** Who wrote a value, and where; code has no line that could be told. */
export interface Source {
  /** Name of the environment. */
  readonly environment: string;
  readonly location?: SourceLocation;
}

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly source: Source;
  /** The number or word as it stands in the file, such as `1.10` for 1.1. */
  readonly written?: string;
  /** Why the number cannot be taken as it stands, see `faultOfNumber`. */
  readonly fault?: string;
}

export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly source: Source;
}

export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  readonly source: Source;
}

export interface LocatedEntry {
  /** Where the key is. */
  readonly source: Source;
  readonly value: Located;
}

/** Values of which each remembers where it was written. A `null` in a map is a key that was removed. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

/** What was read of an environment, and what is wrong with that. Without a root, nothing could be made of it. */
export interface ReadResult {
  readonly root?: LocatedMap;
  readonly problems: readonly Problem[];
}

/** The values as plain data, nulls included. */
export function plainValue(located: Located): unknown {
  switch (located.kind) {
    case 'scalar':
      return located.value;
    case 'list':
      return located.items.map(plainValue);
    case 'map':
      return plainMap(located);
  }
}

/** A map's values as plain data, nulls included. */
export function plainMap(map: LocatedMap): Record<string, unknown> {
  return Object.fromEntries([...map.entries].map(([key, { value }]) => [key, plainValue(value)]));
}

/** A map without the keys that `null` removed. Lists keep their nulls, as in Helm: nothing is merged inside of them. */
export function withoutRemoved(map: LocatedMap): LocatedMap {
  const entries = new Map<string, LocatedEntry>();
  for (const [key, entry] of map.entries) {
    if (entry.value.kind === 'map') entries.set(key, { ...entry, value: withoutRemoved(entry.value) });
    else if (entry.value.kind !== 'scalar' || entry.value.value !== null) entries.set(key, entry);
  }
  return { ...map, entries };
}

/** What stands at a place, or `undefined`. */
export function valueAt(root: Located, segments: readonly PathSegment[]): Located | undefined {
  let value: Located | undefined = root;
  for (const segment of segments) value = value && childOf(value, segment)?.value;
  return value;
}

/** The number at a place as it stands in the file, where that is not how JavaScript prints it. */
export function writtenAt(root: Located, segments: readonly PathSegment[]): string | undefined {
  const value = valueAt(root, segments);
  return value?.kind === 'scalar' ? value.written : undefined;
}

/**
 * Where a place was written: its key or its value. For a place that does not exist it is the key of the nearest map
 * or list around it that does.
 */
export function sourceAt(root: Located, segments: readonly PathSegment[], part: 'key' | 'value'): Source {
  let current: LocatedEntry = { source: root.source, value: root };
  for (const segment of segments) {
    const child = childOf(current.value, segment);
    if (!child) return current.source;
    current = child;
  }
  return part === 'key' ? current.source : current.value.source;
}

function childOf(value: Located, segment: PathSegment): LocatedEntry | undefined {
  if (value.kind === 'map') return value.entries.get(String(segment));
  const item = value.kind === 'list' ? value.items[Number(segment)] : undefined;
  return item && { source: item.source, value: item };
}
