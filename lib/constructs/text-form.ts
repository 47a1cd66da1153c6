import { z } from 'zod';
import { describeFound } from '../values/expectation';

/**
 * Text of a certain form, which messages describe in words rather than by its pattern. A pattern should not count
 * characters: Helm compiles all patterns of a schema each time it runs, and such ones take longest.
 *
 * @param max the most characters @default any number
 */
export function textOfForm(pattern: RegExp, expected: string, { max }: { readonly max?: number } = {}): z.ZodString {
  const error = ({ input }: { readonly input?: unknown }) => `expected ${expected}, found ${describeFound(input)}`;
  // Told once, even where both are amiss.
  const text = z.string().regex(pattern, { error, abort: true });
  return max === undefined ? text : text.max(max, { error });
}

/** A URL of the web, without query. */
export function url(): z.ZodString {
  return textOfForm(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'a URL that begins with http:// or https://');
}

/** The same, or none. */
export function urlOrEmpty(): z.ZodString {
  return textOfForm(
    /^(https?:\/\/[^\s/?#]+(\/[^\s?#]*)?)?$/,
    'a URL that begins with http:// or https://, or empty text',
  );
}

/** The path of a folder or of a URL: it begins with `/`. */
export function absolutePath(): z.ZodString {
  return textOfForm(/^\//, 'a path that begins with "/"');
}
