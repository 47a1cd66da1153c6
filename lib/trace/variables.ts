import type { Reference } from '../template/reference';
import { isRecord } from '../values/defaults';
import type { Shape } from '../values/shape';
import { acceptsType } from '../values/union-option';
import { childPlace, elementPlace, type Place, placeKey, ROOT, type RootShape } from './place';

/** A part of the values that can take other states, such as a toggle or a whole sequence. */
export interface Variable {
  readonly place: Place;
  readonly shape: Shape;
}

/** The variables of some part of the values. */
interface KnownVariables extends Variable {
  readonly variables: readonly Variable[];
}

/** What was found in parts of values, which are shared by many values. Nobody changes them. */
const known = new WeakMap<ReadonlyMap<string, unknown>, WeakMap<object, KnownVariables[]>>();

/** The variables that are within reach in the given values: those whose parents are there, and that are not fixed. */
export function variablesOf(
  root: RootShape,
  values: unknown,
  fixed: ReadonlyMap<string, unknown>,
): readonly Variable[] {
  const knownParts = known.get(fixed) ?? new WeakMap<object, KnownVariables[]>();
  known.set(fixed, knownParts);
  const find = (shape: Shape, place: Place, value: unknown): readonly Variable[] => {
    if (fixed.has(placeKey(place))) return [];
    const variables: Variable[] = shape.kind !== 'object' || shape.optional ? [{ shape, place }] : [];
    forEachChild(shape, place, value, (...part) => variables.push(...findOnce(...part)));
    return variables;
  };
  const findOnce = (shape: Shape, place: Place, value: unknown): readonly Variable[] => {
    if (typeof value !== 'object' || value === null) return find(shape, place, value);
    const parts = knownParts.get(value) ?? [];
    let part = parts.find((candidate) => candidate.place === place && candidate.shape === shape);
    if (!part) {
      part = { shape, place, variables: find(shape, place, value) };
      knownParts.set(value, [...parts, part]);
    }
    return part.variables;
  };
  return findOnce(root, ROOT, values);
}

/** The first variable that a reference, with its loops at any elements, leads to; `undefined` where none is within reach. */
export function variableAt(
  root: RootShape,
  values: unknown,
  fixed: ReadonlyMap<string, unknown>,
  { steps }: Pick<Reference, 'steps'>,
): Variable | undefined {
  const find = (shape: Shape, place: Place, value: unknown): Variable | undefined => {
    if (fixed.has(placeKey(place))) return undefined;
    const step = steps[place.steps.length];
    if (step === undefined) return shape.kind !== 'object' || shape.optional ? { shape, place } : undefined;
    if (shape.kind === 'object' && isRecord(value)) {
      const child = typeof step === 'string' ? shape.keys.get(step) : undefined;
      return child && find(child, childPlace(place, step as string, child), value[step as string]);
    }
    if (shape.kind === 'union') {
      const option = optionOf(shape.options, value);
      return option && find(option, place, value);
    }
    let found: Variable | undefined;
    if (typeof step !== 'string') {
      forEachChild(shape, place, value, (...part) => {
        found ??= find(...part);
      });
    }
    return found;
  };
  return find(root, ROOT, values);
}

/** Visits the parts of a value that have places of their own. */
function forEachChild(
  shape: Shape,
  place: Place,
  value: unknown,
  visit: (shape: Shape, place: Place, value: unknown) => void,
): void {
  if (shape.kind === 'object' && isRecord(value)) {
    for (const [key, child] of shape.keys) visit(child, childPlace(place, key, child), value[key]);
  } else if (shape.kind === 'sequence' && Array.isArray(value)) {
    value.forEach((element, index) => {
      visit(shape.element, elementPlace(place, index), element);
    });
  } else if (shape.kind === 'dictionary' && isRecord(value)) {
    for (const key of Object.keys(value)) visit(shape.value, elementPlace(place, key), value[key]);
  } else if (shape.kind === 'union') {
    const option = optionOf(shape.options, value);
    if (option) forEachChild(option, place, value, visit);
  }
}

/** The member of a union that a value, markers and all, is of. */
export function optionOf(options: readonly Shape[], value: unknown): Shape | undefined {
  return options.find((option) => {
    if (option.kind === 'object') {
      return isRecord(value) && [...option.keys].every(([key, child]) => fitsLoosely(child, value[key]));
    }
    return fitsLoosely(option, value);
  });
}

/** Whether a value, markers and all, is of a shape's kind. */
function fitsLoosely(shape: Shape, value: unknown): boolean {
  if (value === undefined) return shape.optional;
  if (shape.kind === 'choice') return shape.options.some((option) => option === value);
  return acceptsType(shape, value);
}
