import type { z } from 'zod';
import { changedBy, changeText, TEXT_FUNCTIONS, type TextChange, type Trimmed } from '../template/text-function';
import { schemaChecks } from '../values/schema-checks';
import type { Shape } from '../values/shape';
import type { Interned } from './interner';
import { elementPlace, type Place, placeKey, type RootShape, shapeAt, valueAt } from './place';
import { Probes } from './probes';

/** A scalar of the values that shows in the objects by a marker, or the key of a dictionary's entry. */
export interface Leaf {
  readonly place: Place;
  readonly shape: Shape;
  /**
   * `value`: the scalar at the place; `key`: the key of the dictionary entry at the place; `opaque`: something inside of
   * the place, which the schema says nothing about.
   */
  readonly role: 'value' | 'key' | 'opaque';
  /** Text that stands before the marker as a part of the value. @default none */
  readonly prefix?: string;
  /** Text that stands behind the marker as a part of the value. @default none */
  readonly suffix?: string;
}

/** A leaf whose text was changed on its way into an object. */
export interface ChangedLeaf {
  readonly leaf: Leaf;
  /** By what, one after the other. */
  readonly changes: readonly TextChange[];
}

/** Text with leaves in it, or with something of the release, in base64. */
export interface EncodedText {
  readonly decoded: string;
}

/** Literal text, or a leaf that shows in it. */
export type TextPart = string | Leaf | ChangedLeaf | EncodedText;

const MARKER = /mzq(\d+)z|MZQ(\d+)Z/g;
const MARKER_START = /mzq|MZQ/;
const RELEASE_MARKER = /mzr\d+z/;
const BASE64 = /[A-Za-z0-9+/]{7,}={0,2}/g;

/** How text begins that constructs may ask to begin so: paths and URLs. */
const PREFIX = /^(?:\/|[a-z][a-z0-9+]*:\/\/)/;

const ANY_TEXT = { kind: 'any' } as Shape;

/** Numbers from within the bounds of a schema, as far apart for different ids as these leave. */
function numbersWithin(shape: Shape, id: number): number[] {
  const { minValue, maxValue } = shape.schema as z.ZodNumber;
  const multiple = schemaChecks(shape.schema).find(({ check }) => check === 'multiple_of');
  const isInteger = shape.kind === 'number' && shape.integer;
  const unit = Number(multiple?.value ?? (isInteger ? 1 : 0.25));
  const lowest = Math.max(minValue ?? Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
  const highest = Math.min(maxValue ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  // Near the bound that there is.
  const from = lowest === Number.MIN_SAFE_INTEGER ? highest - MAX_WITHIN : lowest;
  const [least, most] = [Math.floor(from / unit), Math.floor(highest / unit)];
  const count = Math.min(most - least + 1, MAX_WITHIN);
  return [7 + 37 * id, 11 + 37 * id, 5, 4, 3, 2, 1, 0].map((turn) => (least + (turn % count)) * unit);
}

const MAX_WITHIN = 100_000;

/**
 * Texts and numbers that stand for parts of the values, and are found again inside of the objects: texts that nobody
 * writes, numbers that hardly occur otherwise.
 */
export class Markers {
  private readonly leaves: Leaf[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byNumber = new Map<number, Leaf[]>();
  private readonly numbers = new Map<number, readonly number[]>();
  private readonly mentioned = new WeakMap<object, ReadonlySet<Leaf>>();
  /** The parts of texts. Nothing can hold a marker before there is that marker, so what was found stays right. */
  private readonly parsed = new Map<string, readonly TextPart[]>();
  private readonly mentionedInTexts = new Map<string, ReadonlySet<Leaf>>();
  readonly probes = new Probes();

  /** @param examples real values, for the form that text may need to have */
  constructor(
    private readonly root: RootShape,
    private readonly examples: readonly unknown[] = [],
  ) {}

  /** Text for a place. */
  text(place: Place, shape: Shape): string {
    const prefix = this.prefixOf(place, shape);
    const marker = this.marker(placeKey(place), () => ({ place, shape, role: 'value', ...(prefix && { prefix }) }));
    return prefix + marker;
  }

  /** Text for a place that begins and ends with something of which constructs make something else. */
  textBetween(prefix: string, suffix: string, place: Place, shape: Shape): string {
    const key = `${placeKey(place)}{between ${JSON.stringify([prefix, suffix])}}`;
    const marker = this.marker(key, () => ({ place, shape, role: 'value', prefix, suffix }));
    return prefix + marker + suffix;
  }

  /** The same, which also shows by which function it was changed on its way into an object. */
  probeBetween(prefix: string, suffix: string, place: Place, shape: Shape): string {
    const key = `${placeKey(place)}{probe between ${JSON.stringify([prefix, suffix])}}`;
    const id = this.register(key, () => ({ place, shape, role: 'value' }));
    const trims: readonly Trimmed[] = [
      { trim: 'trimPrefix', text: prefix },
      { trim: 'trimSuffix', text: suffix },
    ];
    const own = trims.filter(({ text }) => text !== '');
    return this.probes.add(prefix + this.probes.textOf(id) + suffix, this.leaves[id], own);
  }

  /** Text for an entry of an open place, of which the schema says nothing. */
  anyText(place: Place): string {
    return this.text(place, ANY_TEXT);
  }

  /** Text for a place that shows by which function it was changed on its way into an object. */
  probe(place: Place, shape: Shape): string {
    const prefix = this.prefixOf(place, shape);
    const id = Number(/\d+/.exec(this.text(place, shape).slice(prefix.length))?.[0]);
    return this.probes.add(this.probes.textFor(id, prefix, shape), this.leaves[id]);
  }

  /** A key for the n-th entry of a dictionary that shows by which function it was changed on its way into an object. */
  probeKey(place: Place, shape: Shape, index: number): string {
    const id = this.register(`${placeKey(place)}{probe ${index}}`, (_, id) => ({
      place: elementPlace(place, this.probes.textOf(id)),
      shape,
      role: 'key',
    }));
    return this.probes.add(this.probes.textOf(id), this.leaves[id]);
  }

  /** A key for the n-th entry of a dictionary. */
  dictionaryKey(place: Place, shape: Shape, index: number): string {
    return this.marker(`${placeKey(place)}{${index}}`, (marker) => ({
      place: elementPlace(place, marker),
      shape,
      role: 'key',
    }));
  }

  /** An entry for a place that takes entries of any name. */
  openEntry(place: Place): Record<string, unknown> {
    const key = this.marker(`${placeKey(place)}{key}`, () => ({ place, shape: ANY_TEXT, role: 'opaque' }));
    return { [key]: this.marker(`${placeKey(place)}{value}`, () => ({ place, shape: ANY_TEXT, role: 'opaque' })) };
  }

  /** Two numbers for a place, or one if the schema takes no other. */
  numbersFor(place: Place, shape: Shape, owner = shape): readonly number[] {
    const id = this.register(placeKey(place), () => ({ place, shape: owner, role: 'value' }));
    const known = this.numbers.get(id);
    if (known) return known;
    const candidates =
      shape.kind === 'number' && shape.integer
        ? [10007 + 37 * id, 10011 + 37 * id, 1009 + 3 * id, 1010 + 3 * id, 101 + id, 31 + (id % 60), 32 + (id % 60)]
        : [
            10007.5 + 37 * id,
            10011.5 + 37 * id,
            31.25 + (id % 60),
            32.25 + (id % 60),
            0.25 + id / 4096,
            0.375 + id / 4096,
          ];
    const small = shape.kind === 'number' && shape.integer ? [2, 3, 5, 7, 1, 0, -1, -7] : [0.25, 0.5, 1, 0, -0.5];
    const all = [...candidates, ...numbersWithin(shape, id), ...small];
    const valid = all.filter((candidate) => shape.schema.safeParse(candidate).success);
    const unused = valid.filter((candidate) => !this.byNumber.has(candidate));
    const chosen = [...new Set([...unused, ...valid])].slice(0, 2);
    this.numbers.set(id, chosen);
    for (const value of chosen) {
      this.byNumber.set(value, [...(this.byNumber.get(value) ?? []), this.leaves[id] as Leaf]);
    }
    return chosen;
  }

  /** How the text at a place begins in the values of an environment, if it begins like a path or URL. */
  private prefixOf(place: Place, shape: Shape): string {
    const path = place.path.map((step, at) => (typeof place.steps[at] === 'string' ? step : 0));
    for (const text of [...this.examples.map((values) => valueAt(values, path)), shape.defaultValue]) {
      const prefix = typeof text === 'string' ? PREFIX.exec(text)?.[0] : undefined;
      if (prefix !== undefined) return prefix;
    }
    return '';
  }

  private marker(key: string, describe: (marker: string) => Leaf): string {
    return `mzq${this.register(key, describe)}z`;
  }

  private register(key: string, describe: (marker: string, id: number) => Leaf): number {
    let id = this.byKey.get(key);
    if (id === undefined) {
      id = this.leaves.length;
      const leaf = describe(`mzq${id}z`, id);
      // A member of a union has a shape of its own; what a template prints must do for all members.
      this.leaves.push(leaf.role === 'value' ? { ...leaf, shape: this.shapeOfLeaf(leaf) } : leaf);
      this.byKey.set(key, id);
    }
    return id;
  }

  private shapeOfLeaf({ place, shape }: Leaf): Shape {
    const whole = shapeAt(this.root, place.path);
    return whole.kind === 'scalarUnion' ? whole : shape;
  }

  /** Splits text at its markers: literal text, and the leaves between. */
  parse(text: string): readonly TextPart[] {
    let parts = this.parsed.get(text);
    if (!parts) {
      parts = this.split(text);
      this.parsed.set(text, parts);
    }
    return parts;
  }

  /** How a part of a text stands in it, with some values. */
  textOf(part: Exclude<TextPart, string>, values: unknown): string {
    if ('decoded' in part) return changeText('b64enc', part.decoded);
    if ('leaf' in part) {
      return changedBy(part.changes, this.textOf(part.leaf, values));
    }
    const { role, place } = part;
    return String(role === 'key' ? place.path.at(-1) : valueAt(values, place.path));
  }

  private split(text: string): readonly TextPart[] {
    const encoded = this.splitEncoded(text);
    if (encoded) return encoded;
    const probe = this.probes.findIn(text);
    if (probe) return this.around(text, probe.index, probe.text, probe.part);
    if (!MARKER_START.test(text)) return [text];
    const parts: TextPart[] = [];
    let end = 0;
    for (const match of text.matchAll(MARKER)) {
      const leaf = this.leaves[Number(match[1] ?? match[2])];
      if (!leaf) continue;
      const isUpper = match[2] !== undefined;
      const changes: TextChange[] = [];
      const [before, after] = [text.slice(end, match.index), text.slice(match.index + match[0].length)];
      const found = (affix = '', trim: Trimmed['trim'], isThere: (affix: string) => boolean) => {
        const cased = isUpper ? affix.toUpperCase() : affix;
        if (isThere(cased)) return cased.length;
        changes.push({ trim, text: affix });
        return 0;
      };
      const start = match.index - found(leaf.prefix, 'trimPrefix', (prefix) => before.endsWith(prefix));
      if (start > end) parts.push(text.slice(end, start));
      end = match.index + match[0].length + found(leaf.suffix, 'trimSuffix', (suffix) => after.startsWith(suffix));
      if (isUpper) changes.push('upper');
      parts.push(changes.length > 0 ? { leaf, changes } : leaf);
    }
    if (end < text.length || parts.length === 0) parts.push(text.slice(end));
    return parts;
  }

  /** Text that contains one part that is known, split. */
  private around(text: string, index: number, own: string, part: TextPart): TextPart[] {
    const [before, after] = [text.slice(0, index), text.slice(index + own.length)];
    return [...(before ? this.split(before) : []), part, ...(after ? this.split(after) : [])];
  }

  /** Splits text around the first base64 in it that has leaves in it. */
  private splitEncoded(text: string): TextPart[] | undefined {
    for (const { 0: base64, index } of text.matchAll(BASE64)) {
      const decoded = Buffer.from(base64, 'base64').toString();
      const isExact = TEXT_FUNCTIONS.b64enc.apply(decoded) === base64;
      if (!isExact || (this.mentionsInText(decoded).size === 0 && !RELEASE_MARKER.test(decoded))) continue;
      return this.around(text, index, base64, { decoded });
    }
    return undefined;
  }

  /** The leaves whose marker number this is. */
  leavesWithNumber(value: number): readonly Leaf[] {
    return this.byNumber.get(value) ?? [];
  }

  private mentionsInText(text: string): ReadonlySet<Leaf> {
    let found = this.mentionedInTexts.get(text);
    if (!found) {
      found = this.findInText(text);
      this.mentionedInTexts.set(text, found);
    }
    return found;
  }

  private findInText(text: string): ReadonlySet<Leaf> {
    const found = this.parse(text).flatMap((part) => this.leavesIn(part));
    // Short numbers occur in text for many reasons; marker numbers are long wherever the schema lets them.
    for (const [digits] of text.matchAll(/\d{4,}/g)) found.push(...this.leavesWithNumber(Number(digits)));
    return new Set(found);
  }

  private leavesIn(part: TextPart): readonly Leaf[] {
    if (typeof part === 'string') return [];
    if ('decoded' in part) return [...this.mentionsInText(part.decoded)];
    return 'leaf' in part ? [part.leaf] : [part];
  }

  /** All the leaves whose markers occur in an object or a part of it. */
  mentions(value: Interned): ReadonlySet<Leaf> {
    if (typeof value === 'string') return this.mentionsInText(value);
    if (typeof value === 'number') return new Set(this.leavesWithNumber(value));
    if (typeof value !== 'object' || value === null) return new Set();
    let found = this.mentioned.get(value);
    if (!found) {
      const all = new Set<Leaf>();
      for (const [key, child] of Object.entries(value)) {
        if (!Array.isArray(value)) for (const leaf of this.mentions(key)) all.add(leaf);
        for (const leaf of this.mentions(child as Interned)) all.add(leaf);
      }
      found = all;
      this.mentioned.set(value, all);
    }
    return found;
  }
}
