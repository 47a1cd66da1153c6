import { createHash } from 'node:crypto';

/** A function of text that means the same in JavaScript and in Helm's templates. */
export type TextFunction = 'lower' | 'upper' | 'trim' | 'jsonEscape' | 'b64enc' | 'sha256sum';

export const TEXT_FUNCTIONS: Readonly<
  Record<TextFunction, { readonly apply: (text: string) => string; readonly go: string }>
> = {
  lower: { apply: (text) => text.toLowerCase(), go: 'lower' },
  upper: { apply: (text) => text.toUpperCase(), go: 'upper' },
  trim: { apply: (text) => text.trim(), go: 'trim' },
  // What stands between the quotes of a JSON string.
  jsonEscape: {
    apply: (text) => JSON.stringify(text).slice(1, -1),
    go: 'toRawJson | trimPrefix "\\"" | trimSuffix "\\""',
  },
  b64enc: { apply: (text) => Buffer.from(text).toString('base64'), go: 'b64enc' },
  sha256sum: { apply: (text) => createHash('sha256').update(text).digest('hex'), go: 'sha256sum' },
};
