import type { Manifest } from '../definition/build';
import type { FixedValue } from '../trace/fixed-values';
import type { SlowConstructs } from '../trace/slow-constructs';
import type { UntakenBranch } from '../trace/untaken-branches';

/** What one chart came to. */
export interface ChartResult {
  readonly name: string;
  /** The objects of each environment that was asked for. */
  readonly manifests: ReadonlyMap<string, readonly Manifest[]>;
  /** The packaged chart, as a path from the output folder; `undefined` where no charts were asked for. */
  readonly archive?: string;
  /** Values that the Helm chart does not take, and why. */
  readonly fixedValues: readonly FixedValue[];
  /** Values that change nothing. */
  readonly deadValues: readonly string[];
  /** Values with rules that hold at synth, but that the Helm chart cannot enforce: zod's `refine` and its like. */
  readonly unenforcedValues: readonly string[];
  /**
   * Branches of the user's code that no values took while the chart was traced, so that it may lack what they do. Empty
   * where nobody watched.
   */
  readonly untakenBranches: readonly UntakenBranch[];
  /** Told where tracing took long because of the constructs. */
  readonly slowConstructs?: SlowConstructs;
}

export interface SynthResult {
  readonly outdir: string;
  readonly charts: readonly ChartResult[];
  /** The folders that were written, from the output folder. */
  readonly folders: readonly string[];
}
