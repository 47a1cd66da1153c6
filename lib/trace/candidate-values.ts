import { rangeOfShape } from '../template/whole-number-range';
import { schemaChecks } from '../values/schema-checks';
import type { DictionaryShape, Shape } from '../values/shape';
import { formedTexts, placements } from './formed-texts';
import { namedTexts } from './named-texts';
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
  'http://example.com:8443/path/',
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

/** So many texts of a form are tried, and so many with each text that constructs name. */
const [MAX_FORMED, MAX_FITTING] = [24, 4];

/** Besides as many sweeps as there are texts, to reach all of those that are made for one place. */
export const LEAST_SWEEPS = 20;

/** What can be drawn for one kind of place. */
export interface Candidates<T> {
  /** What the constructs name themselves; everything where they name nothing that the place takes. */
  readonly named: readonly T[];
  /** What constructs are given otherwise. */
  readonly others: readonly T[];
  readonly all: readonly T[];
}

/** The texts, numbers and keys that the schema takes at each place. */
export class CandidateValues {
  private readonly known = new WeakMap<Shape, Candidates<unknown>>();
  /** The texts that constructs name, alone and as a part of others. */
  private readonly namedTexts: readonly string[];
  private readonly namedKeys: readonly string[];

  constructor(private readonly literals: SourceLiterals) {
    const { texts, names } = literals;
    this.namedTexts = namedTexts(literals);
    this.namedKeys = [...new Set([...literals.keys, ...texts, ...names])].filter(isKey);
  }

  /** The most texts or numbers that constructs name. */
  get mostNamed(): number {
    return Math.max(this.namedTexts.length, this.literals.numbers.length);
  }

  /** The most texts or numbers that they are given otherwise. */
  get mostOthers(): number {
    return Math.max(TEXTS.length, NUMBERS.length);
  }

  texts(shape: Shape): Candidates<string> {
    const known = this.known.get(shape) as Candidates<string> | undefined;
    if (known) return known;
    const patterns = schemaChecks(shape.schema).flatMap(({ pattern }) => pattern ?? []);
    // Most texts fail at a pattern, which alone takes a tenth of the time of all that zod does.
    const isAccepted = (text: string) =>
      patterns.every((pattern) => text.search(pattern) >= 0) && shape.schema.safeParse(text).success;
    const formed = formedTexts(shape).filter(isAccepted).slice(0, MAX_FORMED);
    const fitting = formed.length === 0 ? [] : this.fitting(formed, isAccepted);
    return this.of(shape, [...fitting, ...this.namedTexts], [...formed, ...TEXTS], isAccepted);
  }

  /** Texts of a form with those in them that constructs name: as many as all sweeps reach. */
  private fitting(formed: readonly string[], isAccepted: (text: string) => boolean): string[] {
    const most = LEAST_SWEEPS + this.namedTexts.length - this.namedTexts.filter(isAccepted).length;
    const found = this.literals.texts.map((named) => {
      const texts: string[] = [];
      for (const text of formed) {
        for (const placed of placements(named, text)) {
          if (texts.length === MAX_FITTING) return texts;
          if (isAccepted(placed)) texts.push(placed);
        }
      }
      return texts;
    });
    const inTurn = Array.from({ length: MAX_FITTING }, (_, turn) =>
      found.flatMap((texts) => texts.slice(turn, turn + 1)),
    );
    return [...new Set(inTurn.flat())].slice(0, most);
  }

  numbers(shape: Shape): Candidates<number> {
    const others = [...NUMBERS, ...numbersAtBounds(shape)];
    return this.of(shape, this.literals.numbers, others, (number) => shape.schema.safeParse(number).success);
  }

  /** @param sample a value that the dictionary takes */
  keys(shape: DictionaryShape, sample: unknown): Candidates<string> {
    const isTaken = (key: string) => shape.schema.safeParse({ [key]: sample }).success;
    const options = shape.key.kind === 'choice' ? shape.key.options.map(String) : [];
    return this.of(shape, this.namedKeys, [...options, ...formedTexts(shape.key), ...TEXTS].filter(isKey), isTaken);
  }

  private of<T>(
    shape: Shape,
    named: readonly T[],
    others: readonly T[],
    isAccepted: (candidate: T) => boolean,
  ): Candidates<T> {
    let found = this.known.get(shape) as Candidates<T> | undefined;
    if (!found) {
      const accepted = named.filter(isAccepted);
      const usual = others.filter(isAccepted);
      const all = [...new Set([...accepted, ...usual])];
      found = { all, others: usual, named: accepted.length > 0 ? accepted : all };
      this.known.set(shape, found);
    }
    return found;
  }
}

function isKey(text: string): boolean {
  return text !== '' && !ARRAY_INDEX.test(text);
}

/** Numbers at the bounds that a schema has. */
function numbersAtBounds(shape: Shape): number[] {
  const { least, most } = rangeOfShape(shape);
  return [
    ...(least > Number.MIN_SAFE_INTEGER ? [least, least + 1, least + 7] : []),
    ...(most < Number.MAX_SAFE_INTEGER ? [most - 7, most - 1, most] : []),
  ];
}
