import type { Recall } from '../template/evaluate';
import type { Mapping, Sequence } from '../template/node';
import { nodeReferences } from '../template/references';
import type { Interned, Interner } from './interner';
import { Step } from './step';

/** What a node reads, and what it gave with each of the values that it read. */
interface Remembered {
  readonly reads: readonly Read[];
  readonly results: Step<{ readonly result: Interned }>;
}

/** The first steps to something that a node reads. */
type Read = readonly string[];

/** So many steps of what a node reads tell its results apart: with more, looking takes longer than it saves. */
const MAX_STEPS = 2;
/** A node that reads more than this is rarely asked for the same again; what is inside of it is. */
const MAX_READS = 60;

/**
 * What the mappings and sequences of templates give, remembered by those of the values that they read. Most of what is
 * evaluated while tracing was evaluated before. Equal results are the same object, so that `===` compares them.
 */
export class EvaluationMemory {
  private readonly known = new WeakMap<Mapping | Sequence, Remembered>();

  constructor(private readonly interner: Interner) {}

  readonly recall: Recall = (node, values, evaluate) => {
    let remembered = this.known.get(node);
    if (!remembered) {
      remembered = { reads: readsOf(node), results: new Step() };
      this.known.set(node, remembered);
    }
    const { reads, results } = remembered;
    if (reads.length > MAX_READS) return this.interner.intern(evaluate());
    let step = results;
    for (const read of reads) step = step.to(valueRead(values, read));
    step.known ??= { result: this.interner.intern(evaluate()) };
    return step.known.result;
  };
}

function readsOf(node: Mapping | Sequence): Read[] {
  const reads = new Map<string, Read>();
  for (const { steps } of nodeReferences(node)) {
    const end = steps.findIndex((step) => typeof step !== 'string');
    const read = steps.slice(0, Math.min(end < 0 ? steps.length : end, MAX_STEPS)) as string[];
    reads.set(read.join('\0'), read);
  }
  return [...reads.values()].filter((read) => read.length < 2 || !reads.has(read[0]));
}

function valueRead(values: unknown, read: Read): Interned {
  let current = values;
  for (const step of read) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return current as Interned;
}
