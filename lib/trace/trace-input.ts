import type { ChartDefinition } from '../definition/chart-definition';
import type { Release, ReleaseProps } from '../release/release';
import type { BranchWatch } from './branch-watch';
import type { RootShape } from './place';
import type { Stopwatch } from './stopwatch';

/** Values that are real, with the name of their environment. */
export interface RealValues {
  readonly name: string;
  readonly values: unknown;
}

/** What is traced. */
export interface TraceInput {
  readonly definition: ChartDefinition;
  readonly root: RootShape;
  /** The values of `base` first, then those of each environment, complete with defaults. */
  readonly environments: readonly RealValues[];
  /** A release for real values, whose checksums can be compared. */
  readonly releaseFor: (values: unknown, name: string) => Release;
  readonly tracedProps: ReleaseProps;
  readonly random: () => number;
  readonly stopwatch: Stopwatch;
  readonly branches?: BranchWatch;
}
