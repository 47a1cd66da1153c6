import type { LoopPosition, Reference, ReferenceStep } from '../template/reference';
import { formatPath, pathBelow } from '../values/path';
import type { ObjectShape, Shape } from '../values/shape';

/** One place in the values: its path, and the same path with a loop's slot for each element of a collection. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly steps: readonly ReferenceStep[];
  /** The elements that the slots stand for. */
  readonly position: LoopPosition;
  readonly optionalSteps: readonly number[];
  /** The path as text: `ingress.hosts[0].host`. */
  readonly key: string;
}

export const ROOT: Place = { path: [], steps: [], position: [], optionalSteps: [], key: '' };

/** Places are asked for again and again: each is made once. */
const known = { required: new WeakMap(), optional: new WeakMap(), elements: new WeakMap() } satisfies Record<
  string,
  KnownPlaces
>;

type KnownPlaces = WeakMap<Place, Map<string | number, Place>>;

function once(places: KnownPlaces, place: Place, step: string | number, make: () => Place): Place {
  let below = places.get(place);
  if (!below) {
    below = new Map();
    places.set(place, below);
  }
  let found = below.get(step);
  if (!found) {
    found = make();
    below.set(step, found);
  }
  return found;
}

/** The place below a key of an object. */
export function childPlace(place: Place, key: string, shape: Shape): Place {
  const isOptional = shape.optional || shape.nullable;
  return once(isOptional ? known.optional : known.required, place, key, () => ({
    path: [...place.path, key],
    key: extendKey(place, key),
    steps: [...place.steps, key],
    position: place.position,
    optionalSteps: isOptional ? [...place.optionalSteps, place.steps.length + 1] : place.optionalSteps,
  }));
}

/** The place of an element of a sequence, or of the entry of a dictionary. */
export function elementPlace(place: Place, at: number | string): Place {
  return once(known.elements, place, at, () => ({
    path: [...place.path, at],
    key: extendKey(place, at),
    steps: [...place.steps, { loop: place.position.length }],
    position: [...place.position, at],
    optionalSteps: place.optionalSteps,
  }));
}

/** What is made of each key of an object, as far as anything is. */
export function mapKeys(
  keys: ReadonlyMap<string, Shape>,
  place: Place,
  make: (shape: Shape, place: Place, key: string) => unknown,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, child] of keys) {
    const value = make(child, childPlace(place, key, child), key);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

/** Whether a place is an element of a sequence or an entry of a dictionary. */
export function isElement({ steps }: Place): boolean {
  return typeof steps.at(-1) !== 'string';
}

/**
 * Whether there is something that a place can be put into; an element of a collection must be there itself.
 *
 * @param path that of the place, or of the same in another element
 */
export function isWithinReach(values: unknown, place: Place, path = place.path): boolean {
  return valueAt(values, isElement(place) ? path : path.slice(0, -1)) !== undefined;
}

/** The place as a template names it. */
export function referenceTo(place: Place, shape: Shape): Reference {
  return { steps: place.steps, shape, optionalSteps: place.optionalSteps };
}

/** A stable text for a place: `ingress.hosts[0].host`. */
export function placeKey(place: Place): string {
  return place.key;
}

function extendKey(place: Place, step: string | number): string {
  const key = placeKey(place);
  return typeof step === 'number' ? key + formatPath([step]) : pathBelow(key, step);
}

/** The same for all elements of a collection: `ingress.hosts[].host`. */
export function patternKey({ steps }: { readonly steps: readonly ReferenceStep[] }): string {
  let pattern = patterns.get(steps);
  if (pattern === undefined) {
    pattern = steps.reduce<string>((text, step) => {
      return typeof step === 'string' ? pathBelow(text, step) : `${text}[]`;
    }, '');
    patterns.set(steps, pattern);
  }
  return pattern;
}

const patterns = new WeakMap<readonly ReferenceStep[], string>();

/** The path of another place, in the same elements as far as it is in any. */
export function besidePath(path: readonly (string | number)[], other: Place): readonly (string | number)[] {
  const inside = other.steps.findLastIndex((step) => typeof step !== 'string') + 1;
  return [...path.slice(0, inside), ...other.path.slice(inside)];
}

/** The value at a path. */
export function valueAt(values: unknown, path: readonly (string | number)[]): unknown {
  let current = values;
  for (const step of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/**
 * A copy of the values with another value at a path; `undefined` removes the key.
 *
 * @param depth how many steps of the path lead to these values @default 0
 */
export function withValueAt(values: unknown, path: readonly (string | number)[], value: unknown, depth = 0): unknown {
  const step = path[depth];
  if (step === undefined) return value;
  if (Array.isArray(values)) {
    const copy = values.slice();
    copy[step as number] = withValueAt(copy[step as number], path, value, depth + 1);
    return copy;
  }
  const copy: Record<string, unknown> = { ...(values as Record<string, unknown>) };
  const child = withValueAt(copy[step], path, value, depth + 1);
  if (child === undefined) delete copy[step];
  else copy[step] = child;
  return copy;
}

/** A values schema's root always is an object. */
export type RootShape = ObjectShape;

/** The place one step further up. */
export function enclosingPlace(place: Place): Place {
  const steps = place.steps.slice(0, -1);
  const path = place.path.slice(0, -1);
  return {
    path,
    key: formatPath(path),
    steps,
    position: isElement(place) ? place.position.slice(0, -1) : place.position,
    optionalSteps: place.optionalSteps.filter((step) => step <= steps.length),
  };
}

/**
 * The shape of the values at a path. Inside a union it is that of the members that have the path: choices of several
 * members are one choice, other scalars a union of scalars, of anything else the first counts.
 */
export function shapeAt(shape: Shape, path: readonly (string | number)[]): Shape {
  const found = anyOf(shapesAt(shape, path));
  if (!found) throw new RangeError(`the values schema has no ${formatPath(path)}`);
  return found;
}

/** What a shape has below a step. */
export function childShape(shape: Shape, step: string | number): Shape | undefined {
  return anyOf(shapesAt(shape, [step]));
}

function anyOf([first, ...others]: readonly Shape[]): Shape | undefined {
  const isScalar = ({ kind }: Shape) => ['text', 'number', 'toggle', 'choice', 'scalarUnion'].includes(kind);
  const all = [first, ...others];
  if (!first || others.length === 0 || !all.every(isScalar)) return first;
  if (all.every((shape) => shape.kind === 'choice')) {
    return { ...first, kind: 'choice', options: [...new Set(all.flatMap(({ options }) => options))] };
  }
  return { ...first, kind: 'scalarUnion', options: all };
}

function shapesAt(shape: Shape, path: readonly (string | number)[]): Shape[] {
  const [step, ...rest] = path;
  if (step === undefined) return [shape];
  switch (shape.kind) {
    case 'object': {
      const child = shape.keys.get(String(step));
      return child ? shapesAt(child, rest) : [];
    }
    case 'dictionary':
      return shapesAt(shape.value, rest);
    case 'sequence':
      return typeof step === 'number' ? shapesAt(shape.element, rest) : [];
    case 'union':
      return shape.options.flatMap((option) => shapesAt(option, path));
    case 'any':
      return [shape];
    default:
      return [];
  }
}
