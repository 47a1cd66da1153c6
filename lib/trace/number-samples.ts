import { rangeOfShape } from '../template/whole-number-range';
import type { Shape } from '../values/shape';
import type { Interned } from './interner';
import { withValueAt } from './place';
import { seededRandom } from './random';

/** A whole number in some values. */
export interface NumberPlace {
  readonly path: readonly (string | number)[];
  readonly shape: Shape;
}

/** Values of which more are wanted that differ in some whole numbers only. */
export interface WantedSamples {
  readonly values: Interned;
  readonly numbers: readonly NumberPlace[];
  /** How many of them. */
  readonly count: number;
  /** Other numbers may matter as well. */
  readonly isWide: boolean;
}

/** So many samples are drawn at first, and more for each number; later on, as many again for each time. */
const SAMPLES = 24;
const SAMPLES_FOR_EACH = 8;

const MAX_TIMES = 2;
const MAX_REQUESTS = 40;

/** No larger numbers are tried: products of them can still be told apart. */
const LARGEST = 1_000_000;

/** Whole numbers that are to be varied together, because something in the objects seems to be reckoned from them. */
export class NumberSamples {
  private readonly times = new Map<Interned, Map<string, number>>();
  /** How often any were asked for. */
  requests = 0;
  private wanted: WantedSamples[] = [];

  /**
   * Asks for values that differ in some numbers only; false if that was done often enough.
   *
   * @param values with those numbers in any state
   * @param neutral the same values, but for those numbers
   */
  want(values: Interned, neutral: Interned, numbers: readonly NumberPlace[]): boolean {
    const byPaths = this.times.get(neutral) ?? new Map<string, number>();
    this.times.set(neutral, byPaths);
    const times = byPaths.get(keyOf(numbers)) ?? 0;
    if (times === MAX_TIMES || this.requests === MAX_REQUESTS) return false;
    byPaths.set(keyOf(numbers), times + 1);
    this.requests++;
    const count = (SAMPLES + SAMPLES_FOR_EACH * numbers.length) * (times + 1);
    this.wanted.push({ values, numbers, count, isWide: times > 0 });
    return true;
  }

  /** Whether there are such values. */
  isSampled(neutral: Interned, numbers: readonly NumberPlace[]): boolean {
    return this.times.get(neutral)?.has(keyOf(numbers)) ?? false;
  }

  /** What was asked for since the last time. */
  take(): readonly WantedSamples[] {
    const taken = this.wanted;
    this.wanted = [];
    return taken;
  }
}

function keyOf(numbers: readonly NumberPlace[]): string {
  return JSON.stringify(numbers.map(({ path }) => path));
}

/** The least and the largest number that is tried at a place. */
export function ends(shape: Shape): number[] {
  const { least, most } = rangeOfShape(shape);
  return [Math.max(least, Math.min(1, most)), Math.min(most, LARGEST)].filter(
    (number) => shape.schema.safeParse(number).success,
  );
}

/** The values with other numbers of every magnitude. */
export function drawSamples({ values, numbers, count }: WantedSamples): unknown[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, () =>
    numbers.reduce<unknown>((sample, { path, shape }) => {
      const drawn = drawNumber(shape, random);
      return drawn === undefined ? sample : withValueAt(sample, path, drawn);
    }, values),
  );
}

function drawNumber(shape: Shape, random: () => number): number | undefined {
  const { least, most } = rangeOfShape(shape);
  const lowest = Math.max(least, Math.min(0, most));
  const width = Math.min(most - lowest, LARGEST);
  for (let attempt = 0; attempt < 20; attempt++) {
    const magnitude = Math.floor(Math.exp(random() * Math.log(width + 1))) - 1;
    const drawn = random() < 0.1 && least < 0 ? Math.max(least, -magnitude) : lowest + magnitude;
    if (shape.schema.safeParse(drawn).success) return drawn;
  }
  return undefined;
}
