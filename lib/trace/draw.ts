import type { z } from 'zod';
import { isRecord, withDefaults } from '../values/defaults';
import { formatPath, pathBelow } from '../values/path';
import { presetChoices } from '../values/presets/preset-choices';
import type { DictionaryShape, Shape } from '../values/shape';
import { type Candidates, CandidateValues, LEAST_SWEEPS } from './candidate-values';
import type { RootShape } from './place';
import { NO_LITERALS, type SourceLiterals } from './source-literals';
import { TakenValues } from './taken-values';
import { optionOf } from './variables';

/** More elements than most people write down, and than most constructs count. */
const [MANY, MAX_COUNTED] = [12, 32];

/** So often, objects are drawn that a schema takes as a whole. */
const MAX_REDRAWN = 300;

/** So many of a union's options are gone through. */
const MAX_OPTIONS = 6;

/** How values are changed everywhere at once. */
export interface Sweep {
  /** What is put there, one after the other. */
  readonly candidates: 'named' | 'others';
  /** What alone is changed. @default texts and numbers */
  readonly only?: 'text' | 'number';
  /** What stays as it is: a path, with `[]` for each element. @default nothing */
  readonly kept?: string;
  /** Whether something is put where the values have nothing, too. @default false */
  readonly fillsGaps?: boolean;
}

/** Draws random valid values of one schema: the environments' own with some parts changed to whatever the schema takes. */
export class Draws {
  private readonly candidates: CandidateValues;
  private readonly turns = new WeakMap<object, number>();
  private sweeping?: Sweep;
  /** How often gaps were filled. */
  private fillings = 0;
  /** Many elements; as many as a number that the constructs name, and one more: they may count elements. */
  private readonly lengths: readonly number[];
  private readonly isFixed: (path: string) => boolean;
  /** Makes them such as the schema takes. */
  readonly taken: TakenValues;
  private readonly openKeys: readonly string[];
  /** How many options a value may have besides its own. */
  private readonly options: number;
  /** Objects that a schema takes as a whole, by their paths. */
  private readonly whole = new Map<string, unknown>();
  /** The texts and numbers of the values that are being drawn. */
  private readonly recent = new Set<unknown>();

  /** @param isFixed whether the part at a dotted path keeps its value, as choices with presets do anyway */
  constructor(
    schema: z.ZodType,
    private readonly root: RootShape,
    private readonly random: () => number,
    isFixed: (path: string) => boolean,
    literals: SourceLiterals = NO_LITERALS,
  ) {
    const made = new Set(presetChoices(root).map(({ segments }) => formatPath(segments)));
    this.isFixed = (path) => made.has(path) || isFixed(path);
    this.taken = new TakenValues(schema, root);
    this.candidates = new CandidateValues(literals);
    this.options = Math.max(1, otherOptions(root));
    this.openKeys = literals.openKeys;
    const counts = literals.numbers.filter((number) => number > 2 && number <= MAX_COUNTED);
    this.lengths = [MANY, ...counts.filter(Number.isInteger).flatMap((count) => [count, count + 1])];
  }

  /** Values that the schema accepts: the given ones with random parts changed. */
  draw(near: unknown): unknown {
    this.recent.clear();
    return this.taken.accepted(near, this.change(this.root, near, 0.05 + this.random() * 0.6, ''));
  }

  /** After these, each text and number that the constructs name has stood in every place that takes it. */
  get namedSweeps(): readonly Sweep[] {
    return times<Sweep>(LEAST_SWEEPS + this.candidates.mostNamed, { candidates: 'named' });
  }

  /** After these, it has stood where the given values have nothing as well, and all other texts and numbers in every place. */
  get otherSweeps(): readonly Sweep[] {
    return [
      // Of a union, one option is swept at a time.
      ...times<Sweep>(this.candidates.mostNamed * Math.min(MAX_OPTIONS, this.options), {
        candidates: 'named',
        fillsGaps: true,
      }),
      ...times<Sweep>(this.candidates.mostOthers, { candidates: 'others' }),
    ];
  }

  /** Values that the schema accepts, with another text or number wherever the given ones have one. */
  sweep(near: unknown, sweep: Sweep): unknown {
    this.recent.clear();
    this.sweeping = sweep;
    if (sweep.fillsGaps) this.fillings++;
    const drawn = this.vary(this.root, near, '');
    this.sweeping = undefined;
    return this.taken.accepted(near, drawn);
  }

  /** The given values with other texts, numbers and keys where the schema does not take theirs. */
  mended(values: unknown): unknown {
    this.recent.clear();
    const mend = (shape: Shape, value: unknown, path: string): unknown => {
      if (value === undefined || value === null || shape.schema.safeParse(value).success) return value;
      switch (shape.kind) {
        case 'text':
        case 'number':
        case 'choice':
          return this.isFixed(path) ? value : (this.make(shape, path) ?? value);
        case 'object': {
          if (!isRecord(value)) return value;
          const entries = [...shape.keys].map(([key, child]) => [key, mend(child, value[key], pathBelow(path, key))]);
          const mended = { ...value, ...Object.fromEntries(entries) };
          return path === '' || shape.schema.safeParse(mended).success ? mended : this.redrawn(shape, mended, path);
        }
        case 'sequence':
          return Array.isArray(value) ? value.map((element) => mend(shape.element, element, `${path}[]`)) : value;
        case 'dictionary':
          return this.isFixed(path) ? value : this.makeDictionary(shape, path, 1);
        case 'union':
        case 'scalarUnion': {
          const option = optionOf(shape.options, value);
          return option ? mend(option, value, path) : value;
        }
        default:
          return value;
      }
    };
    return withDefaults(this.root, mend(this.root, values, ''));
  }

  /** An object whose parts the schema takes together, as far as one is found; always the same one for a place. */
  private redrawn(shape: Shape, value: unknown, path: string): unknown {
    if (!this.whole.has(path)) {
      let tries = MAX_REDRAWN;
      let drawn = value;
      while (tries-- > 0 && !shape.schema.safeParse(drawn).success) drawn = this.change(shape, value, 0.5, path);
      this.whole.set(path, tries < 0 ? undefined : drawn);
    }
    return this.whole.get(path) ?? value;
  }

  private vary(shape: Shape, value: unknown, path: string): unknown {
    const { kept, only = shape.kind, fillsGaps } = this.sweeping ?? {};
    if (path !== '' && (path === kept || this.isFixed(path))) return value;
    if (value === undefined) return fillsGaps ? this.vary(shape, this.emptied(shape, path), path) : value;
    switch (shape.kind) {
      case 'text':
      case 'number':
        return only === shape.kind ? (this.make(shape, path) ?? value) : value;
      case 'dictionary':
        return this.makeDictionary(shape, path);
      case 'union':
      case 'scalarUnion':
        return this.varyOption(shape.options, value, path);
      case 'object': {
        if (!isRecord(value)) return value;
        const entries = [...shape.keys].map(([key, child]) => [
          key,
          this.vary(child, value[key], pathBelow(path, key)),
        ]);
        return { ...value, ...Object.fromEntries(entries) };
      }
      case 'sequence': {
        if (!Array.isArray(value)) return value;
        const elements = value.length === 0 && fillsGaps ? [undefined] : value;
        return elements.map((element) => this.vary(shape.element, element, `${path}[]`));
      }
      default:
        return value;
    }
  }

  /** The option of a union that a value is of; where gaps are filled, the others in turn. */
  private varyOption(options: readonly Shape[], value: unknown, path: string): unknown {
    const own = options.find(({ schema }) => schema.safeParse(value).success);
    const others = options.filter((option) => option !== own);
    const other = this.sweeping?.fillsGaps ? others[this.fillings % others.length] : undefined;
    if (other) return this.vary(other, this.make(other, path), path);
    return own ? this.vary(own, value, path) : value;
  }

  /** Something for a place that has nothing, whose parts are to be varied. */
  private emptied(shape: Shape, path: string): unknown {
    switch (shape.kind) {
      case 'object':
        return {};
      case 'sequence':
        return [];
      case 'text':
      case 'number':
      case 'dictionary':
        return null;
      default:
        return this.make(shape, path) ?? null;
    }
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  /**
   * The candidates of a shape in turn, so that none is left out for long; now and then one that stands elsewhere in the
   * same values, because constructs may compare values with each other.
   */
  private next<T>(candidates: Candidates<T>): T | undefined {
    const { all } = candidates;
    if (!this.sweeping && this.recent.size > 0 && this.random() < 0.15) {
      const again = this.pick([...this.recent].filter((candidate) => all.includes(candidate as T)));
      if (again !== undefined) return again as T;
    }
    const from = this.sweeping ? candidates[this.sweeping.candidates] : all;
    const turn = this.turns.get(from) ?? Math.floor(this.random() * from.length);
    this.turns.set(from, turn + 1);
    const drawn = from[turn % from.length];
    this.recent.add(drawn);
    return drawn;
  }

  private change(shape: Shape, value: unknown, probability: number, path: string): unknown {
    if (path !== '' && this.isFixed(path)) return value;
    const changes = this.random() < probability;
    if (shape.optional && changes && this.random() < 0.5)
      return value === undefined ? this.make(shape, path) : undefined;
    if (shape.nullable && changes && this.random() < 0.5) return value === null ? this.make(shape, path) : null;
    if (value === undefined) return undefined;
    if (shape.kind === 'object' && isRecord(value)) {
      const result: Record<string, unknown> = {};
      for (const [key, child] of shape.keys) {
        const changed = this.change(child, value[key], probability, pathBelow(path, key));
        if (changed !== undefined) result[key] = changed;
      }
      return shape.open ? { ...value, ...this.openEntries(), ...result } : result;
    }
    if (!changes) {
      if (shape.kind === 'sequence' && Array.isArray(value)) {
        return value.map((element) => this.change(shape.element, element, probability, `${path}[]`));
      }
      return value;
    }
    return this.make(shape, path) ?? value;
  }

  private drawLength(): number {
    const counted = this.random() < 0.1 ? this.pick(this.lengths) : undefined;
    return counted ?? Math.floor(this.random() * 4);
  }

  /** A fresh value for a place, `undefined` where none of the known ones fits. */
  private make(shape: Shape, path: string): unknown {
    switch (shape.kind) {
      case 'object':
        return this.makeObject(shape.keys, path, shape.open);
      case 'text':
        return this.next(this.candidates.texts(shape));
      case 'number':
        return this.next(this.candidates.numbers(shape));
      case 'toggle':
        return this.random() < 0.5;
      case 'choice':
        return this.pick(shape.options);
      case 'scalarUnion':
      case 'union': {
        const option = this.pick(shape.options);
        return option && this.make(option, path);
      }
      case 'dictionary':
        return this.makeDictionary(shape, path);
      case 'sequence': {
        const length = this.drawLength();
        const elements = Array.from({ length }, () => this.make(shape.element, `${path}[]`));
        return elements.includes(undefined) ? undefined : elements;
      }
      case 'any':
        return this.pick([{}, { key: 'value' }, { nested: { list: ['a', 'on', 1], flag: true }, text: 'a: b' }]);
    }
  }

  private makeObject(keys: ReadonlyMap<string, Shape>, path: string, isOpen: boolean): unknown {
    const result: Record<string, unknown> = {};
    for (const [key, child] of keys) {
      if (child.optional && this.random() < 0.5) continue;
      const at = pathBelow(path, key);
      const value = (this.isFixed(at) ? undefined : this.make(child, at)) ?? child.defaultValue;
      if (value !== undefined) result[key] = value;
      else if (!child.optional) return undefined;
    }
    if (isOpen && this.random() < 0.5) result.extra = this.pick(['a', 'on', 1, true]);
    return isOpen ? { ...this.openEntries(), ...result } : result;
  }

  /** An entry, or none, that a map which takes any may have besides others of the same keys. */
  private openEntries(): Record<string, unknown> {
    const key = this.openKeys.length > 0 && this.random() < 0.5 ? this.pick(this.openKeys) : undefined;
    return key === undefined ? {} : { [key]: this.pick(['a', 'on', 1, true]) };
  }

  private makeDictionary(shape: DictionaryShape, path: string, least = 0): unknown {
    const result: Record<string, unknown> = {};
    for (let rest = Math.max(least, Math.floor(this.random() * 4)); rest > 0; rest--) {
      const value = this.make(shape.value, `${path}[]`);
      const keys = this.candidates.keys(shape, value);
      // A few keys are drawn often, so that two dictionaries come to have the same.
      const key = this.random() < 0.3 ? this.pick(keys.all.slice(0, 3)) : this.next(keys);
      if (key !== undefined && value !== undefined) result[key] = value;
    }
    return result;
  }
}

function times<What>(count: number, what: What): What[] {
  return new Array<What>(count).fill(what);
}

/** The most options that a union in a shape has besides that which a value is of. */
function otherOptions(shape: Shape): number {
  switch (shape.kind) {
    case 'object':
      return Math.max(0, ...[...shape.keys.values()].map(otherOptions));
    case 'sequence':
      return otherOptions(shape.element);
    case 'dictionary':
      return otherOptions(shape.value);
    case 'union':
    case 'scalarUnion':
      return Math.max(shape.options.length - 1, ...shape.options.map(otherOptions));
    default:
      return 0;
  }
}
