import { createHash } from 'node:crypto';
import { RARE_SPACES } from './go-pattern';

/** A function of text that Helm's templates have; `apply` does exactly what Go does. */
export type TextFunction = 'lower' | 'upper' | 'trim' | 'jsonEscape' | 'b64enc' | 'sha256sum';

/** All that is like one text becomes another. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/** What text begins or ends with is taken away, once. */
export interface Trimmed {
  readonly trim: 'trimPrefix' | 'trimSuffix';
  readonly text: string;
}

/** So many characters from the beginning of text; from its end, where the number is negative. */
export interface Cut {
  readonly cut: number;
}

/** Whatever a regular expression matches in text becomes another text. */
export interface Matched {
  /** As JavaScript has it. */
  readonly pattern: string;
  readonly to: string;
  /** Whether capitals and small letters are the same. @default false */
  readonly anyCase?: boolean;
}

/** Of the parts between a separator, the first or the last one. */
export interface Split {
  readonly split: string;
  readonly part: 'first' | 'last';
}

/** Something that text is changed by. */
export type TextChange = TextFunction | Replacement | Trimmed | Cut | Matched | Split;

/** The text that a change makes of another. */
export function changeText(change: TextChange, text: string): string {
  if (typeof change === 'string') return TEXT_FUNCTIONS[change].apply(text);
  if ('from' in change) return text.split(change.from).join(change.to);
  if ('cut' in change) return change.cut < 0 ? text.slice(change.cut) : text.slice(0, change.cut);
  if ('split' in change) return text.split(change.split).at(change.part === 'first' ? 0 : -1) as string;
  if ('pattern' in change)
    return text.replace(new RegExp(change.pattern, change.anyCase ? 'gi' : 'g'), () => change.to);
  if (change.trim === 'trimPrefix') return text.startsWith(change.text) ? text.slice(change.text.length) : text;
  return text.endsWith(change.text) ? text.slice(0, text.length - change.text.length) : text;
}

/** The text that several changes make of another, one after the other. */
export function changedBy(changes: readonly TextChange[], text: string): string {
  return changes.reduce((changed, change) => changeText(change, changed), text);
}

/** A stable text for a change. */
export function changeKey(change: TextChange): string {
  if (typeof change === 'string') return change;
  if ('from' in change) return `replace ${JSON.stringify([change.from, change.to])}`;
  if ('cut' in change) return `trunc ${change.cut}`;
  if ('split' in change) return `splitList ${JSON.stringify(change.split)} | ${change.part}`;
  if ('pattern' in change) return `regexReplaceAll ${JSON.stringify([change.pattern, change.to, change.anyCase])}`;
  return `${change.trim} ${JSON.stringify(change.text)}`;
}

/** A function of Helm that changes text in another way than constructs do where certain characters are in it. */
export interface UnlikeFunction {
  readonly name: string;
  /** As they stand between the brackets of a regular expression. */
  readonly characters: string;
}

/** Where Helm makes another text than constructs do by a change; `undefined` where it never does. */
export function unlikeFunction(change: TextChange): UnlikeFunction | undefined {
  if (typeof change === 'string') {
    const { go, unlike } = TEXT_FUNCTIONS[change];
    return unlike === undefined ? undefined : { name: go, characters: unlike };
  }
  // Helm counts bytes.
  if ('cut' in change) return { name: 'trunc', characters: '\\x80-\u{10ffff}' };
  if (!('pattern' in change)) return undefined;
  const spaces = /\\s/i.test(change.pattern) ? RARE_SPACES : '';
  // To Go, these are an S and a K in another case.
  const letters = change.anyCase ? '\u017f\u212a' : '';
  // JavaScript takes what is beyond U+FFFF for two characters each.
  return { name: 'regexReplaceAll', characters: `${letters}${spaces}\u{10000}-\u{10ffff}` };
}

interface TextFunctionForms {
  readonly apply: (text: string) => string;
  readonly go: string;
  /**
   * The characters that JavaScript's function, which constructs call, changes in another way, as they stand between the
   * brackets of a regular expression. @default none
   */
  readonly unlike?: string;
}

export const TEXT_FUNCTIONS: Readonly<Record<TextFunction, TextFunctionForms>> = {
  // Go maps each character to one other, whatever stands around it; JavaScript makes two of some (ß), looks at the end of
  // words (Σ), and knows letters that came after Unicode 15.
  lower: {
    apply: (text) => mapCharacters(text, (character) => character.toLowerCase()),
    go: 'lower',
    unlike: '\u0130\u03a3\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\u{10d50}-\u{10d65}\u{16ea0}-\u{16eb8}',
  },
  upper: {
    apply: (text) => mapCharacters(text, (character) => character.toUpperCase()),
    go: 'upper',
    unlike:
      '\u00df\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9a\u1f50\u1f52\u1f54\u1f56\u1f80-\u1faf\u1fb2-\u1fb4\u1fb6\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc6\u1fc7\u1fcc\u1fd2\u1fd3\u1fd6\u1fd7\u1fe2-\u1fe4\u1fe6\u1fe7\u1ff2-\u1ff4\u1ff6\u1ff7\u1ffc\ufb00-\ufb06\ufb13-\ufb17' +
      '\u019b\u0264\u1c8a\ua7cd\ua7cf\ua7d3\ua7d5\ua7db\u{10d70}-\u{10d85}\u{16ebb}-\u{16ed3}',
  },
  trim: {
    apply: (text) => text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, keepByteOrderMark),
    go: 'trim',
    unlike: '\u0085\ufeff',
  },
  // What stands between the quotes of a JSON string.
  jsonEscape: {
    apply: (text) => JSON.stringify(text).slice(1, -1),
    go: 'toRawJson | trimPrefix "\\"" | trimSuffix "\\""',
  },
  b64enc: { apply: (text) => Buffer.from(text).toString('base64'), go: 'b64enc' },
  sha256sum: { apply: (text) => createHash('sha256').update(text).digest('hex'), go: 'sha256sum' },
};

function mapCharacters(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return Array.from(changed).length === 1 ? changed : character;
  }).join('');
}

/** The byte order mark is white space to JavaScript, but not to Go. */
function keepByteOrderMark(space: string): string {
  return space.includes('\ufeff') ? space : '';
}
