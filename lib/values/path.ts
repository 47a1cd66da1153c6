/** A key of a map, or an index of a sequence that counts from 0. */
export type PathSegment = string | number;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * A place in the values as text: `ingress.hosts[0].host`, and `podLabels["app.kubernetes.io/name"]` where a key is not
 * an identifier. The place of the values as a whole is empty text.
 */
export function formatPath(segments: readonly PathSegment[]): string {
  return segments
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      if (!IDENTIFIER.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

/** A key as it continues a path: `.host`, or `["app.kubernetes.io/name"]`. */
export function pathStep(key: string): string {
  return IDENTIFIER.test(key) ? `.${key}` : formatPath([key]);
}

/** The path of a key inside of what is at another path. */
export function pathBelow(path: string, key: string): string {
  return path === '' ? formatPath([key]) : path + pathStep(key);
}

const TOKEN = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[]+)/g;

/** The inverse of {@link formatPath}. */
export function parsePath(path: string): PathSegment[] {
  return [...path.matchAll(TOKEN)].map(([, index, quoted, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (plain ?? '') : (JSON.parse(quoted) as string);
  });
}

/** Order of places: by key in code points, by index in numbers, a map before what is in it. */
export function comparePaths(left: readonly PathSegment[], right: readonly PathSegment[]): number {
  for (let depth = 0; depth < Math.min(left.length, right.length); depth++) {
    const [a, b] = [left[depth] as PathSegment, right[depth] as PathSegment];
    if (a === b) continue;
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a) < String(b) ? -1 : 1;
  }
  return left.length - right.length;
}
