import { isRecord } from './defaults';
import type { PathSegment } from './path';
import type { Shape } from './shape';

/** Text that Helm would change on its way through a chart. */
export interface UnportableText {
  readonly segments: readonly PathSegment[];
  readonly message: string;
}

/** DEL, the C1 controls, the line and paragraph separators, and what is no character at all. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Text inside of lists and dictionaries that Helm's `toYaml` does not write so that it reads the same again (measured
 * with Helm 3.17 and 4.2): the key `<<`, which is a merge to YAML, and characters that YAML does not take as printable.
 */
export function findUnportableText(root: Shape, values: unknown): UnportableText[] {
  const found: UnportableText[] = [];
  const check = (text: string, what: string, segments: readonly PathSegment[]) => {
    const character = UNPRINTABLE.exec(text)?.[0];
    if (character === undefined) return;
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    found.push({
      segments,
      message: `${what} contains U+${code}, which Helm does not carry through a list or dictionary; leave it out`,
    });
  };
  const visit = (
    shape: Shape | undefined,
    value: unknown,
    segments: readonly PathSegment[],
    isCopied: boolean,
  ): void => {
    if (typeof value === 'string') {
      if (isCopied) check(value, 'the text', segments);
    } else if (Array.isArray(value)) {
      const element = shape?.kind === 'sequence' ? shape.element : undefined;
      value.forEach((item, index) => {
        visit(element, item, [...segments, index], true);
      });
    } else if (isRecord(value)) {
      const keys = shape?.kind === 'object' ? shape.keys : undefined;
      for (const [key, child] of Object.entries(value)) {
        const path = [...segments, key];
        if (key === '<<')
          found.push({ segments: path, message: 'Helm takes the key "<<" for a merge; choose another name' });
        else check(key, 'the key', path);
        visit(keys?.get(key), child, path, isCopied || keys === undefined);
      }
    }
  };
  visit(root, values, [], false);
  return found;
}
