import { applyDifferences, type Difference } from './differences';
import type { Flips } from './flips';
import type { FoundTests } from './found-tests';
import type { NumberSamples } from './number-samples';
import { valueAt, withValueAt } from './place';
import type { Points } from './points';
import { isWhole } from './reckon';
import type { States } from './states';
import type { Variable } from './variables';

/** Values with which a template is wrong. */
export interface Mismatch {
  /** Others with which it is right. */
  readonly from: unknown;
  /** What makes it wrong, and no less. */
  readonly minimal: readonly Difference[];
  /** Whether it is wrong with some values. */
  readonly fails: (values: unknown) => boolean;
}

/** What a number, or the number of a list's elements, was found to do: what can be done about it. */
export type NumberFinding =
  | { readonly kind: 'compared with a constant'; readonly variable: Variable }
  | { readonly kind: 'compared with each other'; readonly variables: readonly [Variable, Variable] }
  | { readonly kind: 'perhaps reckoned with' };

/** A number that matters in a mismatch, from one on. */
interface Threshold {
  readonly change: Difference;
  /** Of the numbers on both sides of it, the larger one. */
  readonly threshold: number;
  /** The number with which the template is right. */
  readonly start: number;
  readonly end: number;
}

/** Finds out from which number on objects are others. */
export class NumberTests {
  constructor(
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly points: Points,
    private readonly samples: NumberSamples,
    private readonly flips: Flips,
  ) {}

  /** `undefined` if nothing new is found. */
  find(mismatch: Mismatch): NumberFinding | undefined {
    const long = mismatch.minimal.find((change) => this.addLength(mismatch, change));
    if (long) return { kind: 'compared with a constant', variable: long };
    for (const change of mismatch.minimal) {
      const found = thresholdOf(mismatch, change);
      if (!found) continue;
      if (this.wantSamples(mismatch, found)) return { kind: 'perhaps reckoned with' };
      const other = this.comparedWith(mismatch, found);
      if (other) return { kind: 'compared with each other', variables: [change, other] };
      if (this.tests.addThreshold(change, found.threshold)) {
        return { kind: 'compared with a constant', variable: change };
      }
    }
    return undefined;
  }

  /** A list may be asked for how many elements it has: finds the number from which on something else is there. */
  private addLength({ from, minimal, fails }: Mismatch, change: Difference): boolean {
    const [start, end] = [valueAt(from, change.place.path), change.value];
    if (change.shape.kind !== 'sequence' || !Array.isArray(start) || !Array.isArray(end)) return false;
    const others = minimal.filter((other) => other !== change);
    const longer = start.length > end.length ? start : end;
    const at = (length: number) =>
      fails(applyDifferences(from, [...others, { ...change, value: longer.slice(0, length) }]));
    const threshold = firstFailing(start.length, end.length, at);
    return threshold >= 2 && this.tests.addThreshold(change, threshold);
  }

  /**
   * Where only numbers matter, only numbers change, and one would have a second threshold, something is perhaps reckoned
   * from them: adds the values, each number alone in another state, and asks for more such. False if that was done before.
   */
  private wantSamples({ from, minimal }: Mismatch, { change, threshold }: Threshold): boolean {
    const numbers = minimal.filter(({ shape, value }) => isWhole({ shape }) && typeof value === 'number');
    const isSecond = numbers.some((number) => this.tests.thresholdsOf(number.place).length > 0);
    if (!isSecond || numbers.length < minimal.length) return false;
    const values = this.points.intern(applyDifferences(from, minimal));
    const sides = [threshold - 1, threshold].map((number) => withValueAt(values, change.place.path, number));
    if (!this.differInNumbers(sides)) return false;
    const neutral = this.points.intern(
      minimal.reduce<unknown>((changed, { place }) => withValueAt(changed, place.path, 0), values),
    );
    const places = numbers.map(({ place, shape }) => ({ path: place.path, shape }));
    if (!this.samples.want(values, neutral, places)) return false;
    for (const number of numbers) {
      for (const state of this.states.states(number)) {
        if (typeof state === 'number') this.flips.put(number, values, state);
      }
    }
    return true;
  }

  /** Whether the objects are the same but for the digits in them. */
  private differInNumbers(values: readonly unknown[]): boolean {
    const [left, right] = values.map((one) => JSON.stringify(this.points.outputOf(one)?.objects)?.replace(/\d+/g, '0'));
    return left === right;
  }

  /** Another number that moves a threshold when it changes: they are compared with each other. */
  private comparedWith(
    { from, minimal, fails }: Mismatch,
    { change, threshold, start, end }: Threshold,
  ): Variable | undefined {
    const { path, key } = change.place;
    const values = applyDifferences(from, minimal);
    const isMoved = (at: (value: number) => boolean): boolean => {
      if (at(start)) return false;
      if (at(end)) return at(threshold - 1) === at(threshold);
      // Where both had to be equal, it is beside where it was.
      return [-2, -1, 1, 2].some((distance) => at(threshold + distance));
    };
    return this.flips.variables(values).find(({ place, shape }) => {
      const number = valueAt(values, place.path);
      if (!isWhole({ shape }) || typeof number !== 'number' || place.key === key) return false;
      return [number - 1, number + 1]
        .filter((other) => shape.schema.safeParse(other).success)
        .map((other) => withValueAt(values, place.path, other))
        .some((moved) => isMoved((value) => fails(withValueAt(moved, path, value))));
    });
  }
}

function thresholdOf({ from, minimal, fails }: Mismatch, change: Difference): Threshold | undefined {
  const [start, end] = [valueAt(from, change.place.path), change.value];
  const isInteger = change.shape.kind === 'number' && change.shape.integer;
  if (!isInteger || typeof start !== 'number' || typeof end !== 'number') return undefined;
  const others = minimal.filter((other) => other !== change);
  const at = (value: number) => fails(applyDifferences(from, [...others, { ...change, value }]));
  return { change, threshold: firstFailing(start, end, at), start, end };
}

/** The larger of the two numbers between which `fails` begins to hold, between one that does not fail and one that does. */
function firstFailing(passing: number, failing: number, fails: (value: number) => boolean): number {
  let [low, high] = [passing, failing];
  while (Math.abs(high - low) > 1) {
    const middle = Math.trunc((low + high) / 2);
    if (fails(middle)) high = middle;
    else low = middle;
  }
  return Math.max(low, high);
}
