import type { LoopPosition, ReferenceStep } from '../template/reference';
import type { PathSegment } from '../values/path';

/** How what a template reads lies to the value that is asked for. */
export interface Relation {
  readonly kind: 'same' | 'inside' | 'around';
  /** Of a reading that is around the value: the way from there to the value. */
  readonly rest: readonly PathSegment[];
  /** The elements that the path of the value names, by the loops that are at them. */
  readonly elements: ReadonlyMap<number, PathSegment>;
}

/** Compares what is read with the path of a value; `undefined` where they have nothing in common. */
export function relationTo(path: readonly PathSegment[], steps: readonly ReferenceStep[]): Relation | undefined {
  const elements = new Map<number, PathSegment>();
  for (const [index, step] of steps.slice(0, path.length).entries()) {
    const segment = path[index] as PathSegment;
    if (typeof step === 'string' ? step !== segment : 'index' in step && step.index !== segment) return undefined;
    if (typeof step !== 'string' && 'loop' in step) elements.set(step.loop, segment);
  }
  const kind = steps.length === path.length ? 'same' : steps.length > path.length ? 'inside' : 'around';
  return { kind, rest: path.slice(steps.length), elements };
}

/** Whether a position of loops is at the elements that a value's path names. */
export function isAt(position: LoopPosition, { elements }: Relation): boolean {
  return [...elements].every(([loop, segment]) => position[loop] === segment);
}
