/** Measures how long the constructs take. Nothing that is written depends on it. */
export class Stopwatch {
  /** How often something was measured. */
  runs = 0;
  /** Milliseconds of all that was measured. */
  time = 0;

  /** Milliseconds from some point in time. */
  get now(): number {
    return performance.now();
  }

  measure<Result>(action: () => Result): Result {
    const started = this.now;
    try {
      return action();
    } finally {
      this.runs++;
      this.time += this.now - started;
    }
  }
}
