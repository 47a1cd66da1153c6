import type { Interned } from './interner';
import type { Mask } from './mask';
import type { Space } from './space';

/** The values of a positive and of a negative instance. */
export type Untold = readonly [Interned, Interned];

const MAX_COMPARED = 5000;

/** Values that none of some tests tells apart, as near to each other as there are; `undefined` if there are none. */
export function findUntold(
  space: Space,
  positive: Mask,
  negative: Mask,
  candidates: readonly number[] = [...space.candidates.keys()],
): Untold | undefined {
  const holding = candidates.map((candidate) => space.holds(candidate));
  const answers = (index: number) => holding.map((mask) => (mask.has(index) ? '1' : '0')).join('');
  const byAnswers = new Map<string, Interned[]>();
  positive.forEach((index) => {
    const key = answers(index);
    const alike = byAnswers.get(key) ?? [];
    byAnswers.set(key, alike);
    alike.push(space.instances[index].values);
  });
  let nearest: Untold | undefined;
  let least = Number.POSITIVE_INFINITY;
  let compared = 0;
  negative.forEach((index) => {
    const { values } = space.instances[index];
    for (const other of byAnswers.get(answers(index)) ?? []) {
      if (compared++ > MAX_COMPARED) return;
      const distance = distanceBetween(other, values, least);
      if (distance < least) [nearest, least] = [[other, values], distance];
    }
  });
  return nearest;
}

/** In how many scalars two values differ; some number of at least `limit` where there are as many as that. */
function distanceBetween(left: Interned, right: Interned, limit: number): number {
  if (left === right) return 0;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return 1;
  const [lefts, rights] = [left, right] as Readonly<Record<string, Interned>>[];
  let distance = 0;
  for (const key of Object.keys(lefts)) {
    if (lefts[key] !== rights[key]) distance += distanceBetween(lefts[key], rights[key], limit - distance);
    if (distance >= limit) return distance;
  }
  for (const key of Object.keys(rights)) if (!Object.hasOwn(lefts, key)) distance++;
  return distance;
}
