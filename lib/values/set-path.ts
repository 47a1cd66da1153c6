import type { PathSegment } from './path';

const SPECIAL = /[\\.,=[]/g;

/** A place in the values as `helm --set` writes it: `hosts[0].paths`, `podLabels.app\.kubernetes\.io/name`. */
export function formatSetPath(segments: readonly PathSegment[]): string {
  return segments
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      const key = segment.replace(SPECIAL, (character) => `\\${character}`);
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

const KEY = /(?:^|\.)(?<key>(?:\\.|[^\\.,=[])+)/.source;
const INDEX = /\[(?<index>\d+)\]/.source;
const QUOTED = /\[(?<quoted>"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")\]/u.source;

/**
 * Reads what {@link formatSetPath} writes; keys in brackets and quotes, as `formatPath` writes them, are read too.
 * `undefined` where the text is no path.
 */
export function parseSetPath(text: string): PathSegment[] | undefined {
  const segment = new RegExp(`${KEY}|${INDEX}|${QUOTED}`, 'uy');
  const segments: PathSegment[] = [];
  while (segment.lastIndex < text.length) {
    const groups = segment.exec(text)?.groups;
    if (!groups) return undefined;
    const { key, index, quoted } = groups;
    if (index !== undefined) segments.push(Number(index));
    else segments.push(quoted === undefined ? (key as string).replace(/\\(.)/g, '$1') : JSON.parse(quoted));
  }
  return segments;
}
