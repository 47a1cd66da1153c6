import { concatenate, type Expression, expressionKey, type Join, type JoinedTexts } from '../template/expression';
import type { Reference } from '../template/reference';
import { isJoinedAlike } from '../template/scalar-types';
import { changeText } from '../template/text-function';
import { textItem } from '../template/text-item';
import type { Shape } from '../values/shape';
import type { Interned } from './interner';
import type { Learning } from './learning';
import type { EncodedText, Leaf, TextPart } from './markers';
import { ownersOfItem } from './ownership';
import { childPlace, elementPlace, type Place, shapeAt, valueAt } from './place';
import { readJson, readText } from './read-text';
import { type Instance, Space } from './space';
import { splitAtValue } from './split-at-value';

/** A stretch of text, and where the elements of a collection are in it. */
interface Stretch {
  readonly text: string;
  /** The element that shows in it. */
  readonly at?: number | string;
}

/** Text in which the elements of a collection show one after the other, each by several of its parts or changed. */
export function readJoined(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  depth = 0,
): Expression[][] {
  if (depth === MAX_COLLECTIONS) return [];
  const encoded = learning.markers.parse(text).find((part) => typeof part !== 'string' && 'decoded' in part);
  if (encoded) return readEncoded(learning, space, instance, text, encoded as EncodedText, depth);
  const owners = ownersOfItem(learning, space, instance, text as Interned);
  const collections = new Map(owners.map(({ name, collection }) => [name, collection]));
  return [...collections].flatMap(([name, collection]) => {
    // What lies in an element of another loop is in no reach of a named template.
    const isAlone = owners.filter((owner) => owner.name === name).length < 2;
    if (isAlone || collection.position.length > 0) return [];
    return readElements(learning, space, instance, text, collection).flatMap(({ before, joined, after }) => {
      const [left, right] = [before, after].map((side) => readSide(learning, space, instance, side, depth));
      return left && right ? [[...left, joined, ...right]] : [];
    });
  });
}

/** Text with base64 in it, in which the elements of a collection show. */
function readEncoded(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  { decoded }: EncodedText,
  depth: number,
): Expression[][] {
  const [before, ...after] = text.split(changeText('b64enc', decoded));
  if (after.length !== 1) return [];
  const [left, right] = [before, after[0]].map((side) => readSide(learning, space, instance, side, depth));
  if (!left || !right) return [];
  return readJoined(learning, space, instance, decoded, depth + 1).map((inside) => [
    ...left,
    { kind: 'call', function: 'b64enc', argument: concatenate(inside) },
    ...right,
  ]);
}

interface JoinedElements {
  readonly before: string;
  readonly joined: JoinedTexts | Join;
  readonly after: string;
}

/** The first two elements of a collection that show in a text. */
function readElements(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  collection: Place,
): JoinedElements[] {
  const stretches = stretchesOf(learning, instance, text, collection.path);
  const first = stretches.find(({ at }) => at !== undefined)?.at;
  const start = stretches.findIndex(({ at }) => at !== undefined && at !== first);
  if (first === undefined || start < 0) return [];
  const second = stretches[start].at as number | string;
  const again = stretches.findIndex(({ at }, index) => index > start && at !== undefined && at !== second);
  const from = rangeOf(stretches, first, 0, start);
  const to = rangeOf(stretches, second, start, again < 0 ? stretches.length : again);
  const [before, between, after] = [text.slice(0, from[0]), text.slice(from[1], to[0]), text.slice(to[1])];
  const over = space.referenceTo(collection, shapeAt(learning.root, collection.path));
  const loop = space.loops.length;
  const inner = new Space([], [], [], [...space.loops, over]);
  const readElement = (own: string, at: number | string) => {
    const read = readText(
      learning,
      inner,
      { values: instance.values, position: [...instance.position, at] },
      own,
      true,
    );
    const element = elementPlace(collection, at);
    const shape = shapeAt(learning.root, element.path);
    return read ? withOptions(inner, instance.values, element, shape, concatenate(read)) : [];
  };
  return divisions(before, between, after).flatMap(({ lead, trail, separator }): JoinedElements[] => {
    if (learning.markers.mentions(separator as Interned).size > 0) return [];
    const ones = readElement(lead + text.slice(...from) + trail, first);
    const others = readElement(lead + text.slice(...to) + trail, second).map(expressionKey);
    return ones
      .filter((one) => others.includes(expressionKey(one)))
      .map((one) => ({
        before: before.slice(0, before.length - lead.length),
        joined: isElement(one, over)
          ? { kind: 'join', reference: over, separator }
          : { kind: 'joinedTexts', parts: [{ kind: 'loop', over, loop, parts: [textItem(one)] }], separator },
        after: after.slice(trail.length),
      }));
  });
}

/** An expression, and the same with the options and switches of an element that may show in its literal text. */
function withOptions(
  space: Space,
  values: unknown,
  element: Place,
  shape: Shape,
  expression: Expression,
): readonly Expression[] {
  if (shape.kind !== 'object') return [expression];
  let parts: readonly Expression[] = expression.kind === 'concatenation' ? expression.parts : [expression];
  for (const [key, child] of shape.keys) {
    if (child.kind !== 'choice' && child.kind !== 'toggle') continue;
    const place = childPlace(element, key, child);
    const value = valueAt(values, place.path);
    if (value === undefined || value === null) continue;
    const kind = typeof value === 'string' ? 'value' : 'asText';
    parts = parts.flatMap((part) =>
      splitAtValue(part, String(value), { kind, reference: space.referenceTo(place, child) }),
    );
  }
  const other = concatenate(parts);
  return expressionKey(other) === expressionKey(expression) ? [expression] : [other, expression];
}

/** Whether an expression gives the elements of a sequence as they are, and Helm's `join` prints them so. */
function isElement(expression: Expression, { steps, shape }: Reference): boolean {
  return isJoinedAlike(shape) && expression.kind === 'value' && expression.reference.steps.length === steps.length + 1;
}

/** In one text, this many collections are joined at most. */
const MAX_COLLECTIONS = 3;

function readSide(
  learning: Learning,
  space: Space,
  instance: Instance,
  text: string,
  depth: number,
): Expression[] | undefined {
  if (text === '') return [];
  const [joined] = readJoined(learning, space, instance, text, depth + 1);
  return joined ?? readJson(learning, space, instance, text) ?? readText(learning, space, instance, text, true);
}

/** Cuts text into what comes from single elements of a collection and what does not. */
function stretchesOf(
  learning: Learning,
  { values }: Instance,
  text: string,
  collection: readonly (string | number)[],
): Stretch[] {
  const { markers } = learning;
  const elementOf = ({ place: { path } }: Leaf) =>
    path.length > collection.length && collection.every((step, at) => path[at] === step)
      ? path[collection.length]
      : undefined;
  const stretchOf = (text: string, leaf: Leaf | undefined): Stretch => {
    const at = leaf && elementOf(leaf);
    return at === undefined ? { text } : { text, at };
  };
  return markers.parse(text).flatMap((part): Stretch[] => {
    if (typeof part !== 'string')
      return [stretchOf(learning.markers.textOf(part, values), 'decoded' in part ? undefined : leafOf(part))];
    return part.split(/(\d+(?:\.\d+)?)/).map((piece, index) => {
      const leaves = index % 2 === 1 ? markers.leavesWithNumber(Number(piece)) : [];
      return stretchOf(
        piece,
        leaves.find((leaf) => elementOf(leaf) !== undefined),
      );
    });
  });
}

function leafOf(part: Exclude<TextPart, string | { readonly decoded: string }>): Leaf {
  return 'leaf' in part ? part.leaf : part;
}

/** From the first to the last of an element's stretches that are among some, as offsets in the text. */
function rangeOf(
  stretches: readonly Stretch[],
  element: number | string,
  begin: number,
  end: number,
): [number, number] {
  const own = stretches.flatMap(({ at }, index) => (at === element && index >= begin && index < end ? [index] : []));
  const offsetOf = (index: number) => stretches.slice(0, index).reduce((length, { text }) => length + text.length, 0);
  return [offsetOf(own[0]), offsetOf((own.at(-1) as number) + 1)];
}

interface Division {
  /** What stands before the parts of each element, and belongs to it. */
  readonly lead: string;
  readonly trail: string;
  readonly separator: string;
}

/** How the text between two elements may be divided, by what stands before the first and after the second of them. */
function divisions(before: string, between: string, after: string): Division[] {
  const found = new Map<string, Division>();
  for (const lead of ['', commonEnd(before, between)]) {
    const rest = between.slice(0, between.length - lead.length);
    for (const trail of ['', commonStart(rest, after)]) {
      const division = { lead, trail, separator: rest.slice(trail.length) };
      found.set(JSON.stringify(division), division);
    }
  }
  return [...found.values()];
}

function commonStart(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return left.slice(0, length);
}

function commonEnd(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left.at(-1 - length) === right.at(-1 - length)) length++;
  return left.slice(left.length - length);
}
