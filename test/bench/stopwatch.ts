/** Milliseconds that an action takes. */
export function milliseconds(action: () => void): number {
  const started = performance.now();
  action();
  return performance.now() - started;
}

/** How often a figure is taken. The best one counts: whatever else the machine does can only make it worse. */
export const ROUNDS = 3;

/** Mean milliseconds of an action that has been running for a while. The action gets the number of the run. */
export function meanAfterWarmUp(
  action: (run: number) => void,
  { warmUp, runs }: { readonly warmUp: number; readonly runs: number },
): number {
  for (let run = 0; run < warmUp; run++) action(run);
  const rounds = Array.from({ length: ROUNDS }, (_, round) =>
    milliseconds(() => {
      for (let run = 0; run < runs; run++) action(warmUp + round * runs + run);
    }),
  );
  return Math.min(...rounds) / runs;
}

/**
 * The exponent `e` of the curve `time = a · size^e` that is nearest to the points, by least squares of their logarithms:
 * 1 where time grows as size does, 2 where it grows with the square.
 */
export function growthExponent(points: readonly { readonly size: number; readonly time: number }[]): number {
  const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
  const mean = (figures: readonly number[]) => figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const [x, y] = [mean(logs.map((log) => log.x)), mean(logs.map((log) => log.y))];
  const slope = logs.reduce((sum, log) => sum + (log.x - x) * (log.y - y), 0);
  return slope / logs.reduce((sum, log) => sum + (log.x - x) ** 2, 0);
}
