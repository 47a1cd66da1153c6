import { concatenate, type Expression, type LoopKey, type Value } from '../template/expression';
import { type Reference, resolveReference } from '../template/reference';
import { isJoinedAlike } from '../template/scalar-types';
import { type Learning, reachableReference } from './learning';
import type { ChangedLeaf, EncodedText, Leaf } from './markers';
import { enclosingPlace, type Place, shapeAt } from './place';
import type { Instance, Space } from './space';
import { SUFFIX_END, SUFFIX_START } from './traced-release';

type Part = Expression | Leaf | ChangedLeaf | EncodedText;

/** Text as an expression: its markers become values, `undefined` where one lies in a collection outside the loops. */
export function readText(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  withNumbers: boolean,
): Expression[] | undefined {
  const named = readFullname(learning, space, instance, text, withNumbers);
  if (named) return named;
  const parts: Part[] = learning.release.parse(text).flatMap((part): Part[] =>
    typeof part === 'string'
      ? learning.markers.parse(part).flatMap((inner): Part[] => {
          if (typeof inner !== 'string') return [inner];
          return withNumbers ? readNumbers(learning, space, instance, inner) : [{ kind: 'literal', value: inner }];
        })
      : [part],
  );
  const result: Expression[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if ('decoded' in part) {
      const { decoded } = part;
      const inside = readJson(learning, space, instance, decoded) ?? readText(learning, space, instance, decoded, true);
      if (!inside) return undefined;
      result.push({ kind: 'call', function: 'b64enc', argument: concatenate(inside) });
      continue;
    }
    if ('leaf' in part) {
      const argument = reachableLeaf(part.leaf, space, instance);
      if (!argument) return undefined;
      result.push(
        part.changes.reduce<Expression>(
          (text, change) => ({ kind: 'call', function: change, argument: text }),
          argument,
        ),
      );
      continue;
    }
    if (!('role' in part)) {
      result.push(part);
      continue;
    }
    const reachable = reachableLeaf(part, space, instance);
    if (reachable) {
      result.push(reachable);
    } else {
      const join = readJoin(learning, space, instance, parts, index);
      const element = join ? undefined : fixedElement(part, space, instance);
      if (!join && !element) return undefined;
      result.push(join ? join.expression : { kind: 'value', reference: element as Reference });
      index = join ? join.end : index;
    }
  }
  return result;
}

/** A value or a key that lies in none but the enclosing loops. */
function reachableLeaf(leaf: Leaf, space: Space, instance: Instance): Value | LoopKey | undefined {
  const reference = reachableReference(leaf, space, instance);
  if (reference) return { kind: 'value', reference };
  if (leaf.role !== 'key' || !space.reaches(leaf.place, instance.position)) return undefined;
  return { kind: 'loopKey', loop: space.loopsOf(leaf.place)[leaf.place.position.length - 1] };
}

/** Text with the JSON of a list or map in it. */
export function readJson(learning: Learning, space: Space, instance: Instance, text: string): Expression[] | undefined {
  for (const leaf of learning.markers.mentions(text)) {
    const places = enclosingPlaces(leaf.place).filter((place) => space.reaches(place, instance.position));
    for (const place of places.toReversed()) {
      const reference = space.referenceTo(place, shapeAt(learning.root, place.path));
      const json = JSON.stringify(resolveReference(reference, instance.values, instance.position));
      if (!/^[[{]/.test(json) || !text.includes(json)) continue;
      const around = text
        .split(json)
        .map((part) => readJson(learning, space, instance, part) ?? readText(learning, space, instance, part, true));
      if (around.some((part) => part === undefined)) continue;
      return around.flatMap((part = [], at) => [...(at > 0 ? [{ kind: 'json' as const, reference }] : []), ...part]);
    }
  }
  return undefined;
}

/** What a place is in, from the inside to the outside; the place itself first. */
function enclosingPlaces(place: Place): Place[] {
  return place.path.length === 0 ? [] : [place, ...enclosingPlaces(enclosingPlace(place))];
}

const FULLNAME = new RegExp(`^([\\s\\S]*?)${SUFFIX_START}([\\s\\S]*?)${SUFFIX_END}([\\s\\S]*)$`);

/** Text with a full name in it that has a suffix; the suffix is read as any other text. */
function readFullname(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  withNumbers: boolean,
): Expression[] | undefined {
  const match = text.includes(SUFFIX_START) ? FULLNAME.exec(text) : undefined;
  if (!match) return undefined;
  const [before, suffix, after] = match
    .slice(1)
    .map((part) => (part === '' ? [] : readText(learning, space, instance, part, withNumbers)));
  if (!before || !suffix || !after) return undefined;
  return [...before, { kind: 'include', helper: 'fullname', suffix: concatenate(suffix) }, ...after];
}

/** Digits that are a marker number of a value in reach become that value, as text. */
function readNumbers(learning: Learning, space: Space, instance: Instance, text: string): Expression[] {
  return text.split(/(\d+(?:\.\d+)?)/).map((piece, index): Expression => {
    if (index % 2 === 1) {
      for (const leaf of learning.markers.leavesWithNumber(Number(piece))) {
        const reference = reachableReference(leaf, space, instance);
        if (reference && String(resolveReference(reference, instance.values, instance.position)) === piece) {
          return { kind: 'asText', reference };
        }
      }
    }
    return { kind: 'literal', value: piece };
  });
}

/** The two elements of a sequence with a separator between them. */
function readJoin(
  learning: Learning,
  space: Space,
  instance: Instance,
  parts: readonly Part[],
  start: number,
): { expression: Expression; end: number } | undefined {
  const [first, separator, second] = parts.slice(start, start + 3);
  if (!first || !second || !('role' in first) || !('role' in second)) return undefined;
  if (!separator || !('value' in separator) || typeof separator.value !== 'string') return undefined;
  const collection = sequenceOf(learning, space, instance, first);
  if (!collection) return undefined;
  const isNext =
    second.place.position.at(-1) === 1 &&
    first.place.position.at(-1) === 0 &&
    second.place.path.slice(0, -1).join('\0') === first.place.path.slice(0, -1).join('\0');
  if (!isNext) return undefined;
  return { expression: { kind: 'join', reference: collection, separator: separator.value }, end: start + 2 };
}

/** The sequence that a leaf is an element of, if it is in reach. */
function sequenceOf(learning: Learning, space: Space, instance: Instance, leaf: Leaf): Reference | undefined {
  const place = enclosingPlace(leaf.place);
  if (typeof leaf.place.steps.at(-1) === 'string' || !space.reaches(place, instance.position)) return undefined;
  const shape = shapeAt(learning.root, place.path);
  return isJoinedAlike(shape) ? space.referenceTo(place, shape) : undefined;
}

/** A leaf in a sequence outside of the loops, as that particular element of it. */
function fixedElement({ place, shape, role }: Leaf, space: Space, instance: Instance): Reference | undefined {
  if (role !== 'value') return undefined;
  const reachable = space.reachableSlots(place, instance.position);
  const outside = place.position.slice(reachable);
  if (!outside.every((at) => typeof at === 'number')) return undefined;
  const steps = place.steps.map((step) => {
    if (typeof step === 'string' || !('loop' in step)) return step;
    if (step.loop < reachable) return { loop: space.loopsOf(place)[step.loop] };
    return { index: Number(place.position[step.loop]) };
  });
  return { ...space.referenceTo(place, shape), steps };
}
