import { z } from 'zod';
import { describeFound } from '../values/expectation';

/** Text of a certain form, which messages describe in words rather than by its pattern. */
export function textOfForm(pattern: RegExp, expected: string): z.ZodString {
  return z.string().regex(pattern, {
    error: (issue) => `expected ${expected}, found ${describeFound(issue.input)}`,
  });
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
