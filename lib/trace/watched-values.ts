import { stackFrames } from '../definition/stack';
import { userFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';
import type { Release } from '../release/release';

/**
 * Runs an action with a copy of some values that tells who reads them.
 *
 * @param paths which of the values are watched; what a path leads to need not be there
 * @param onRead is told the places of user code that read one and the calls that led there, innermost first, in the
 *   files as they were written: what compiles files while Node loads them also says where the lines come from. What it
 *   returns is what is read.
 */
export function whileWatching<Values extends object, Result>(
  values: Values,
  paths: readonly (readonly string[])[],
  onRead: (value: unknown, places: () => SourceLocation[]) => unknown,
  action: (watched: Values) => Result,
): Result {
  const watched = (object: object, below: readonly (readonly string[])[]): object => {
    const copy = { ...object } as Record<string, unknown>;
    for (const key of new Set(below.map(([first]) => first))) {
      const inside = below.filter(([first, ...rest]) => first === key && rest.length > 0).map(([, ...rest]) => rest);
      const value = copy[key];
      if (inside.length > 0) {
        if (typeof value === 'object' && value !== null) copy[key] = watched(value, inside);
        continue;
      }
      Object.defineProperty(copy, key, { enumerable: key in copy, get: () => onRead(value, runningPlaces) });
    }
    return copy;
  };
  return action(watched(values, paths) as Values);
}

/** A release that tells who asks for its names, while values are watched. */
export function watchedRelease(
  release: Release,
  onRead: (value: unknown, places: () => SourceLocation[]) => unknown,
): Release {
  return new Proxy(release, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      return key === 'name' || key === 'namespace' ? onRead(value, runningPlaces) : value;
    },
  });
}

const MAX_FRAMES = 100;

/** The places of user code that are running below an action, innermost first. */
function runningPlaces(): SourceLocation[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MAX_FRAMES;
  const frames = stackFrames(new Error());
  Error.stackTraceLimit = stackTraceLimit;
  // Of this file are the getter, with what it calls, and the function that ran the action: it has nothing to do with
  // those above.
  const isHere = frames.map(({ location }) => location.file === __filename);
  return frames.slice(0, isHere.lastIndexOf(true)).flatMap(({ location }) => {
    const file = userFile(location.file);
    return file === undefined ? [] : [{ ...location, file }];
  });
}
