import { isRecord } from '../values/defaults';
import { formatPath } from '../values/path';
import type { ObjectShape, Shape } from '../values/shape';

/**
 * Says of a value's path, such as `model.storage.type`, that the chart does not take it: a fixed or dead value. Paths are
 * written as `formatPath` does.
 */
export type IsOmitted = (path: string) => boolean;

/** For a chart whose values are all live. */
export const omitsNothing: IsOmitted = () => false;

/** The part of the values schema that the chart takes. An object that loses all its keys goes with them. */
export function liveShape(shape: ObjectShape, isOmitted: IsOmitted): ObjectShape {
  return { ...shape, keys: liveKeys(shape, isOmitted, []) };
}

function liveKeys(shape: ObjectShape, isOmitted: IsOmitted, parent: readonly string[]): ReadonlyMap<string, Shape> {
  const keys = new Map<string, Shape>();
  for (const [key, child] of shape.keys) {
    const segments = [...parent, key];
    if (isOmitted(formatPath(segments))) continue;
    if (child.kind !== 'object') {
      keys.set(key, child);
      continue;
    }
    const live = { ...child, keys: liveKeys(child, isOmitted, segments) };
    if (live.keys.size > 0 || child.keys.size === 0) keys.set(key, live);
  }
  return keys;
}

/**
 * The values that the chart takes, `live` being the live part of `shape`. Maps lose their nulls, because to Helm a null
 * is an absent key; in lists they stay.
 */
export function liveValues(
  shape: ObjectShape,
  live: ObjectShape,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const child = shape.keys.get(key);
      const liveChild = live.keys.get(key);
      if (isAbsent(value) || (child && !liveChild)) return [];
      if (child?.kind === 'object' && liveChild?.kind === 'object' && isRecord(value)) {
        return [[key, liveValues(child, liveChild, value)]];
      }
      return [[key, withoutNulls(value)]];
    }),
  );
}

function withoutNulls(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (isAbsent(child) ? [] : [[key, withoutNulls(child)]])),
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
