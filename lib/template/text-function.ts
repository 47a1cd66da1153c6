import { createHash } from 'node:crypto';

/** A function of text that Helm's templates have; `apply` does exactly what Go does. */
export type TextFunction = 'lower' | 'upper' | 'trim' | 'jsonEscape' | 'b64enc' | 'sha256sum';

export const TEXT_FUNCTIONS: Readonly<
  Record<TextFunction, { readonly apply: (text: string) => string; readonly go: string }>
> = {
  // Go maps each character to one other, whatever stands around it; JavaScript makes two of some (ß), and looks at the
  // end of words (Σ).
  lower: { apply: (text) => mapCharacters(text, (character) => character.toLowerCase()), go: 'lower' },
  upper: { apply: (text) => mapCharacters(text, (character) => character.toUpperCase()), go: 'upper' },
  trim: { apply: (text) => text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, keepByteOrderMark), go: 'trim' },
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
