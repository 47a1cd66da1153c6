import { allOf, type Condition, type HasType, withConditionReferences } from '../template/condition';
import type { Reference, ReferenceStep } from '../template/reference';
import { scalarTypes } from '../template/scalar-types';
import type { ScalarUnionShape, SequenceShape, Shape, UnionShape } from '../values/shape';
import type { FoundTests } from './found-tests';
import { childPlace, elementPlace, type Place, patternKey, placeKey, referenceTo, shapeAt } from './place';

/** A question about one value that a condition can be made of. */
export interface Candidate {
  readonly test: Condition;
  /** The variable that the test asks about, as {@link patternKey} names it. */
  readonly variable: string;
  /** How hard the test is to read; lower reads better. */
  readonly cost: number;
}

/** What it costs to read a test of a type, and a second test beside another. */
const [TYPE_COST, BESIDE_COST] = [1.6, 0.5];

/**
 * All the tests that the schema offers below a place: toggles, options of choices, what may be empty or missing, what is
 * of one of several types, and the tests that constructs were found to make. Elements of collections are left to the
 * loops that visit them.
 *
 * @param owner the shape that the place has in the schema, where `shape` is only one member of it
 */
export function testsBelow(
  shape: Shape,
  place: Place,
  found: FoundTests,
  fixed: ReadonlyMap<string, unknown>,
  owner = shape,
): Candidate[] {
  if (fixed.has(placeKey(place))) return [];
  const reference = referenceTo(place, owner);
  const variable = patternKey(place);
  // What lies below an optional part is asked about only where the part itself does not decide.
  const depth = 0.5 * place.optionalSteps.filter((step) => step < place.steps.length).length;
  const candidate = (test: Condition, cost: number): Candidate => ({ test, variable, cost: depth + cost });
  const truthy = candidate({ kind: 'truthy', reference }, shape.kind === 'toggle' ? 1 : 1.3);
  const defined = shape.optional || shape.nullable ? [candidate({ kind: 'defined', reference }, 1.5)] : [];
  const equals = (value: string | number | boolean, cost: number) =>
    candidate({ kind: 'equals', reference, value }, cost);
  switch (shape.kind) {
    case 'object':
      return [
        ...(defined.length > 0 && [...shape.keys.values()].some((child) => !child.optional) ? [truthy] : defined),
        ...[...shape.keys].flatMap(([key, child]) => testsBelow(child, childPlace(place, key, child), found, fixed)),
      ];
    case 'choice':
      return [...shape.options.map((value) => equals(value, 1.2)), ...defined];
    case 'toggle':
      return [owner === shape ? truthy : equals(true, 1.2), ...defined];
    case 'number':
      return [
        ...comparisons(shape, place, found),
        ...(shape.optional || shape.schema.safeParse(0).success ? [truthy] : []),
        ...defined,
        ...found.thresholdsOf(place).map((value) => candidate({ kind: 'atLeast', reference, value }, 1.4)),
      ];
    case 'scalarUnion':
    case 'union':
      return [
        ...defined,
        ...typeTests(shape).map((type) => candidate({ kind: 'hasType', reference, type }, TYPE_COST)),
        ...memberTests(shape, place, found, fixed),
      ];
    case 'dictionary':
    case 'any':
      return [
        truthy,
        ...defined,
        ...found.keysOf(place).map((key) => candidate({ kind: 'hasKey', reference, key }, 1.6)),
      ];
    case 'text':
      return [
        ...comparisons(shape, place, found),
        truthy,
        ...defined,
        ...found.optionsOf(place).map((value) => equals(value, 1.4)),
        ...found.affixesOf(place).map(({ kind, value }) => candidate({ kind, reference, value }, 1.45)),
      ];
    case 'sequence':
      return [
        truthy,
        ...defined,
        ...found.thresholdsOf(place).map((value) => candidate({ kind: 'atLeast', reference, value }, 1.5)),
        ...optionsIn(shape, place, found).map((value) => candidate({ kind: 'contains', reference, value }, 1.5)),
      ];
  }
}

/** The tests of a text or number that is compared with others; each is about both. */
function comparisons(shape: Shape, place: Place, found: FoundTests): Candidate[] {
  const reference = referenceTo(place, shape);
  const slots = (steps: readonly ReferenceStep[]) => steps.findLastIndex((step) => typeof step !== 'string') + 1;
  return found.comparedWith(place).flatMap(({ place: otherPlace, shape: otherShape }) => {
    // Inside of loops, elements are those of the loops.
    const inside = slots(otherPlace.steps);
    const steps = [...place.steps.slice(0, inside), ...otherPlace.steps.slice(inside)];
    const other: Reference = { steps, shape: otherShape, optionalSteps: otherPlace.optionalSteps };
    const tests: Condition[] = [
      { kind: 'sameAs', reference, other },
      ...(shape.kind === 'number'
        ? [{ kind: 'above', reference, other } as const, { kind: 'above', reference: other, other: reference } as const]
        : []),
    ];
    return [place, otherPlace]
      .map(patternKey)
      .flatMap((variable) => tests.map((test) => ({ test, variable, cost: 1.6 })));
  });
}

/** What the elements of a sequence are compared with; Helm finds no numbers in a list, which may be of several types. */
function optionsIn({ element }: SequenceShape, place: Place, found: FoundTests): (string | boolean)[] {
  if (element.kind === 'choice') return element.options.filter((option) => typeof option !== 'number');
  return element.kind === 'text' ? [...found.optionsOf(elementPlace(place, 0))] : [];
}

/** The types that tell the members of a union apart; numbers are what is of none of the others. */
function typeTests(shape: ScalarUnionShape | UnionShape): HasType['type'][] {
  const types = new Set(shape.options.flatMap(typesOf));
  if (types.size <= 1) return [];
  return [...types].filter((type) => type !== 'number');
}

function typesOf(shape: Shape): (HasType['type'] | 'number')[] {
  switch (shape.kind) {
    case 'object':
    case 'dictionary':
      return ['mapping'];
    case 'sequence':
      return ['sequence'];
    case 'union':
    case 'scalarUnion':
      return shape.options.flatMap(typesOf);
    case 'any':
      return [];
    default:
      return [...scalarTypes(shape)].map((type) => (type === 'text' || type === 'boolean' ? type : 'number'));
  }
}

/** The tests of a union's members, those that several members share only once. */
function memberTests(
  shape: ScalarUnionShape | UnionShape,
  place: Place,
  found: FoundTests,
  fixed: ReadonlyMap<string, unknown>,
): Candidate[] {
  const isMixed = typeTests(shape).length > 0;
  const reference = referenceTo(place, shape);
  const byKey = new Map<string, Candidate>();
  for (const member of shape.options) {
    const isInside = member.kind === 'object';
    for (const candidate of testsBelow(member, place, found, fixed, isInside ? member : shape)) {
      const test = isInside ? ofAllMembers(candidate.test, shape, place) : candidate.test;
      const value = 'value' in test ? JSON.stringify(test.value) : '';
      const own = { ...candidate, test };
      byKey.set(`${candidate.variable} ${test.kind} ${value}`, isInside && isMixed ? ofMapping(own, reference) : own);
    }
    if (!isInside) continue;
    for (const [key, child] of member.keys) {
      if (shape.options.every((other) => other.kind !== 'object' || other.keys.has(key))) continue;
      const own = childPlace(place, key, { ...child, optional: true });
      const test: Condition = { kind: 'hasKey', reference, key };
      const depth = 0.5 * own.optionalSteps.filter((step) => step < own.steps.length).length;
      const asked = { test, variable: patternKey(place), cost: depth + 1.25 };
      byKey.set(`${patternKey(own)} hasKey`, isMixed ? ofMapping(asked, reference) : asked);
    }
  }
  return [...byKey.values()];
}

/** A candidate that asks about something inside of a value only where that is a map: Go fails to look into anything else. */
function ofMapping(candidate: Candidate, reference: Reference): Candidate {
  const isMapping: HasType = { kind: 'hasType', reference, type: 'mapping' };
  const test = allOf([isMapping, candidate.test]);
  return { ...candidate, test, cost: TYPE_COST + BESIDE_COST + candidate.cost };
}

/** A test of one member's key, on whatever the members that have the key hold there; the others lack it. */
function ofAllMembers(test: Condition, union: ScalarUnionShape | UnionShape, { steps }: Place): Condition {
  return withConditionReferences(test, (found) => {
    const path = found.steps.slice(steps.length).filter((step) => typeof step === 'string');
    if (path.length === 0 || path.length < found.steps.length - steps.length) return found;
    const isEverywhere = union.options.every((other) => other.kind === 'object' && other.keys.has(path[0]));
    const optionalSteps = [...found.optionalSteps, ...(isEverywhere ? [] : [steps.length + 1])];
    const reference = { ...found, optionalSteps };
    const shape = shapeAt(union, path);
    return shape.kind === 'choice' || shape.kind === 'scalarUnion' ? { ...reference, shape } : reference;
  });
}
