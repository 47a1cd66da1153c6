import { type IConstruct, Node } from 'constructs';
import type { Stopwatch } from './stopwatch';

/** Constructs that take so long that tracing, which runs them many times, takes long. Times are in milliseconds. */
export interface SlowConstructs {
  readonly runs: number;
  /** What a run takes on average. */
  readonly timePerRun: number;
  /** What takes longest in a run, where that could be seen. */
  readonly longest?: LongestStep;
}

/** What goes on between the beginnings of two constructs. */
export interface LongestStep {
  readonly time: number;
  /** Path of the construct that was begun before. */
  readonly after: string;
  /** Path of the one that was begun next, if there was one. */
  readonly before?: string;
}

/** A run that takes longer does something else than to build objects. */
const USUAL_TIME = 10;
/** A trace that takes longer is worth a word. */
const USUAL_TOTAL = 3000;

/**
 * Why a trace took long, if it was because of the constructs.
 *
 * @param run runs the constructs once more
 */
export function slowConstructs(stopwatch: Stopwatch, run: () => unknown): SlowConstructs | undefined {
  const { runs, time } = stopwatch;
  if (time < USUAL_TOTAL || time / runs < USUAL_TIME) return undefined;
  const longest = longestStep(stopwatch, run);
  return { runs, timePerRun: Math.round(time / runs), ...(longest && { longest }) };
}

type Tree = { addChild(this: Node, child: IConstruct, id: string): void };

/** Every construct adds itself to the tree when it begins. */
function longestStep(stopwatch: Stopwatch, run: () => unknown): LongestStep | undefined {
  const tree = Node.prototype as unknown as Tree;
  const { addChild } = tree;
  const begun: { readonly construct: IConstruct; readonly at: number }[] = [];
  tree.addChild = function (child, id) {
    begun.push({ construct: child, at: stopwatch.now });
    addChild.call(this, child, id);
  };
  try {
    run();
  } catch {
    // The constructs may refuse these values: what was begun until then is something as well.
  } finally {
    tree.addChild = addChild;
  }
  const end = stopwatch.now;
  const steps = begun.map(({ construct, at }, index): LongestStep => {
    const next = begun[index + 1];
    const before = next && { before: next.construct.node.path };
    return { time: Math.round((next?.at ?? end) - at), after: construct.node.path, ...before };
  });
  return steps.sort((left, right) => right.time - left.time)[0];
}
