import { measuredInProcess } from './child-process';
import { ROUNDS } from './stopwatch';
import { atMost, type Row, rounded } from './table';
import type { TraceMeasurement } from './trace-process';

const MAX_SECONDS = 1;
const MAX_MEGABYTES = 300;

/** What it costs to trace the full InferenceService, each time in a fresh process. */
export function traceRows(): Row[] {
  const rounds = Array.from({ length: ROUNDS }, () => measuredInProcess<TraceMeasurement>('trace-process.ts'));
  const seconds = Math.min(...rounds.map((round) => round.seconds));
  const memory = Math.max(...rounds.map((round) => round.memory));
  const [{ memoryBefore, runs, conditions }] = rounds;
  return [
    atMost('tracing the InferenceService with base and 3 environments', seconds, MAX_SECONDS, 's'),
    atMost('peak memory of that process (maximum resident set)', memory, MAX_MEGABYTES, 'MB'),
    { what: 'of that, before the trace: Node, ts-node and modules', measured: `${rounded(memoryBefore)} MB` },
    { what: 'runs of the constructs', measured: String(runs) },
    { what: 'conditions in the templates', measured: String(conditions) },
  ];
}
