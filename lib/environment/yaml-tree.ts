import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from 'yaml';
import type { PathSegment } from '../values/path';
import type { Located, LocatedEntry, LocatedList, LocatedMap, LocatedScalar, Source } from './located';
import { faultOfNumber } from './number';

/** What a {@link YamlTree} needs of the file around it. */
export interface YamlTreeContext {
  sourceAt(offset: number): Source;
  report(code: string, offset: number, segments: readonly PathSegment[], message: string): void;
}

// Aliases of aliases grow exponentially; no values file comes near this size.
const MAX_VALUES = 1_000_000;

/**
 * Turns the nodes of a YAML document into values that know their place: aliases and merge keys are resolved, keys are
 * text, a number that is not exact knows its fault.
 */
export class YamlTree {
  /** What the anchors stand for so far; `undefined` while still inside of the anchored value. */
  private readonly anchors = new Map<string, Located | undefined>();
  private readonly sizes = new Map<Located, number>();
  private count = 0;

  constructor(private readonly context: YamlTreeContext) {}

  locate(node: unknown, segments: readonly PathSegment[]): Located {
    if (isAlias(node)) return this.locateAlias(node, segments);
    const before = this.count++;
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const located = this.locateContent(node, segments);
    this.sizes.set(located, this.count - before);
    if (anchor !== undefined) this.anchors.set(anchor, located);
    return located;
  }

  private locateContent(node: unknown, segments: readonly PathSegment[]): Located {
    if (isMap(node)) return this.locateMap(node, segments);
    if (isSeq(node)) return this.locateList(node, segments);
    return this.locateScalar(node as Scalar | null);
  }

  private locateList(node: Node & { items: unknown[] }, segments: readonly PathSegment[]): LocatedList {
    const items = node.items.map((item, index) => this.locate(item, [...segments, index]));
    return { kind: 'list', items, source: this.context.sourceAt(startOf(node)) };
  }

  private locateMap(node: YAMLMap, segments: readonly PathSegment[]): LocatedMap {
    const own = new Map<string, LocatedEntry>();
    const merged = new Map<string, LocatedEntry>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        for (const [name, entry] of this.mergedEntries(value, startOf(key), segments)) {
          if (!merged.has(name)) merged.set(name, entry);
        }
        continue;
      }
      const name = this.keyText(key, segments);
      if (name === undefined) continue;
      const source = this.context.sourceAt(startOf(key));
      const first = own.get(name);
      if (first) {
        const line = first.source.location?.line;
        const message = `duplicate key; it is already there in line ${line}, and only one of the two can count`;
        this.context.report('duplicate-key', startOf(key), [...segments, name], message);
      }
      own.set(name, { source, value: this.locate(value, [...segments, name]) });
    }
    const entries = new Map([...merged, ...own]);
    return { kind: 'map', entries, source: this.context.sourceAt(startOf(node)) };
  }

  /** What `<<: *map` or `<<: [*map, *map]` stands for: of the maps in a list, the earlier ones win. */
  private mergedEntries(value: unknown, offset: number, segments: readonly PathSegment[]): [string, LocatedEntry][] {
    const located = this.locate(value, segments);
    const maps = located.kind === 'list' ? located.items : [located];
    const entries = [...maps].reverse().flatMap((map) => (map.kind === 'map' ? [...map.entries] : []));
    if (maps.some((map) => map.kind !== 'map')) {
      const message = 'the merge key << takes a map or a list of maps; put it in quotes if it is a key of its own';
      this.context.report('merge-key', offset, segments, message);
    }
    return [...new Map(entries)];
  }

  private locateAlias(alias: Alias, segments: readonly PathSegment[]): Located {
    const source = this.context.sourceAt(startOf(alias));
    const target = this.anchors.get(alias.source);
    if (!target) {
      const message = this.anchors.has(alias.source)
        ? `the alias *${alias.source} stands inside of what &${alias.source} marks, and would go on for ever`
        : `the alias *${alias.source} has no anchor &${alias.source} before it in this file`;
      this.context.report('alias', startOf(alias), segments, message);
      return { kind: 'scalar', value: null, source };
    }
    const isFirstAbove = this.count <= MAX_VALUES;
    this.count += this.sizes.get(target) ?? 1;
    if (this.count <= MAX_VALUES) return { ...target, source };
    if (isFirstAbove) {
      const message = `the aliases up to here stand for more than ${MAX_VALUES} values`;
      this.context.report('alias', startOf(alias), segments, message);
    }
    return { kind: 'scalar', value: null, source };
  }

  private locateScalar(node: Scalar | null): LocatedScalar {
    const source = this.context.sourceAt(startOf(node));
    const value = (node?.value ?? null) as string | number | bigint | boolean | null;
    if (typeof value !== 'number' && typeof value !== 'bigint') return { kind: 'scalar', value, source };
    const written = node?.source ?? String(value);
    const number = value === 0 ? 0 : Number(value);
    const fault = faultOfNumber(value, written);
    return {
      kind: 'scalar',
      value: number,
      source,
      ...(written !== String(number) && { written }),
      ...(fault !== undefined && { fault }),
    };
  }

  private keyText(key: unknown, segments: readonly PathSegment[]): string | undefined {
    const value = isScalar(key) ? key.value : undefined;
    if (typeof value === 'string') return value;
    if (isScalar(key) && value !== null && String(value) === key.source) return key.source;
    const found = isScalar(key)
      ? `${key.source || 'nothing'}, which is read as ${value}; put it in quotes`
      : 'a map or a list; text that begins with { or [ needs quotes';
    const message = `a key must be text, found ${found}`;
    this.context.report('key', startOf(key), segments, message);
    return undefined;
  }
}

/** Where a node begins in the text. */
export function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN;
}
