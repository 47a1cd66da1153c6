import type { Expression } from '../template/expression';
import type { Entry, Item, Part, TemplateNode } from '../template/node';
import { resolveReference } from '../template/reference';
import { isEmptyRecord, isRecord } from '../values/defaults';
import { findCondition } from './find-condition';
import type { Interned } from './interner';
import type { Alternative } from './learn-conditional';
import { learnEntries } from './learn-entries';
import { learnExpressions } from './learn-expression';
import { learnItems } from './learn-items';
import { learnTexts } from './learn-joined';
import { type Learning, union, type Variant } from './learning';
import { Mask } from './mask';
import { enclosingPlace, type Place, placeKey, shapeAt } from './place';
import type { Instance, Space } from './space';

/** Everything that can stand at one place, each with the instances in which it is right. */
export function learnNodes(
  learning: Learning,
  space: Space,
  variants: readonly Variant[],
  at: string,
): Alternative<TemplateNode>[] {
  const scalars = variants.filter((variant): variant is Variant<string | number | boolean> => isScalar(variant.output));
  const collections = variants.filter((variant) => !isScalar(variant.output));
  const copy = learnCopy(learning, space, collections);
  const taken = collections.filter((variant) => !copy?.mask.contains(variant.mask));
  const orEmpty = mayTurnOutEmpty(space, taken);
  const filled = taken.filter((variant) => !isEmpty(variant.output) || (orEmpty && Array.isArray(variant.output)));
  const lists = filled.filter((variant): variant is Variant<readonly Interned[]> => Array.isArray(variant.output));
  const maps = filled.filter((variant) => !Array.isArray(variant.output)) as Variant<MapOutput>[];
  return [
    ...learnScalars(learning, space, scalars, at).map(
      ({ what, mask }): Alternative<TemplateNode> => ({ what: { kind: 'scalar', expression: what }, mask }),
    ),
    ...(copy ? [copy] : []),
    ...(lists.length > 0 ? [learnSequence(learning, space, lists, orEmpty, at)] : []),
    ...(maps.length > 0 ? [learnMapping(learning, space, maps, at)] : []),
    ...taken
      .filter((variant) => isEmpty(variant.output) && !filled.includes(variant))
      .map(({ output, mask }): Alternative<TemplateNode> => {
        return { what: { kind: 'empty', of: Array.isArray(output) ? 'sequence' : 'mapping' }, mask };
      }),
  ];
}

function learnScalars(
  learning: Learning,
  space: Space,
  variants: readonly Variant<string | number | boolean>[],
  at: string,
): Alternative<Expression>[] {
  const isText = variants.every((variant): variant is Variant<string> => typeof variant.output === 'string');
  return isText ? learnTexts(learning, space, variants, at) : learnExpressions(learning, space, variants);
}

type MapOutput = { readonly [key: string]: Interned };

function isScalar(output: Interned): boolean {
  return typeof output !== 'object' || output === null;
}

function isEmpty(output: Interned): boolean {
  return Array.isArray(output) ? output.length === 0 : isRecord(output) && isEmptyRecord(output);
}

/**
 * Whether lists are empty where no condition says so: because a loop leaves out all elements, each for a reason of its
 * own.
 */
function mayTurnOutEmpty(space: Space, variants: readonly Variant[]): boolean {
  const lists = variants.filter(({ output }) => Array.isArray(output));
  const [empty, others] = [
    lists.filter(({ output }) => isEmpty(output)),
    lists.filter(({ output }) => !isEmpty(output)),
  ];
  if (empty.length === 0 || others.length === 0) return false;
  return findCondition(space, union(space, others), union(space, empty)) === undefined;
}

function learnSequence(
  learning: Learning,
  space: Space,
  variants: readonly Variant<readonly Interned[]>[],
  orEmpty: boolean,
  at: string,
): Alternative<TemplateNode> {
  const parts: readonly Part<Item>[] = learnItems(learning, space, variants, at);
  return { what: { kind: 'sequence', parts, ...(orEmpty && { orEmpty }) }, mask: union(space, variants) };
}

function learnMapping(
  learning: Learning,
  space: Space,
  variants: readonly Variant<MapOutput>[],
  at: string,
): Alternative<TemplateNode> {
  const parts: readonly Part<Entry>[] = learnEntries(learning, space, variants, at);
  return { what: { kind: 'mapping', parts }, mask: union(space, variants) };
}

/**
 * A part of the values that stands at the place as it is, with the instances in which it does. It counts only if it
 * accounts for every output that shows anything of that part.
 */
function learnCopy(
  learning: Learning,
  space: Space,
  variants: readonly Variant[],
): Alternative<TemplateNode> | undefined {
  for (const variant of variants) {
    const mentioned = [...learning.markers.mentions(variant.output)].slice(0, 2);
    if (mentioned.length === 0) continue;
    const instance = space.instances[variant.mask.first()] as Instance;
    for (const leaf of mentioned) {
      const place = copiedPlace(learning, space, instance, leaf.place, leaf.role === 'opaque', variant.output);
      if (!place) continue;
      const reference = space.referenceTo(place, shapeAt(learning.root, place.path));
      const mask = Mask.empty(space.size);
      let isWhole = true;
      for (const other of variants) {
        const shows = showsPlace(learning, place, other.output);
        other.mask.forEach((index) => {
          const { values, position } = space.instances[index] as Instance;
          if (resolveReference(reference, values, position) === other.output) mask.add(index);
          else if (shows) isWhole = false;
        });
      }
      if (isWhole) return { what: { kind: 'copy', reference }, mask };
    }
    return undefined;
  }
  return undefined;
}

/** The nearest place around a leaf whose whole value is the output. */
function copiedPlace(
  learning: Learning,
  space: Space,
  instance: Instance,
  leaf: Place,
  isOpaque: boolean,
  output: Interned,
): Place | undefined {
  for (let place = isOpaque ? leaf : enclosingPlace(leaf); place.path.length > 0; place = enclosingPlace(place)) {
    if (!space.reaches(place, instance.position)) continue;
    const reference = space.referenceTo(place, shapeAt(learning.root, place.path));
    if (resolveReference(reference, instance.values, instance.position) !== output) continue;
    const key = placeKey(place);
    const holdsFixed = [...learning.fixed.keys()].some(
      (fixed) => fixed.startsWith(`${key}.`) || fixed.startsWith(`${key}[`),
    );
    return holdsFixed ? undefined : place;
  }
  return undefined;
}

function showsPlace(learning: Learning, place: Place, output: Interned): boolean {
  return [...learning.markers.mentions(output)].some(
    (leaf) =>
      place.path.length <= leaf.place.path.length && place.path.every((step, at) => leaf.place.path[at] === step),
  );
}
