import { isRecord } from './defaults';
import type { PathSegment } from './path';
import type { Shape } from './shape';

/** Text that Helm would refuse, or change on its way through a chart. */
export interface UnportableText {
  readonly segments: readonly PathSegment[];
  readonly message: string;
}

/** DEL, the C1 controls, the line and paragraph separators, and what is no character: the content of a set. */
export const UNPRINTABLE_RANGES = '\u007f-\u009f\u2028\u2029\ufffe\uffff';

/** Those, and halves of characters, which no file in UTF-8 has. */
const UNPRINTABLE = new RegExp(`[${UNPRINTABLE_RANGES}]|\\p{Surrogate}`, 'u');

/** By this key cdk8s knows plain objects: it writes none that has a key of that name. */
const KEY_OF_CDK8S = 'constructor';

/** Keys that mean something else: a merge to Helm, the prototype to JavaScript, and what an object is to cdk8s. */
export const RESERVED_KEYS: readonly string[] = ['<<', '__proto__', KEY_OF_CDK8S];

/** What Go prints for what is not there; Helm removes it from everything that it renders. */
export const NO_VALUE = '<no value>';

/** YAML finds no key whose colon is more than 1,024 characters away; quotes and escapes need some of these. */
export const MAX_KEY_LENGTH = 1000;

/** The spaces of Unicode beyond those of ASCII: the content of a set. */
export const WIDE_SPACES = '\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';

/** Blank lines, or a space that YAML does not quote, at the end: Helm cuts them off where the text is the last of a document. */
export const ENDS_IN_BLANK = new RegExp(`(?:(?:^|\\n)[ \\t]*\\n|[${WIDE_SPACES}])$`);

/**
 * Text that does not come out of a values file and a template as it went in (measured with Helm 3.17 and 4.2):
 * characters that YAML does not take as printable, or that Helm's functions for YAML and JSON write in different ways;
 * `<no value>`, which Helm removes; the key `<<`, which is a merge to YAML; the key `constructor`, which cdk8s cannot
 * write; keys of more than 1,000 characters, which YAML does not read; and, in lists and dictionaries, which are copied as
 * YAML, blank lines and spaces beyond ASCII at the end of text.
 */
export function findUnportableText(root: Shape, values: unknown): UnportableText[] {
  const found: UnportableText[] = [];
  const visit = (
    shape: Shape | undefined,
    value: unknown,
    segments: readonly PathSegment[],
    isCopied: boolean,
  ): void => {
    if (typeof value === 'string') {
      const message = faultOfCharacters(value, 'the text') ?? (isCopied ? faultOfEnd(value) : undefined);
      if (message !== undefined) found.push({ segments, message });
    } else if (Array.isArray(value)) {
      const element = shape?.kind === 'sequence' ? shape.element : undefined;
      value.forEach((item, index) => {
        visit(element, item, [...segments, index], true);
      });
    } else if (isRecord(value)) {
      const keys = shape?.kind === 'object' ? shape.keys : undefined;
      for (const [key, child] of Object.entries(value)) {
        const path = [...segments, key];
        const message = faultOfKey(key);
        if (message !== undefined) found.push({ segments: path, message });
        visit(keys?.get(key), child, path, isCopied || keys === undefined);
      }
    }
  };
  visit(root, values, [], false);
  return found;
}

function faultOfEnd(text: string): string | undefined {
  if (!ENDS_IN_BLANK.test(text)) return undefined;
  const last = text.at(-1) as string;
  if (last !== '\n') {
    return `the text ends in the space ${codePointOf(last)}, which Helm may cut off in a list or dictionary; leave it out`;
  }
  return 'the text ends in a blank line, which Helm may cut off in a list or dictionary; end it in one line break at most';
}

/** How long a key is while Helm carries it, as JSON of Go, which escapes more than others. */
function keyLength(key: string): number {
  return [...JSON.stringify(key).slice(1, -1).replace(/[<>&]/g, '\\u0000')].length;
}

function faultOfKey(key: string): string | undefined {
  if (key === '') return 'the key is empty, and Kubernetes has no such keys; choose a name';
  if (key === '<<') return 'Helm takes the key "<<" for a merge; choose another name';
  if (key === KEY_OF_CDK8S) return `cdk8s cannot write the key "${key}"; choose another name`;
  const length = keyLength(key);
  if (length > MAX_KEY_LENGTH) {
    return `the key has ${length} characters${length > [...key].length ? ' as Helm writes it' : ''}, and Helm reads none of more than ${MAX_KEY_LENGTH}; choose a shorter one`;
  }
  return faultOfCharacters(key, 'the key');
}

function faultOfCharacters(text: string, what: string): string | undefined {
  const character = UNPRINTABLE.exec(text)?.[0];
  if (character === undefined) {
    if (!text.includes(NO_VALUE)) return undefined;
    return `${what} contains "${NO_VALUE}", which Helm removes from everything that it renders; write it in another way`;
  }
  return `${what} contains ${codePointOf(character)}, which Helm does not carry from a values file into an object unchanged; leave it out`;
}

/** How a character is named that cannot be seen, such as U+3000. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
