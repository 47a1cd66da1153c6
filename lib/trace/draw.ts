import type { z } from 'zod';
import { isRecord, withDefaults } from '../values/defaults';
import type { Shape } from '../values/shape';
import { findUnportableText } from '../values/unportable';
import type { RootShape } from './place';
import type { SourceLiterals } from './source-literals';

/** Text of every kind that a values file can hold, plain and hostile. */
const TEXTS = [
  'a',
  'example',
  'v1.2.3',
  '2.0.0-rc.1',
  'some-name',
  'Some_Name.1',
  'two words',
  'a,b',
  'one=1;two=2|three',
  '/path/to/it',
  'registry.example.com/team/image',
  'https://example.com/x?y=z&w=1#top',
  'host.example.com',
  '10.0.0.1',
  'example.com/gpu',
  '500m',
  '1.5Gi',
  '50%',
  '30s',
  'sha256:0000000000000000000000000000000000000000000000000000000000000001',
  'user@example.com',
  'on',
  'no',
  'null',
  '~',
  'true',
  '007',
  '1e3',
  '0x1f',
  '1_000',
  '12:30:45',
  '2001-01-01',
  '.5',
  '-1',
  '',
  ' ',
  ' leading',
  'trailing ',
  'a: b',
  'a #b',
  '# a',
  '- a',
  '? a',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '{a}',
  '[a]',
  '{{ .Values.x }}',
  '}}',
  '"quoted"',
  "it's",
  'back\\slash',
  'line\nbreak',
  'line\nbreak\n',
  '\n',
  '---',
  'a\n---\nb',
  '...',
  '<<',
  '=',
  '|',
  '>',
  'tab\there',
  'é ü 漢字 🚀',
  '<a href="x">&amp;</a>',
  '$HOME $(X) $' + '{Y}',
  'bell\u0007',
  'nbsp\u00a0x',
  'x'.repeat(64),
  'long '.repeat(60),
];

/** Keys that JavaScript puts before all others, so that no copy of a map keeps their order. */
const ARRAY_INDEX = /^(?:0|[1-9]\d*)$/;

const NUMBERS = [
  0, 1, 2, 3, 4, 5, 7, 8, 10, 16, 30, 60, 99, 100, 128, 443, 1000, 1024, 8080, 10000, 65535, 100000, 1000000, 16777216,
  2147483647, 1125899906842623, -1, -1000000, 0.5, 0.1, 1.5, 3.25, 0.0001, 1234567.5,
];

/** Draws random valid values of one schema: the environments' own with some parts changed to whatever the schema takes. */
export class Draws {
  private readonly texts = new WeakMap<Shape, readonly string[]>();
  private readonly numbers = new WeakMap<Shape, readonly number[]>();
  private readonly turns = new WeakMap<Shape, number>();
  private readonly keys = new WeakMap<Shape, readonly string[]>();

  /** @param isFixed whether the part at a dotted path keeps its value */
  constructor(
    private readonly schema: z.ZodType,
    private readonly root: RootShape,
    private readonly random: () => number,
    private readonly isFixed: (path: string) => boolean,
    private readonly literals: SourceLiterals = { texts: [], numbers: [], names: [] },
  ) {}

  /** Values that the schema accepts; the given ones themselves where no change was accepted. */
  draw(near: unknown): unknown {
    for (let probability = 0.05 + this.random() * 0.6; probability > 0.002; probability *= 0.7) {
      const drawn = withDefaults(this.root, this.change(this.root, near, probability, ''));
      if (this.isValid(drawn)) return drawn;
    }
    return near;
  }

  /** The most texts or numbers that are tried in turn in one place. */
  get candidates(): number {
    return Math.max(TEXTS.length + this.literals.texts.length, NUMBERS.length + this.literals.numbers.length);
  }

  /** Values that the schema accepts, with another text or number wherever the given ones have one. */
  sweep(near: unknown): unknown {
    for (let probability = 1; probability > 0.002; probability *= 0.6) {
      const drawn = withDefaults(this.root, this.vary(this.root, near, probability, ''));
      if (this.isValid(drawn)) return drawn;
    }
    return near;
  }

  private isValid(values: unknown): boolean {
    return this.schema.safeParse(values).success && findUnportableText(this.root, values).length === 0;
  }

  private vary(shape: Shape, value: unknown, probability: number, path: string): unknown {
    if ((path !== '' && this.isFixed(path)) || value === undefined) return value;
    if (shape.kind === 'text' || shape.kind === 'number') {
      return (this.random() < probability ? this.make(shape, path) : undefined) ?? value;
    }
    if (shape.kind === 'dictionary') return this.random() < probability ? this.makeDictionary(shape, path) : value;
    if (shape.kind === 'object' && isRecord(value)) {
      const entries = [...shape.keys].map(([key, child]) => [
        key,
        this.vary(child, value[key], probability, path ? `${path}.${key}` : key),
      ]);
      return { ...value, ...Object.fromEntries(entries) };
    }
    if (shape.kind === 'sequence' && Array.isArray(value)) {
      return value.map((element) => this.vary(shape.element, element, probability, `${path}[]`));
    }
    return value;
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.random() * from.length)];
  }

  /** The candidates of a shape in turn, so that none is left out for long. */
  private next<T>(shape: Shape, from: readonly T[]): T | undefined {
    const turn = this.turns.get(shape) ?? Math.floor(this.random() * from.length);
    this.turns.set(shape, turn + 1);
    return from[turn % from.length];
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
        const changed = this.change(child, value[key], probability, path ? `${path}.${key}` : key);
        if (changed !== undefined) result[key] = changed;
      }
      return shape.open ? { ...value, ...result } : result;
    }
    if (!changes) {
      if (shape.kind === 'sequence' && Array.isArray(value)) {
        return value.map((element) => this.change(shape.element, element, probability, `${path}[]`));
      }
      return value;
    }
    return this.make(shape, path) ?? value;
  }

  /** A fresh value for a place, `undefined` where none of the known ones fits. */
  private make(shape: Shape, path: string): unknown {
    switch (shape.kind) {
      case 'object':
        return this.makeObject(shape.keys, path, shape.open);
      case 'text':
        return this.next(shape, this.textsFor(shape));
      case 'number':
        return this.next(shape, this.numbersFor(shape));
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
        const length = Math.floor(this.random() * 4);
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
      const value = this.make(child, path ? `${path}.${key}` : key) ?? child.defaultValue;
      if (value !== undefined) result[key] = value;
      else if (!child.optional) return undefined;
    }
    if (isOpen && this.random() < 0.5) result.extra = this.pick(['a', 'on', 1, true]);
    return result;
  }

  private makeDictionary(shape: Extract<Shape, { kind: 'dictionary' }>, path: string): unknown {
    const result: Record<string, unknown> = {};
    for (let rest = Math.floor(this.random() * 4); rest > 0; rest--) {
      const keys = this.keysFor(shape, path);
      // A few keys are drawn often, so that two dictionaries come to have the same.
      const key = this.random() < 0.3 ? this.pick(keys.slice(0, 3)) : this.next(shape, keys);
      const value = this.make(shape.value, `${path}[]`);
      if (key !== undefined && value !== undefined) result[key] = value;
    }
    return result;
  }

  private textsFor(shape: Shape): readonly string[] {
    let texts = this.texts.get(shape);
    if (!texts) {
      texts = [...new Set([...this.literals.texts, ...TEXTS])].filter((text) => shape.schema.safeParse(text).success);
      this.texts.set(shape, texts);
    }
    return texts;
  }

  private numbersFor(shape: Shape): readonly number[] {
    let numbers = this.numbers.get(shape);
    if (!numbers) {
      numbers = [...new Set([...this.literals.numbers, ...NUMBERS])].filter(
        (number) => shape.schema.safeParse(number).success,
      );
      this.numbers.set(shape, numbers);
    }
    return numbers;
  }

  private keysFor(shape: Extract<Shape, { kind: 'dictionary' }>, path: string): readonly string[] {
    let keys = this.keys.get(shape);
    if (!keys) {
      const sample = this.make(shape.value, `${path}[]`);
      keys = [...new Set([...TEXTS.slice(0, 3), ...this.literals.texts, ...this.literals.names, ...TEXTS])].filter(
        (text) => text !== '' && !ARRAY_INDEX.test(text) && shape.schema.safeParse({ [text]: sample }).success,
      );
      this.keys.set(shape, keys);
    }
    return keys;
  }
}
