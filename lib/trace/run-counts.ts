import type { ScriptCoverage } from './coverage';

interface Counted {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly isFunction: boolean;
  /** Whether the blocks of the function were counted too. */
  readonly hasBlocks: boolean;
}

/** How often the parts of one script ran, over several times that were counted separately. */
export class RunCounts {
  /** For each time, the ranges from outside in. */
  private readonly times: readonly (readonly Counted[])[];

  constructor(times: readonly ScriptCoverage[]) {
    this.times = times.map(({ functions }) =>
      functions
        .flatMap(({ ranges, isBlockCoverage }) =>
          ranges.map(({ startOffset, endOffset, count }, index) => ({
            start: startOffset,
            end: endOffset,
            count,
            isFunction: index === 0,
            hasBlocks: isBlockCoverage,
          })),
        )
        .sort((left, right) => left.start - right.start || right.end - left.end),
    );
  }

  /** How often what stands at an offset ran; `undefined` where that was not counted. */
  at(offset: number): number | undefined {
    let sum: number | undefined;
    for (const ranges of this.times) {
      const innermost = ranges.findLast(({ start, end }) => start <= offset && offset < end);
      const isCalled = innermost !== undefined && innermost.count > 0;
      if (isCalled && !innermost.hasBlocks) return undefined;
      sum = (sum ?? 0) + (innermost?.count ?? 0);
    }
    return sum;
  }

  /** Where a block begins that never ran, though what is around it did. */
  get blocksNotRun(): number[] {
    return this.startsNotRun(({ isFunction }) => !isFunction);
  }

  /** Where a function begins that was never called, though what it stands in ran. */
  get functionsNotCalled(): number[] {
    return this.startsNotRun(({ isFunction }) => isFunction);
  }

  private startsNotRun(isWanted: (range: Counted) => boolean): number[] {
    const candidates = this.times.flat().filter((range) => range.count === 0 && range.start > 0 && isWanted(range));
    const starts = [...new Set(candidates.map(({ start }) => start))].sort((left, right) => left - right);
    return starts.filter((start) => this.at(start) === 0 && (this.at(start - 1) ?? 0) > 0);
  }
}
