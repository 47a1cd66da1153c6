import { z } from 'zod';
import { type Problem, ValuesError } from '../errors';
import { childShape } from '../trace/place';
import { describeExpected } from '../values/expectation';
import type { PathSegment } from '../values/path';
import { isSecretReference } from '../values/secret-reference';
import { formatSetPath, parseSetPath } from '../values/set-path';
import type { ObjectShape, Shape } from '../values/shape';
import { describeUnknownKey } from '../values/unknown-keys';

/** A value of a chart, as its schema has it. */
export interface SchemaValue {
  readonly path: readonly PathSegment[];
  readonly shape: Shape;
}

/** A value that the schema does not name, because it belongs to a chart that this one depends on. */
export interface DependencyValue {
  readonly path: readonly PathSegment[];
  /** The section of the values that the dependency gets. */
  readonly section: string;
}

/**
 * The value at a path as `helm --set` writes it. Throws {@link ValuesError} where there is none, with the name that was
 * probably meant.
 *
 * @param openSections sections of the values that belong to dependencies, below which every key may be
 */
export function findValue(
  root: ObjectShape,
  text: string,
  openSections: readonly string[],
): SchemaValue | DependencyValue {
  const path = parseSetPath(text);
  if (!path)
    throw unknown(text, 'this is no path; write it as for helm --set: a.b, list[0].c, keys with dots as a\\.b');
  const section = openSections.find((open) => open === path[0]);
  let shape: Shape = root;
  for (const [index, segment] of path.entries()) {
    const child = childAt(shape, segment);
    if (child === undefined) {
      if (section !== undefined) return { path, section };
      throw unknown(formatSetPath(path.slice(0, index + 1)), missing(root, shape, segment, path.slice(0, index)));
    }
    shape = child;
  }
  return { path, shape };
}

function childAt(shape: Shape, segment: PathSegment): Shape | undefined {
  const isIndex = typeof segment === 'number';
  if (shape.kind === 'sequence' ? !isIndex : isIndex && shape.kind !== 'any' && shape.kind !== 'union')
    return undefined;
  const child = childShape(shape, segment);
  return child ?? (shape.kind === 'object' && shape.open ? ANY : undefined);
}

function missing(root: Shape, shape: Shape, segment: PathSegment, above: readonly PathSegment[]): string {
  if (shape.kind === 'object' && typeof segment === 'string') return describeUnknownKey(root, shape.keys, segment);
  const place = formatSetPath(above);
  if (shape.kind === 'sequence') return `${place} is a list; name an element by its index, such as ${place}[0]`;
  return `nothing is inside of ${place}, which takes ${describeExpected(shape)}`;
}

function unknown(path: string, message: string): ValuesError {
  const problem: Problem = { code: 'values/unknown-path', path, message };
  return new ValuesError('There is no such value:', [problem]);
}

/** What an open map has at a key that its schema does not name. */
const ANY: Shape = { kind: 'any', schema: z.unknown(), optional: true, nullable: true };

/**
 * The values in a part of the schema, in its order: what has a value of its own, and the maps around these. Lists,
 * dictionaries, unions and references to secrets are one value each, and so is an element that may have more keys than the
 * schema names.
 */
export function valuesIn({ path, shape }: SchemaValue): (SchemaValue & { readonly isMap: boolean })[] {
  const isOpenElement = shape.kind === 'object' && shape.open && typeof path.at(-1) === 'number';
  const isSingle = shape.kind !== 'object' || isSecretReference(shape.schema) || shape.keys.size === 0 || isOpenElement;
  if (isSingle) return path.length === 0 ? [] : [{ path, shape, isMap: false }];
  return [
    { path, shape, isMap: true },
    ...[...shape.keys].flatMap(([key, child]) => valuesIn({ path: [...path, key], shape: child })),
  ];
}
