import type { HasText } from '../template/condition';
import { type Place, patternKey } from './place';
import type { Variable } from './variables';

/** Beyond so many texts that matter, a text is not compared but taken apart. */
const MAX_OPTIONS = 4;
const MAX_THRESHOLDS = 12;
const MAX_AFFIXES = 8;
/** Who asks for more lengths of a list than that, asks for each. */
const MAX_LENGTHS = 2;

/** What texts are searched for. */
export type Affix = Pick<HasText, 'kind' | 'value'>;

/** A text or number, by its pattern, that is compared with another one. */
export interface Compared {
  readonly pattern: string;
  readonly other: Variable;
}

/**
 * Questions that the schema does not suggest, but that the constructs were seen to ask: each of them makes new states
 * that a variable is put into, and new conditions. All by the pattern of the value's path.
 */
export class FoundTests {
  private readonly thresholds = new Map<string, readonly number[]>();
  private readonly options = new Map<string, readonly string[]>();
  private readonly affixes = new Map<string, readonly Affix[]>();
  private readonly keys = new Map<string, readonly string[]>();
  private readonly compared = new Map<string, readonly Variable[]>();
  private readonly probed = new Set<string>();
  private changed = new Set<string>();
  private count = 0;

  /** The variables of which there are new tests since this was last asked, by their patterns. */
  takeChanged(): ReadonlySet<string> {
    const { changed } = this;
    this.changed = new Set();
    return changed;
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /** Numbers, also of a list's elements, from which on the objects are others. */
  thresholdsOf(place: Pick<Place, 'steps'>): readonly number[] {
    return this.thresholds.get(patternKey(place)) ?? [];
  }

  /** Texts with which the objects are others. */
  optionsOf(place: Pick<Place, 'steps'>): readonly string[] {
    return this.options.get(patternKey(place)) ?? [];
  }

  /** What the objects are others for where texts begin or end with it, or have it anywhere. */
  affixesOf(place: Pick<Place, 'steps'>): readonly Affix[] {
    return this.affixes.get(patternKey(place)) ?? [];
  }

  /** Keys of a dictionary that the objects have entries of their own for. */
  keysOf(place: Pick<Place, 'steps'>): readonly string[] {
    return this.keys.get(patternKey(place)) ?? [];
  }

  /** The others that a text or number is compared with, as far as tests are made of that at its place. */
  comparedWith(place: Pick<Place, 'steps'>): readonly Variable[] {
    return this.compared.get(patternKey(place)) ?? [];
  }

  /** All pairs of values that are compared with each other. */
  get comparisons(): readonly Compared[] {
    return [...this.compared].flatMap(([pattern, others]) => others.map((other) => ({ pattern, other })));
  }

  /** Whether a text is looked at more closely, to see by which function it is changed. */
  isProbed(place: Pick<Place, 'steps'>): boolean {
    return this.probed.has(patternKey(place));
  }

  /** The number, or that of a list's elements, is compared with this one. False if that was known, or too many were. */
  addThreshold({ place, shape }: Variable, threshold: number): boolean {
    const known = this.thresholdsOf(place);
    const most = shape.kind === 'sequence' ? MAX_LENGTHS : MAX_THRESHOLDS;
    if (known.includes(threshold) || known.length === most) return false;
    this.noteNew(place);
    this.thresholds.set(
      patternKey(place),
      [...known, threshold].sort((left, right) => left - right),
    );
    return true;
  }

  /** The text is compared with this one. False if that was known, or too many were. */
  addOption({ place }: Variable, value: unknown): boolean {
    const known = this.optionsOf(place);
    if (typeof value !== 'string' || known.includes(value) || known.length === MAX_OPTIONS) return false;
    this.noteNew(place);
    this.options.set(patternKey(place), [...known, value]);
    return true;
  }

  /** The text is searched for this. False if that was known, or too much was. */
  addAffix({ place }: Variable, { kind, value }: Affix): boolean {
    const known = this.affixesOf(place);
    const isKnown = known.some((affix) => affix.kind === kind && affix.value === value);
    if (isKnown || known.length === MAX_AFFIXES) return false;
    this.noteNew(place);
    this.affixes.set(patternKey(place), [...known, { kind, value }]);
    return true;
  }

  /** The dictionary is asked for this key. False if that was known. */
  addKey({ place }: Variable, key: string): boolean {
    const known = this.keysOf(place);
    if (known.includes(key)) return false;
    this.noteNew(place);
    this.keys.set(patternKey(place), [...known, key]);
    return true;
  }

  /**
   * Two values are compared with each other. False if that was known, or if no template can say it: where they are in
   * elements of different collections, or numbers with fractions.
   */
  addComparison(one: Variable, two: Variable): boolean {
    // The test is made where both are within reach.
    const [inner, outer] = one.place.position.length >= two.place.position.length ? [one, two] : [two, one];
    const [pattern, other] = [inner, outer].map(({ place }) => patternKey(place));
    const around = other.slice(0, other.lastIndexOf('[]') + 1);
    const kinds = [one, two].map(({ shape }) => (shape.kind === 'number' && !shape.integer ? undefined : shape.kind));
    const isExpressible =
      pattern.startsWith(around) &&
      [one, two].every(({ shape }) => !shape.nullable) &&
      kinds[0] === kinds[1] &&
      (kinds[0] === 'text' || kinds[0] === 'number');
    const isKnown = this.comparisons.some(({ pattern: left, other: { place } }) => {
      const right = patternKey(place);
      return (left === pattern && right === other) || (left === other && right === pattern);
    });
    if (!isExpressible || isKnown) return false;
    this.noteNew(inner.place);
    this.changed.add(other);
    this.compared.set(pattern, [...this.comparedWith(inner.place), outer]);
    return true;
  }

  /** The text is changed by a function, perhaps. False if it was looked at before. */
  addProbe({ place }: Variable): boolean {
    if (this.isProbed(place)) return false;
    this.noteNew(place);
    this.probed.add(patternKey(place));
    return true;
  }

  private noteNew(place: Place): void {
    this.changed.add(patternKey(place));
    this.count++;
  }
}
