import type { Shape } from '../values/shape';
import type { AskedInSource, NamedTogether } from './asked-in-source';
import { allOptions, askedOptions, besideOptions, type Change, type Path, unchanged } from './asked-options';
import type { Compared } from './found-tests';
import { besidePath, isWithinReach, type Place, patternKey, type RootShape, valueAt, withValueAt } from './place';
import { type Variable, variablesOf } from './variables';

/** More places than these are not combined: of each condition, the first. */
const MAX_PLACES = 6;
/** So many combinations are made of what a condition names and what is beside it, and so many have something beside it. */
const [MAX_COMBINED, LEAST_BESIDE] = [32, 12];
/** In so many states of what it stands behind, of so many that are tried. */
const [MAX_AROUND, MAX_TRIED] = [8, 64];
/** So many ways are tried in which one text or number may follow from another. */
const MAX_RELATED = 32;
/** So many combinations are made of what a condition names of which some is compared with each other. */
const MAX_COMPARED = 48;
/** What may stand beside a value in another. */
const MAX_SIGNS = 4;
const NOTHING: NamedTogether = { names: new Set(), texts: [], numbers: [], joints: [] };

/** A place that a condition names. In all elements of a list, it is changed alike. */
interface Asked extends Variable {
  readonly paths: readonly Path[];
  readonly isFixed: boolean;
}

/** Makes values in which places are what a condition in the source of the constructs asks for, together. */
export class AskedValues {
  constructor(
    private readonly root: RootShape,
    private readonly fixed: ReadonlyMap<string, unknown>,
    private readonly random: () => number,
    /** What the constructs make of values, but for texts and numbers; `undefined` where they refuse them. */
    private readonly formOf: (values: unknown) => string | undefined,
  ) {}

  /** The given values with the places that a condition names in the states that it may ask for. */
  of(base: unknown, condition: AskedInSource): unknown[] {
    const { around = NOTHING, ...own } = condition;
    const { named, outside } = this.namedIn(base, condition);
    const bases = [base, ...this.within(base, outside, around)];
    return bases.flatMap((values) => [
      ...this.combined(values, named, own),
      ...this.same(values, named, own),
      ...related(values, [...named, ...outside], own),
    ]);
  }

  /** The values with all texts, or all numbers, that a condition names the same, and the others in the states that it asks for. */
  private same(base: unknown, named: readonly Asked[], condition: NamedTogether): readonly unknown[] {
    const kinds: readonly Shape['kind'][] = ['text', 'number'];
    return kinds.flatMap((kind) => {
      const alike = named.filter(({ shape, isFixed }) => shape.kind === kind && !isFixed);
      if (alike.length < 2) return [];
      const values = alike.map(({ paths }) => valueAt(base, paths[0]));
      const value = values.find((one) => alike.every(({ shape }) => shape.schema.safeParse(one).success));
      if (value === undefined) return [];
      const same = alike.reduce((changing, asked) => changed(changing, asked, () => value), base);
      const others = named.filter(({ shape }) => shape.kind !== kind);
      return [same, ...this.products(same, others, ({ shape }) => askedOptions(shape, condition), MAX_COMBINED)];
    });
  }

  /** The values with what a condition stands behind in other states: where there are many, those that show something else. */
  private within(base: unknown, outside: readonly Asked[], around: NamedTogether): readonly unknown[] {
    const tried = this.products(base, outside, ({ shape }) => askedOptions(shape, around), MAX_TRIED);
    if (tried.length <= MAX_AROUND) return tried;
    const byForm = new Map(tried.toReversed().map((values) => [this.formOf(values), values]));
    byForm.delete(undefined);
    return [...byForm.values()].slice(-MAX_AROUND);
  }

  /** The given values with places that a condition names in such states, and beside others that they are compared with. */
  compared(base: unknown, condition: AskedInSource, comparisons: readonly Compared[]): unknown[] {
    const both = joined(condition, condition.around ?? NOTHING);
    const { named: own, outside } = this.namedIn(base, condition);
    const named = [...own, ...outside];
    const isNamed = (pattern: string) => named.some(({ place }) => patternKey(place) === pattern);
    const compared = comparisons.filter(({ pattern, other }) => isNamed(pattern) && isNamed(patternKey(other.place)));
    const optionsBeside = (asked: Asked) =>
      compared.flatMap(({ pattern, other }) => {
        const [own, outer] = [patternKey(asked.place), patternKey(other.place)];
        if (own === pattern) return besideOptions(asked, (path) => besidePath(path, other.place));
        const inner = named.find(({ place }) => patternKey(place) === pattern);
        return own === outer && inner ? besideOptions(asked, () => inner.paths[0]) : [];
      });
    const follows = (asked: Asked) => optionsBeside(asked).length > 0;
    if (compared.length === 0) return [];
    const combined = perObject(named, both)
      .flatMap(perCollection)
      .flatMap((places) => {
        // What follows from others comes after them, whatever they are made to be.
        const first = places.filter((asked) => !follows(asked)).slice(0, MAX_PLACES - compared.length);
        const optionsOf = (asked: Asked) =>
          follows(asked) ? [...optionsBeside(asked), unchanged] : allOptions(asked.shape, both);
        return this.products(base, [...first, ...places.filter(follows)], optionsOf, MAX_COMPARED);
      });
    // Others may be asked about, or compared, only while these are the same.
    const alike = named.flatMap((asked) => optionsBeside(asked).map((option) => changed(base, asked, option)));
    return [
      ...combined,
      ...alike.flatMap((values) => [...this.combined(values, own, condition), ...related(values, named, both)]),
    ];
  }

  /** The places that a condition names, and others that those name which it stands behind. */
  private namedIn(base: unknown, { around = NOTHING, ...own }: AskedInSource) {
    const named = this.named(base, own);
    const known = new Set(named.map(({ place }) => patternKey(place)));
    return { named, outside: this.named(base, around).filter(({ place }) => !known.has(patternKey(place))) };
  }

  private named(base: unknown, { names }: NamedTogether): Asked[] {
    const free = new Set(variablesOf(this.root, base, this.fixed).map(({ place }) => patternKey(place)));
    const found = new Map<string, Asked>();
    for (const { place, shape } of variablesOf(this.root, base, new Map())) {
      if (!names.has(keysOf(place).at(-1) ?? '')) continue;
      const pattern = patternKey(place);
      const paths = [...(found.get(pattern)?.paths ?? []), place.path];
      found.set(pattern, { place, shape, paths, isFixed: !free.has(pattern) });
    }
    // Of places that are called alike, those are meant whose objects are named as well.
    const all = [...found.values()];
    const isSure = ({ place }: Asked) => keysOf(place).every((key) => names.has(key));
    const sure = new Set(all.filter(isSure).map(({ place }) => keysOf(place).at(-1)));
    return all.filter((asked) => isSure(asked) || !sure.has(keysOf(asked.place).at(-1)));
  }

  /** The values with some places in the states that a condition names, and in others. */
  private combined(base: unknown, named: readonly Asked[], condition: NamedTogether): unknown[] {
    return perObject(named, condition)
      .flatMap(perCollection)
      .flatMap((places) => {
        const exact = this.products(base, places, ({ shape }) => askedOptions(shape, condition), MAX_COMBINED);
        const rest = Math.max(LEAST_BESIDE, MAX_COMBINED - exact.length);
        return [...exact, ...this.products(base, places, ({ shape }) => allOptions(shape, condition), rest)];
      });
  }

  /** So many products of what some places may be made to be: all, or as many at random. */
  private products(
    base: unknown,
    named: readonly Asked[],
    optionsOf: (place: Asked) => readonly Change[],
    most: number,
  ): unknown[] {
    const places = named
      .filter(({ isFixed }) => !isFixed)
      .map((place) => ({ place, options: optionsOf(place) }))
      .filter(({ options }) => options.length > 0)
      .slice(0, MAX_PLACES);
    const count = places.reduce((product, { options }) => product * options.length, places.length > 0 ? 1 : 0);
    return Array.from({ length: Math.min(count, most) }, (_, index) => {
      let rest = index;
      return places.reduce((values, { place, options }) => {
        const { length } = options;
        const option = options[count <= most ? rest % length : Math.floor(this.random() * length)];
        rest = Math.floor(rest / length);
        return changed(values, place, option);
      }, base);
    });
  }
}

/** The places that a condition leads to itself, with those of one object at a time that it does not say how it leads to. */
function perObject(places: readonly Asked[], { names }: NamedTogether): readonly (readonly Asked[])[] {
  const objects = new Map<string, Asked[]>();
  for (const asked of places) {
    const keys = keysOf(asked.place);
    const object = keys.slice(0, keys.findLastIndex((key) => !names.has(key)) + 1).join('\0');
    objects.set(object, [...(objects.get(object) ?? []), asked]);
  }
  const led = objects.get('') ?? [];
  objects.delete('');
  return objects.size === 0 ? [led] : [...objects.values()].map((inside) => [...inside, ...led]);
}

/** The places outside of collections with those of one collection at a time: an element is of one. */
function perCollection(places: readonly Asked[]): readonly (readonly Asked[])[] {
  const outside = places.filter(({ place }) => place.position.length === 0);
  const collections = new Map<string, Asked[]>();
  for (const asked of places) {
    const { steps } = asked.place;
    const key = steps.slice(0, steps.findIndex((step) => typeof step !== 'string') + 1).join('\0');
    if (asked.place.position.length > 0) collections.set(key, [...(collections.get(key) ?? []), asked]);
  }
  return collections.size === 0 ? [outside] : [...collections.values()].map((inside) => [...inside, ...outside]);
}

/** The keys that lead to a place, without the positions of elements. */
function keysOf({ steps }: Place): string[] {
  return steps.filter((step) => typeof step === 'string');
}

/** The values with a place changed, as far as what is around it is there; of several names, the first one. */
function changed(values: unknown, { place, paths }: Asked, change: Change): unknown {
  const isName = keysOf(place).at(-1) === 'name';
  return paths.slice(0, isName ? 1 : paths.length).reduce((copy, path) => {
    const isThere = isWithinReach(copy, place, path);
    return isThere ? withValueAt(copy, path, change(valueAt(copy, path), copy, path)) : copy;
  }, values);
}

function joined(one: NamedTogether, two: NamedTogether): NamedTogether {
  return {
    names: new Set([...one.names, ...two.names]),
    texts: [...new Set([...one.texts, ...two.texts])],
    numbers: [...new Set([...one.numbers, ...two.numbers])],
    joints: [...new Set([...one.joints, ...two.joints])],
  };
}

/** Values in which one text or number is made of another, as a condition may ask. */
function related(base: unknown, named: readonly Asked[], { joints, texts, numbers }: NamedTogether): unknown[] {
  const signs = [...new Set([...joints, ...texts])].filter((sign) => sign !== '').slice(0, MAX_SIGNS);
  const made = (kind: Shape['kind'], value: unknown): unknown[] => {
    // A text may be compared with an option of a choice, or with the digits of a number.
    if (kind === 'text' && ['string', 'number'].includes(typeof value)) return textsOf(String(value), signs);
    return kind === 'number' && typeof value === 'number' ? numbersOf(value, numbers) : [];
  };
  const kinds: readonly Shape['kind'][] = ['text', 'number', 'choice'];
  const related = named.filter(({ shape }) => kinds.includes(shape.kind)).slice(0, MAX_PLACES);
  const pairs = related
    .filter(({ isFixed }) => !isFixed)
    .flatMap((one) =>
      related
        .filter((other) => other !== one && (one.shape.kind === 'text' || other.shape.kind === one.shape.kind))
        .map((other) => {
          const options = made(one.shape.kind, valueAt(base, other.paths[0]));
          return { one, options: options.filter((option) => one.shape.schema.safeParse(option).success) };
        }),
    );
  // What is simplest for each of them comes first.
  const most = Math.max(0, ...pairs.map(({ options }) => options.length));
  const found = Array.from({ length: most }, (_, turn) =>
    pairs
      .filter(({ options }) => turn < options.length)
      .map(({ one, options }) => changed(base, one, () => options[turn])),
  );
  return found.flat().slice(0, MAX_RELATED);
}

function textsOf(value: string, signs: readonly string[]): string[] {
  const around = signs.flatMap((sign) => [value + sign, sign + value, `x${sign}${value}`, `${value}${sign}x`]);
  const between = signs.flatMap((sign) => signs.map((other) => sign + value + other));
  return [value, `x${value}`, `${value}x`, ...around, ...between];
}

function numbersOf(value: number, numbers: readonly number[]): number[] {
  return [
    value,
    value + 1,
    value - 1,
    ...numbers.flatMap((number) => [number - value, number - value + 1, number * value]),
  ];
}
