import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import { ComparedValues } from './compared-values';
import type { Affix, FoundTests } from './found-tests';
import { Likenesses } from './likenesses';
import type { Markers } from './markers';
import { elementPlace, isElement, mapKeys, type Place, placeKey, ROOT, type RootShape } from './place';
import { optionOf, type Variable } from './variables';

/**
 * Makes up values for tracing and puts their parts into other states. Text becomes a marker, numbers become ones that
 * hardly occur otherwise, collections get two elements: what came from where can then be read off the objects.
 */
export class States {
  private readonly emptyAllowed = new WeakMap<Shape, boolean>();
  private known = new WeakMap<Place, Map<Shape, readonly unknown[]>>();
  private knownWith = 0;
  readonly compared: ComparedValues;
  readonly likenesses: Likenesses;

  /** @param fixed values that keep one value, by their path */
  constructor(
    readonly root: RootShape,
    readonly fixed: ReadonlyMap<string, unknown>,
    private readonly markers: Markers,
    private readonly tests: FoundTests,
  ) {
    this.compared = new ComparedValues(root, fixed, tests);
    this.likenesses = new Likenesses(this, markers);
  }

  /** Values with every toggle on, every optional part there, and something in every collection. */
  rich(): unknown {
    return this.filled(this.root, ROOT);
  }

  /** Values with every toggle off, every optional part away, and every collection and text empty where it may be. */
  bare(): unknown {
    return this.emptied(this.root, ROOT);
  }

  /** @param owner the shape that the place has in the schema, where `shape` is only one member of it */
  filled(shape: Shape, place: Place, owner = shape): unknown {
    if (this.fixed.has(placeKey(place))) return this.fixed.get(placeKey(place));
    switch (shape.kind) {
      case 'object':
        return {
          ...mapKeys(shape.keys, place, (child, at) => this.filled(child, at)),
          ...(shape.open && this.markers.openEntry(place)),
        };
      case 'text':
        return this.markers.text(place, owner);
      case 'number':
        return this.markers.numbersFor(place, shape, owner)[0];
      case 'toggle':
        return true;
      case 'choice':
        return shape.defaultValue ?? shape.options[0];
      case 'scalarUnion':
        return this.filled(shape.options[0], place, shape);
      case 'dictionary':
        return Object.fromEntries(
          [0, 1].map((index) => {
            const key = this.markers.dictionaryKey(place, shape, index);
            return [key, this.filled(shape.value, elementPlace(place, key))];
          }),
        );
      case 'sequence':
        return [0, 1].map((index) => this.filled(shape.element, elementPlace(place, index)));
      case 'union':
        return this.filled(shape.options[0], place);
      case 'any':
        return this.markers.openEntry(place);
    }
  }

  private emptied(shape: Shape, place: Place): unknown {
    if (this.fixed.has(placeKey(place))) return this.fixed.get(placeKey(place));
    if (shape.optional) return undefined;
    if (shape.kind === 'object') return mapKeys(shape.keys, place, (child, at) => this.emptied(child, at));
    if (shape.kind === 'toggle') return false;
    if (shape.kind === 'union') return this.emptied(shape.options[0], place);
    const empty = this.emptyValue(shape);
    return empty === undefined ? this.filled(shape, place) : empty;
  }

  /** Every state that a variable can be put into, `undefined` for absence. */
  states({ shape, place }: Variable): readonly unknown[] {
    // New tests make new states.
    if (this.knownWith !== this.tests.size) this.known = new WeakMap();
    this.knownWith = this.tests.size;
    let byShape = this.known.get(place);
    if (!byShape) {
      byShape = new Map();
      this.known.set(place, byShape);
    }
    let states = byShape.get(shape);
    if (!states) {
      states = this.makeStates({ shape, place }, shape);
      byShape.set(shape, states);
    }
    return states;
  }

  private makeStates({ shape, place }: Variable, owner: Shape): unknown[] {
    const states: unknown[] = [...(shape.optional ? [undefined] : []), ...(shape.nullable ? [null] : [])];
    // Text that is empty leaves no trace of the element that it belongs to; it is only tried where it is meant to be.
    const isRequired = shape.kind === 'text' && !shape.optional && shape.defaultValue === undefined;
    const isNeeded = isElement(place) || (place.position.length > 0 && isRequired);
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
          ...this.markers.numbersFor(place, shape, owner),
          ...(empty === undefined ? [] : [empty]),
          ...this.numbersAtThresholds(place, shape),
        ];
      case 'scalarUnion':
        return [...states, ...shape.options.flatMap((option) => this.makeStates({ shape: option, place }, shape))];
      case 'union':
        return [...states, ...shape.options.flatMap((option) => this.makeStates({ shape: option, place }, option))];
      default:
        return [
          ...states,
          this.filled(shape, place, owner),
          ...(empty === undefined ? [] : [empty]),
          ...this.withOne(place, shape),
          ...this.withProbes(place, shape),
          ...this.withKeys(place, shape),
          ...this.listsAtThresholds(place, shape),
          ...(shape.kind === 'text' ? [...this.tests.optionsOf(place), ...this.withAffixes(place, shape)] : []),
        ];
    }
  }

  /** The values with some variables in other states, each with the given probability. */
  mutate(values: unknown, probability: number, random: () => number): unknown {
    const mutated = this.mutateAt(this.root, ROOT, values, probability, random);
    return this.compared.atRandom(mutated, random);
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
      const mutated = mapKeys(shape.keys, place, (child, at, key) =>
        this.mutateAt(child, at, source[key], probability, random),
      );
      for (const key of Object.keys(source)) if (!shape.keys.has(key)) mutated[key] = source[key];
      return unlessSame(source, mutated);
    }
    if (shape.kind === 'sequence' && Array.isArray(current)) {
      const mutated = current.map((element, index) =>
        this.mutateAt(shape.element, elementPlace(place, index), element, probability, random),
      );
      return unlessSame(current, mutated);
    }
    if (shape.kind === 'dictionary' && isRecord(current)) {
      const source = current;
      const mutated = Object.fromEntries(
        Object.keys(source).map((key) => [
          key,
          this.mutateAt(shape.value, elementPlace(place, key), source[key], probability, random),
        ]),
      );
      return unlessSame(source, mutated);
    }
    const option = shape.kind === 'union' ? optionOf(shape.options, current) : undefined;
    return option ? this.mutateAt(option, place, current, probability, random) : current;
  }

  /** A sequence with one element only. */
  private withOne(place: Place, shape: Shape): unknown[] {
    return shape.kind === 'sequence' ? [[this.filled(shape.element, elementPlace(place, 0))]] : [];
  }

  private listsAtThresholds(place: Place, shape: Shape): unknown[] {
    if (shape.kind !== 'sequence') return [];
    const { element } = shape;
    return this.tests
      .thresholdsOf(place)
      .flatMap((threshold) => [threshold - 1, threshold])
      .map((length) => Array.from({ length }, (_, index) => this.filled(element, elementPlace(place, index))));
  }

  /** Texts or keys that show by which function they are changed. */
  private withProbes(place: Place, shape: Shape): unknown[] {
    if (!this.tests.isProbed(place)) return [];
    if (shape.kind === 'text') return [this.markers.probe(place, shape)];
    if (shape.kind !== 'dictionary') return [];
    const keys = [0, 1].map((index) => this.markers.probeKey(place, shape, index));
    return [Object.fromEntries(keys.map((key) => [key, this.filled(shape.value, elementPlace(place, key))]))];
  }

  /** Texts that begin and end with what texts there are searched for, in each combination. */
  private withAffixes(place: Place, shape: Shape): string[] {
    const affixes = this.tests.affixesOf(place);
    if (affixes.length === 0) return [];
    const valuesOf = (kind: Affix['kind']) => affixes.filter((affix) => affix.kind === kind).map(({ value }) => value);
    const suffixes = ['', ...valuesOf('endsWith'), ...valuesOf('includes').map((value) => `${value}x`)];
    return ['', ...valuesOf('startsWith')].flatMap((prefix) =>
      suffixes.flatMap((suffix) => [
        this.markers.textBetween(prefix, suffix, place, shape),
        this.markers.probeBetween(prefix, suffix, place, shape),
      ]),
    );
  }

  private withKeys(place: Place, shape: Shape): unknown[] {
    return this.tests.keysOf(place).map((key) => {
      const filled = this.filled(shape, place) as Record<string, unknown>;
      const at = elementPlace(place, key);
      const value = shape.kind === 'dictionary' ? this.filled(shape.value, at) : this.markers.anyText(at);
      return { ...filled, [key]: value };
    });
  }

  private numbersAtThresholds(place: Place, shape: Shape): number[] {
    return this.tests
      .thresholdsOf(place)
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
}

/** A copy, unless nothing in it is another: parts that stay the same are known already. */
function unlessSame<Whole extends object>(original: Whole, copy: Whole): Whole {
  const [before, after] = [original as Record<string, unknown>, copy as Record<string, unknown>];
  const keys = Object.keys(after);
  const isSame = keys.length === Object.keys(before).length && keys.every((key) => before[key] === after[key]);
  return isSame ? original : copy;
}

const EMPTY = { text: '', number: 0, dictionary: {}, sequence: [], any: {} } as const;
