import type { Condition } from '../template/condition';
import type { Reference, ReferenceStep } from '../template/reference';
import type { WholeNumber } from '../template/whole-number';
import type { FoundTests } from './found-tests';
import { type Place, patternKey, placeKey, referenceTo } from './place';
import type { Candidate } from './tests';
import type { Variable } from './variables';

/** How hard a comparison is to read. */
const COST = 1.5;

/**
 * The tests that compare two values with each other, outside of all loops or, with an element, inside of the loop that is at
 * it: of the element with itself, and with what is outside of all loops.
 */
export function comparisonTests(
  found: FoundTests,
  fixed: ReadonlyMap<string, unknown>,
  element?: Pick<Place, 'steps'>,
): Candidate[] {
  return found.comparisons.flatMap((comparison) => {
    const sides = [comparison.left, comparison.right];
    if (sides.some(({ place }) => fixed.has(placeKey(place)))) return [];
    const [left, right] = sides.map((side) => seenFrom(side, element));
    const isInside = [left, right].some((side) => side?.steps.some((step) => typeof step !== 'string'));
    if (!left || !right || isInside !== (element !== undefined)) return [];
    const variables = sides.map(({ place }) => patternKey(place));
    return tests(left, right, comparison.left).flatMap((test) =>
      variables.map((variable) => ({ test, variable, cost: test.kind === 'same' ? COST - 0.1 : COST })),
    );
  });
}

/** A value as a template names it, `undefined` where it lies in another loop. */
function seenFrom({ place, shape }: Variable, element?: Pick<Place, 'steps'>): Reference | undefined {
  const reference = referenceTo(place, shape);
  if (place.position.length === 0) return reference;
  if (!element || place.position.length !== slots(element.steps)) return undefined;
  const [pattern, around] = [place, element].map(patternKey);
  if (!pattern.startsWith(around)) return undefined;
  return { ...reference, steps: [...element.steps, ...place.steps.slice(element.steps.length)] };
}

function slots(steps: readonly ReferenceStep[]): number {
  return steps.filter((step) => typeof step !== 'string').length;
}

function tests(left: Reference, right: Reference, { shape }: Variable): Condition[] {
  const same: Condition = { kind: 'same', left, right };
  if (shape.kind !== 'number') return [same];
  const [one, two] = [left, right].map((reference): WholeNumber => ({ kind: 'value', reference }));
  return [{ kind: 'reaches', number: one, other: two }, { kind: 'reaches', number: two, other: one }, same];
}
