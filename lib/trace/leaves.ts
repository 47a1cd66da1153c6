import { TEXT_FUNCTIONS, type TextFunction } from '../template/text-function';
import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import { acceptsType } from '../values/union-option';
import type { Interned } from './interner';
import {
  childPlace,
  elementPlace,
  type Place,
  patternKey,
  placeKey,
  ROOT,
  type RootShape,
  shapeAt,
  valueAt,
} from './place';

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
}

/** A part of the values that can take other states, such as a toggle or a whole sequence. */
export interface Variable {
  readonly place: Place;
  readonly shape: Shape;
}

/** A leaf whose text was changed by a function on its way into an object. */
export interface ChangedLeaf {
  readonly leaf: Leaf;
  readonly function: TextFunction;
}

/** Beyond so many texts that matter, a text is not compared but taken apart. */
const MAX_OPTIONS = 4;

const MARKER = /mzq(\d+)z/g;

/** How text begins that constructs may ask to begin so: paths and URLs. */
const PREFIX = /^(?:\/|[a-z][a-z0-9+]*:\/\/)/;

/**
 * Makes up values for tracing. Text becomes a marker that is found again inside the objects, numbers become ones that
 * hardly occur otherwise, collections get two elements: what came from where can then be read off the objects.
 */
export class Leaves {
  private readonly leaves: Leaf[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byNumber = new Map<number, Leaf[]>();
  private readonly numbers = new Map<number, readonly number[]>();
  private readonly emptyAllowed = new WeakMap<Shape, boolean>();
  private readonly mentioned = new WeakMap<object, ReadonlySet<Leaf>>();

  /** Texts that were looked at more closely, by the pattern of the value's path. */
  private readonly probed = new Set<string>();
  /** Keys of dictionaries that the objects have entries of their own for, by the pattern of the dictionary's path. */
  readonly keys = new Map<string, readonly string[]>();
  /** Texts that constructs compare a value with, by the pattern of the value's path. */
  readonly options = new Map<string, readonly string[]>();
  /** What probes look like after each function, the longest first. */
  private probes: { readonly text: string; readonly leaf: Leaf; readonly function?: TextFunction }[] = [];

  /** Numbers from which on the objects are others, by the pattern of the value's path. */
  readonly thresholds = new Map<string, number[]>();

  /**
   * @param fixed values that keep one value, by their path
   * @param examples real values, for the form that text may need to have
   */
  constructor(
    readonly root: RootShape,
    readonly fixed: ReadonlyMap<string, unknown>,
    private readonly examples: readonly unknown[] = [],
  ) {}

  /** Values with every toggle on, every optional part there, and something in every collection. */
  rich(): unknown {
    return this.filled(this.root, ROOT);
  }

  /** Values with every toggle off, every optional part away, and every collection and text empty where it may be. */
  bare(): unknown {
    return this.emptied(this.root, ROOT);
  }

  /** Values in the same states as real ones: the same toggles and choices, markers where there is text, and so on. */
  resembling(values: unknown): unknown {
    return this.likeness(this.root, ROOT, values);
  }

  /** @param owner the shape that the place has in the schema, where `shape` is only one member of it */
  filled(shape: Shape, place: Place, owner = shape): unknown {
    if (this.fixed.has(placeKey(place))) return this.fixed.get(placeKey(place));
    switch (shape.kind) {
      case 'object':
        return this.mapKeys(shape.keys, place, (child, at) => this.filled(child, at), shape.open);
      case 'text':
        return this.textMarker(place, owner);
      case 'number':
        return this.numbersFor(place, shape, owner)[0];
      case 'toggle':
        return true;
      case 'choice':
        return shape.defaultValue ?? shape.options[0];
      case 'scalarUnion':
        return this.filled(shape.options[0], place, shape);
      case 'dictionary':
        return Object.fromEntries(
          [0, 1].map((index) => {
            const key = this.dictionaryKey(place, shape, index);
            return [key, this.filled(shape.value, elementPlace(place, key))];
          }),
        );
      case 'sequence':
        return [0, 1].map((index) => this.filled(shape.element, elementPlace(place, index)));
      case 'union':
        return this.filled(shape.options[0], place);
      case 'any':
        return this.openEntries(place);
    }
  }

  private emptied(shape: Shape, place: Place): unknown {
    if (this.fixed.has(placeKey(place))) return this.fixed.get(placeKey(place));
    if (shape.optional) return undefined;
    if (shape.kind === 'object') return this.mapKeys(shape.keys, place, (child, at) => this.emptied(child, at), false);
    if (shape.kind === 'toggle') return false;
    const empty = this.emptyValue(shape);
    return empty === undefined ? this.filled(shape, place) : empty;
  }

  private likeness(shape: Shape, place: Place, actual: unknown): unknown {
    if (this.fixed.has(placeKey(place))) return this.fixed.get(placeKey(place));
    if (actual === undefined || actual === null) return shape.nullable ? actual : undefined;
    switch (shape.kind) {
      case 'object':
        return this.mapKeys(
          shape.keys,
          place,
          (child, at, key) => this.likeness(child, at, (actual as Record<string, unknown>)[key]),
          shape.open && Object.keys(actual).some((key) => !shape.keys.has(key)),
        );
      case 'text':
        return actual === '' ? '' : this.filled(shape, place);
      case 'number':
        return actual === 0 ? 0 : this.filled(shape, place);
      case 'toggle':
      case 'choice':
        return actual;
      case 'scalarUnion':
      case 'union':
        return this.filled(
          shape.options.find((option) => option.schema.safeParse(actual).success) ?? shape,
          place,
          shape,
        );
      case 'sequence':
        return this.sequenceLikeness(shape.element, place, actual as readonly unknown[]);
      case 'dictionary': {
        const values = Object.values(actual);
        return Object.fromEntries(
          [0, 1].slice(0, values.length > 0 ? 2 : 0).map((index) => {
            const key = this.dictionaryKey(place, shape, index);
            return [key, this.likeness(shape.value, elementPlace(place, key), values[index] ?? values[0])];
          }),
        );
      }
      default:
        return isEmptyValue(actual) ? actual : this.filled(shape, place);
    }
  }

  /** Two elements in the states of the first two real ones. */
  private sequenceLikeness(element: Shape, place: Place, actual: readonly unknown[]): unknown[] {
    if (actual.length === 0) return [];
    return [0, 1].map((index) => {
      const at = elementPlace(place, index);
      const own = actual[index] ?? actual[0];
      return isScalarElement(element, own) ? this.filled(element, at) : this.likeness(element, at, own);
    });
  }

  /** Every state that a variable can be put into, `undefined` for absence. */
  states({ shape, place }: Variable, owner = shape): unknown[] {
    const states: unknown[] = [...(shape.optional ? [undefined] : []), ...(shape.nullable ? [null] : [])];
    // Text that is empty leaves no trace of the element that it belongs to; it is only tried where it is meant to be.
    const isElement = typeof place.steps.at(-1) !== 'string';
    const isRequired = shape.kind === 'text' && !shape.optional && shape.defaultValue === undefined;
    const isNeeded = isElement || (place.position.length > 0 && isRequired);
    const empty = isNeeded ? undefined : this.emptyValue(shape);
    switch (shape.kind) {
      case 'object':
        return [...states, this.filled(shape, place, owner)];
      case 'toggle':
        return [...states, true, false];
      case 'choice':
        return [...states, ...shape.options];
      case 'number':
        return [
          ...states,
          ...this.numbersFor(place, shape, owner),
          ...(empty === undefined ? [] : [empty]),
          ...this.numbersAtThresholds(place, shape),
        ];
      case 'scalarUnion':
        return [...states, ...shape.options.flatMap((option) => this.states({ shape: option, place }, shape))];
      case 'union':
        return [...states, ...shape.options.flatMap((option) => this.states({ shape: option, place }))];
      default:
        return [
          ...states,
          this.filled(shape, place, owner),
          ...(empty === undefined ? [] : [empty]),
          ...this.withKeys(place, shape),
          ...(shape.kind === 'text'
            ? [...this.probeStates(place, shape), ...(this.options.get(patternKey(place)) ?? [])]
            : []),
        ];
    }
  }

  /** The variables that are within reach in the given values: those whose parents are there. */
  variables(values: unknown): Variable[] {
    const found: Variable[] = [];
    this.collect(this.root, ROOT, values, found);
    return found;
  }

  private collect(shape: Shape, place: Place, value: unknown, found: Variable[]): void {
    if (this.fixed.has(placeKey(place))) return;
    if (shape.kind !== 'object' || shape.optional) found.push({ shape, place });
    this.forEachChild(shape, place, value, (child, at, childValue) => this.collect(child, at, childValue, found));
  }

  /** Visits the parts of a value that have places of their own. */
  private forEachChild(
    shape: Shape,
    place: Place,
    value: unknown,
    visit: (shape: Shape, place: Place, value: unknown) => void,
  ): void {
    if (shape.kind === 'object' && isRecord(value)) {
      for (const [key, child] of shape.keys) visit(child, childPlace(place, key, child), value[key]);
    } else if (shape.kind === 'sequence' && Array.isArray(value)) {
      value.forEach((element, index) => {
        visit(shape.element, elementPlace(place, index), element);
      });
    } else if (shape.kind === 'dictionary' && isRecord(value)) {
      for (const key of Object.keys(value)) visit(shape.value, elementPlace(place, key), value[key]);
    } else if (shape.kind === 'union') {
      const option = this.unionOption(shape.options, value);
      if (option) this.forEachChild(option, place, value, visit);
    }
  }

  private unionOption(options: readonly Shape[], value: unknown): Shape | undefined {
    return options.find((option) => {
      if (option.kind === 'object') {
        return isRecord(value) && [...option.keys].every(([key, child]) => fitsLoosely(child, value[key]));
      }
      return fitsLoosely(option, value);
    });
  }

  /** The values with some variables in other states, each with the given probability. */
  mutate(values: unknown, probability: number, random: () => number): unknown {
    return this.mutateAt(this.root, ROOT, values, probability, random);
  }

  private mutateAt(shape: Shape, place: Place, value: unknown, probability: number, random: () => number): unknown {
    if (this.fixed.has(placeKey(place))) return value;
    let current = value;
    if ((shape.kind !== 'object' || shape.optional) && random() < probability) {
      const states = this.states({ shape, place });
      current = states[Math.floor(random() * states.length)];
    }
    if (current === undefined) return undefined;
    if (shape.kind === 'object' && isRecord(current)) {
      const source = current;
      const mutated = this.mapKeys(
        shape.keys,
        place,
        (child, at, key) => this.mutateAt(child, at, source[key], probability, random),
        false,
      );
      for (const key of Object.keys(source)) if (!shape.keys.has(key)) mutated[key] = source[key];
      return mutated;
    }
    if (shape.kind === 'sequence' && Array.isArray(current)) {
      return current.map((element, index) =>
        this.mutateAt(shape.element, elementPlace(place, index), element, probability, random),
      );
    }
    if (shape.kind === 'dictionary' && isRecord(current)) {
      const source = current;
      return Object.fromEntries(
        Object.keys(source).map((key) => [
          key,
          this.mutateAt(shape.value, elementPlace(place, key), source[key], probability, random),
        ]),
      );
    }
    return current;
  }

  private mapKeys(
    keys: ReadonlyMap<string, Shape>,
    place: Place,
    make: (shape: Shape, place: Place, key: string) => unknown,
    isOpen: boolean,
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const [key, child] of keys) {
      const value = make(child, childPlace(place, key, child), key);
      if (value !== undefined) result[key] = value;
    }
    return isOpen ? { ...result, ...this.openEntries(place) } : result;
  }

  /** An entry for a place that takes entries of any name. */
  private openEntries(place: Place): Record<string, unknown> {
    const key = this.marker(`${placeKey(place)}{key}`, () => ({ place, shape: anyText, role: 'opaque' }));
    return { [key]: this.marker(`${placeKey(place)}{value}`, () => ({ place, shape: anyText, role: 'opaque' })) };
  }

  private dictionaryKey(place: Place, shape: Shape, index: number): string {
    return this.marker(`${placeKey(place)}{${index}}`, (marker) => ({
      place: elementPlace(place, marker),
      shape,
      role: 'key',
    }));
  }

  private textMarker(place: Place, shape: Shape): string {
    const prefix = this.prefixOf(place, shape);
    const marker = this.marker(placeKey(place), () => ({ place, shape, role: 'value', ...(prefix && { prefix }) }));
    return prefix + marker;
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

  /**
   * From now on the text is also given a state that shows by which function it is changed, if it is. False if it was
   * looked at before.
   */
  probe(variable: Variable): boolean {
    const key = patternKey(variable.place);
    if (this.probed.has(key)) return false;
    this.probed.add(key);
    return true;
  }

  /** From now on the text is also given this value, as if it were an option. False if it has options enough. */
  addOption({ place }: Variable, value: unknown): boolean {
    const key = patternKey(place);
    const known = this.options.get(key) ?? [];
    if (typeof value !== 'string' || known.includes(value) || known.length === MAX_OPTIONS) return false;
    this.options.set(key, [...known, value]);
    return true;
  }

  /** From now on the dictionary is also given a state with this key. False if it has been, or takes no such key. */
  addKey({ place, shape }: Variable, key: string): boolean {
    const pattern = patternKey(place);
    const known = this.keys.get(pattern) ?? [];
    const isTaken = ['x', '1', 1, true, [], {}].some((value) => shape.schema.safeParse({ [key]: value }).success);
    if (known.includes(key) || !isTaken) return false;
    this.keys.set(pattern, [...known, key]);
    return true;
  }

  private withKeys(place: Place, shape: Shape): unknown[] {
    return (this.keys.get(patternKey(place)) ?? []).map((key) => {
      const filled = this.filled(shape, place) as Record<string, unknown>;
      const at = elementPlace(place, key);
      const value = shape.kind === 'dictionary' ? this.filled(shape.value, at) : this.textMarker(at, anyText);
      return { ...filled, [key]: value };
    });
  }

  private probeStates(place: Place, shape: Shape): string[] {
    if (!this.probed.has(patternKey(place))) return [];
    const marker = this.textMarker(place, shape);
    const id = Number(/\d+/.exec(marker.slice(this.prefixOf(place, shape).length))?.[0]);
    const text = `${this.prefixOf(place, shape)} mzQ${id}z"< `;
    if (!this.probes.some(({ leaf }) => leaf === this.leaves[id])) {
      const functions = Object.entries(TEXT_FUNCTIONS) as [TextFunction, { apply: (text: string) => string }][];
      this.probes.push(
        { text, leaf: this.leaves[id] },
        ...functions.map(([name, { apply }]) => ({ text: apply(text), leaf: this.leaves[id], function: name })),
      );
      this.probes.sort((left, right) => right.text.length - left.text.length);
    }
    return [text];
  }

  private marker(key: string, describe: (marker: string) => Leaf): string {
    return `mzq${this.register(key, describe)}z`;
  }

  private register(key: string, describe: (marker: string) => Leaf): number {
    let id = this.byKey.get(key);
    if (id === undefined) {
      id = this.leaves.length;
      const leaf = describe(`mzq${id}z`);
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

  private numbersFor(place: Place, shape: Shape, owner = shape): readonly number[] {
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
    const valid = [...candidates, ...small].filter((candidate) => shape.schema.safeParse(candidate).success);
    const unused = valid.filter((candidate) => !this.byNumber.has(candidate));
    const chosen = [...new Set([...unused, ...valid])].slice(0, 2);
    this.numbers.set(id, chosen);
    for (const value of chosen) {
      this.byNumber.set(value, [...(this.byNumber.get(value) ?? []), this.leaves[id] as Leaf]);
    }
    return chosen;
  }

  private numbersAtThresholds(place: Place, shape: Shape): number[] {
    return (this.thresholds.get(patternKey(place)) ?? [])
      .flatMap((threshold) => [threshold - 1, threshold])
      .filter((number) => shape.schema.safeParse(number).success);
  }

  /** The empty state of a text, number, dictionary or sequence, if the schema allows it. */
  private emptyValue(shape: Shape): unknown {
    const empty = shape.kind in EMPTY ? EMPTY[shape.kind as keyof typeof EMPTY] : undefined;
    if (empty === undefined) return undefined;
    let allowed = this.emptyAllowed.get(shape);
    if (allowed === undefined) {
      allowed = shape.schema.safeParse(empty).success;
      this.emptyAllowed.set(shape, allowed);
    }
    return allowed ? empty : undefined;
  }

  /** Splits text at its markers: literal text, and the leaves between. */
  parse(text: string): (string | Leaf | ChangedLeaf)[] {
    const probe = this.probes.find((candidate) => text.includes(candidate.text));
    if (probe) {
      const at = text.indexOf(probe.text);
      const [before, after] = [text.slice(0, at), text.slice(at + probe.text.length)];
      const part = probe.function ? { leaf: probe.leaf, function: probe.function } : probe.leaf;
      return [...(before ? this.parse(before) : []), part, ...(after ? this.parse(after) : [])];
    }
    const parts: (string | Leaf)[] = [];
    let end = 0;
    for (const match of text.matchAll(MARKER)) {
      const leaf = this.leaves[Number(match[1])];
      if (!leaf) continue;
      const { prefix = '' } = leaf;
      if (!text.slice(end, match.index).endsWith(prefix)) continue;
      if (match.index - prefix.length > end) parts.push(text.slice(end, match.index - prefix.length));
      parts.push(leaf);
      end = match.index + match[0].length;
    }
    if (end < text.length || parts.length === 0) parts.push(text.slice(end));
    return parts;
  }

  /** The leaves whose marker number this is. */
  leavesWithNumber(value: number): readonly Leaf[] {
    return this.byNumber.get(value) ?? [];
  }

  private mentionsInText(text: string): ReadonlySet<Leaf> {
    const found = this.parse(text).flatMap((part) => {
      if (typeof part === 'string') return [];
      return 'leaf' in part ? [part.leaf] : [part];
    });
    // Short numbers occur in text for many reasons; marker numbers are long wherever the schema lets them.
    for (const [digits] of text.matchAll(/\d{4,}/g)) found.push(...this.leavesWithNumber(Number(digits)));
    return new Set(found);
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

const EMPTY = { text: '', number: 0, dictionary: {}, sequence: [], any: {} } as const;

const anyText = { kind: 'any' } as Shape;

/** Text among other text, which a trace must never make empty: see {@link Leaves.states}. */
function isScalarElement(shape: Shape, value: unknown): boolean {
  return shape.kind === 'text' && typeof value === 'string';
}

function isEmptyValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** Whether a value, markers and all, is of a shape's kind. */
function fitsLoosely(shape: Shape, value: unknown): boolean {
  if (value === undefined) return shape.optional;
  if (shape.kind === 'choice') return shape.options.some((option) => option === value);
  return acceptsType(shape, value);
}
