import type { Shape } from './shape';

/** Values of which nobody changes any part. */
const unchanging = new WeakSet<object>();

/**
 * Promises that nobody changes some values, nor anything in them: what follows from them is found out once, however
 * often it is asked for. While a chart is traced, the same parts are used in hundreds of runs.
 */
export function neverChanges(values: unknown): void {
  if (typeof values !== 'object' || values === null || unchanging.has(values)) return;
  unchanging.add(values);
  for (const child of Object.values(values)) neverChanges(child);
}

/** What follows from values of a shape. */
export class KnownOf<Result> {
  private readonly known = new WeakMap<Shape, WeakMap<object, Result>>();

  /** What was found out about the same values before, if they never change. */
  get(shape: Shape, value: unknown, find: () => Result): Result {
    if (typeof value !== 'object' || value === null || !unchanging.has(value)) return find();
    let known = this.known.get(shape);
    if (!known) {
      known = new WeakMap();
      this.known.set(shape, known);
    }
    let result = known.get(value);
    if (result === undefined) {
      result = find();
      known.set(value, result);
    }
    return result;
  }
}
