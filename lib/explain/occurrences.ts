import { evaluateCondition } from '../template/evaluate';
import { type LoopPosition, resolveReference } from '../template/reference';
import { isRecord, sortedKeys } from '../values/defaults';
import { conditionWords, decidingPart } from './condition-words';
import { referencePath } from './reference-path';
import type { Step } from './sites';

/** Where a part is with some values: once for each position of the loops around it; else why it is not there. */
export interface Occurrences {
  readonly positions: readonly LoopPosition[];
  readonly reason?: string;
}

/** Follows the way to a part with the values of an environment. */
export function occurrences(way: readonly Step[], values: unknown): Occurrences {
  let positions: readonly LoopPosition[] = [[]];
  for (const step of way) {
    const found = follow(step, positions, values);
    if (found.length === 0) return { positions: [], reason: reasonFor(step, positions, values) };
    positions = found;
  }
  return { positions };
}

function follow(step: Step, positions: readonly LoopPosition[], values: unknown): readonly LoopPosition[] {
  switch (step.kind) {
    case 'condition':
      return positions.filter((position) => evaluateCondition(step.condition, values, position));
    case 'loop':
      return positions.flatMap((position) => {
        const over = resolveReference(step.loop.over, values, position);
        const elements = Array.isArray(over) ? [...over.keys()] : isRecord(over) ? sortedKeys(over) : [];
        return elements.map((at) => [...position.slice(0, step.loop.loop), at]);
      });
    case 'helper':
      return [[]];
  }
}

function reasonFor(step: Step, [position = []]: readonly LoopPosition[], values: unknown): string {
  if (step.kind === 'loop') return `${referencePath(step.loop.over.steps)} is empty`;
  return step.kind === 'condition' ? conditionWords(decidingPart(step.condition, values, position)) : '';
}
