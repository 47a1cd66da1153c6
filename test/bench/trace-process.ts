import { traceChart } from '../../lib/trace/trace';
import { chart, targets } from './example';

/** What {@link measuredInProcess} gets from this program. */
export interface TraceMeasurement {
  readonly seconds: number;
  /** The most memory that the process has had, in MB, before the trace began and in all. */
  readonly memoryBefore: number;
  readonly memory: number;
  /** How often the constructs were run. */
  readonly runs: number;
  /** Conditions in the templates. */
  readonly conditions: number;
}

/** Peak resident memory: `ru_maxrss`, which Node gives in KiB on every system. */
const peakMemory = () => (process.resourceUsage().maxRSS * 1024) / 1e6;

/** Every branch of a template that stands under a condition has a key `when`. */
function countConditions(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  const inside = Object.values(node).reduce((sum: number, child) => sum + countConditions(child), 0);
  return 'when' in node ? inside + 1 : inside;
}

const memoryBefore = peakMemory();
const started = performance.now();
const { template, runs } = traceChart(chart as never, targets);
const measurement: TraceMeasurement = {
  seconds: (performance.now() - started) / 1000,
  memoryBefore,
  memory: peakMemory(),
  runs,
  conditions: countConditions(template),
};
console.log(JSON.stringify(measurement));
