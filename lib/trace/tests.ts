import type { Test } from '../template/condition';
import type { Shape } from '../values/shape';
import type { FoundTests } from './found-tests';
import { childPlace, type Place, patternKey, placeKey, referenceTo } from './place';

/** A question about one value that a condition can be made of. */
export interface Candidate {
  readonly test: Test;
  /** The variable that the test asks about, as {@link patternKey} names it. */
  readonly variable: string;
  /** How hard the test is to read; lower reads better. */
  readonly cost: number;
}

/**
 * All the tests that the schema offers below a place: toggles, options of choices, what may be empty or missing, and
 * the thresholds that were found for numbers. Elements of collections are left to the loops that visit them.
 */
export function testsBelow(
  shape: Shape,
  place: Place,
  found: FoundTests,
  fixed: ReadonlyMap<string, unknown>,
): Candidate[] {
  if (fixed.has(placeKey(place))) return [];
  const reference = referenceTo(place, shape);
  const variable = patternKey(place);
  // What lies below an optional part is asked about only where the part itself does not decide.
  const depth = 0.5 * place.optionalSteps.filter((step) => step < place.steps.length).length;
  const cost = depth + (shape.kind === 'toggle' ? 1 : 1.3);
  const truthy: Candidate = { test: { kind: 'truthy', reference }, variable, cost };
  const defined: Candidate[] =
    shape.optional || shape.nullable ? [{ test: { kind: 'defined', reference }, variable, cost: depth + 1.5 }] : [];
  switch (shape.kind) {
    case 'object':
      return [
        ...(defined.length > 0 && [...shape.keys.values()].some((child) => !child.optional) ? [truthy] : defined),
        ...[...shape.keys].flatMap(([key, child]) => testsBelow(child, childPlace(place, key, child), found, fixed)),
      ];
    case 'choice':
      return [
        ...shape.options.map(
          (value): Candidate => ({ test: { kind: 'equals', reference, value }, variable, cost: depth + 1.2 }),
        ),
        ...defined,
      ];
    case 'number':
      return [
        ...(shape.optional || shape.schema.safeParse(0).success ? [truthy] : []),
        ...defined,
        ...found
          .thresholdsOf(place)
          .map((value): Candidate => ({ test: { kind: 'atLeast', reference, value }, variable, cost: depth + 1.4 })),
      ];
    case 'union':
      return [...defined, ...unionTests(shape.options, place, found, fixed)];
    case 'dictionary':
    case 'any':
      return [
        truthy,
        ...defined,
        ...found
          .keysOf(place)
          .map((key): Candidate => ({ test: { kind: 'hasKey', reference, key }, variable, cost: depth + 1.6 })),
      ];
    case 'text':
      return [
        truthy,
        ...defined,
        ...found
          .optionsOf(place)
          .map((value): Candidate => ({ test: { kind: 'equals', reference, value }, variable, cost: depth + 1.4 })),
      ];
    default:
      return [truthy, ...defined];
  }
}

/** The tests of a union's members, those that several members share only once. */
function unionTests(
  options: readonly Shape[],
  place: Place,
  found: FoundTests,
  fixed: ReadonlyMap<string, unknown>,
): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const option of options) {
    for (const candidate of testsBelow(option, place, found, fixed)) {
      const value = 'value' in candidate.test ? JSON.stringify(candidate.test.value) : '';
      byKey.set(`${candidate.variable} ${candidate.test.kind} ${value}`, candidate);
    }
  }
  return [...byKey.values()];
}
