import type { ChartDefinition } from '../definition/chart-definition';
import { Coverage, type ScriptCoverage } from './coverage';
import { type UntakenBranch, untakenBranches } from './untaken-branches';

/**
 * Watches which branches of the user's code are taken while the charts of an app are resolved and traced, so that those
 * are told which no values lead to: the templates lack what they do.
 */
export class BranchWatch {
  /** What ran before the first chart was traced: for the manifests of all environments and charts. */
  private before: readonly ScriptCoverage[] | undefined;
  /** What ran while this chart was traced, each time that was asked. */
  private times: (readonly ScriptCoverage[])[] = [];
  private definition: ChartDefinition | undefined;

  private constructor(
    private readonly coverage: Coverage,
    /** How many charts are still to be traced. */
    private chartsLeft: number,
  ) {}

  /** Begins, which has to be before any constructs run; `undefined` where Node cannot watch. */
  static begin(charts: number): BranchWatch | undefined {
    const coverage = Coverage.begin();
    return coverage && new BranchWatch(coverage, charts);
  }

  /** From now on, the constructs of this chart run. */
  beginChart(definition: ChartDefinition): void {
    const ran = this.coverage.take();
    this.before ??= ran;
    this.times = [];
    this.definition = definition;
    this.chartsLeft--;
    const scripts = byScript(this.before);
    if (scripts.length > 0 && scripts.every((times) => this.isSeenAsTaken(times))) this.endAfterLastChart();
  }

  /** Stops watching if there is nothing more to be seen: it takes time. */
  endIfAllTaken(): void {
    if (this.untaken().length === 0) this.endAfterLastChart();
  }

  /** The branches that were not taken for this chart, by file and line. */
  untaken(): UntakenBranch[] {
    this.times.push(this.coverage.take());
    const suspects = byScript(this.times.flat())
      .map((times) => [...times, ...this.beforehand(times)])
      .filter((times) => !this.isSeenAsTaken(times));
    const sources = this.coverage.sourcesOf(suspects.map(([script]) => script));
    const found = suspects.flatMap((times) => untakenBranches(times, sources.get(times[0].scriptId) ?? ''));
    const byPlace = new Map(found.map((branch) => [`${branch.location.file}:${branch.location.line}`, branch]));
    return [...byPlace.values()].sort(
      ({ location: left }, { location: right }) => compare(left.file, right.file) || left.line - right.line,
    );
  }

  end(): void {
    this.coverage.end();
  }

  private endAfterLastChart(): void {
    if (this.chartsLeft === 0) this.end();
  }

  /** What ran beforehand of a script, without the functions that this chart does not call. */
  private beforehand(times: readonly ScriptCoverage[]): ScriptCoverage[] {
    const starts = new Set(called(times).map(({ startOffset }) => startOffset));
    const scripts = this.before?.filter(({ scriptId }) => scriptId === times[0].scriptId) ?? [];
    return scripts.map((script) => ({
      ...script,
      functions: script.functions.filter(({ ranges: [own] }) => own.count === 0 || starts.has(own.startOffset)),
    }));
  }

  /**
   * Whether nothing of a script ran but the constructs function, and all of its branches were taken. The function's source
   * is at hand; to ask for that of the script takes longer the more scripts there are.
   */
  private isSeenAsTaken(times: readonly ScriptCoverage[]): boolean {
    const source = String(this.definition?.constructs);
    const ranges = called(times);
    const own = ranges.find(({ startOffset, endOffset }) => endOffset - startOffset === source.length);
    const isAlone =
      own && ranges.every(({ startOffset, endOffset }) => own.startOffset <= startOffset && endOffset <= own.endOffset);
    return isAlone === true && untakenBranches(times, ' '.repeat(own.startOffset) + source).length === 0;
  }
}

/** What was counted of each script of which anything ran. */
function byScript(counted: readonly ScriptCoverage[]): ScriptCoverage[][] {
  const scripts = new Map<string, ScriptCoverage[]>();
  for (const script of counted) scripts.set(script.scriptId, [...(scripts.get(script.scriptId) ?? []), script]);
  return [...scripts.values()].filter((times) => called(times).length > 0);
}

/** The ranges of the functions of a script that were called. */
function called(times: readonly ScriptCoverage[]) {
  return times.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0])).filter(({ count }) => count > 0);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
