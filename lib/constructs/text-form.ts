import { z } from 'zod';
import { describeFound } from '../values/expectation';

/** Text of a certain form, which messages describe in words rather than by its pattern. */
export function textOfForm(pattern: RegExp, expected: string): z.ZodString {
  return z.string().regex(pattern, {
    error: (issue) => `expected ${expected}, found ${describeFound(issue.input)}`,
  });
}

/** The path of a folder or of a URL: it begins with `/`. */
export function absolutePath(): z.ZodString {
  return textOfForm(/^\//, 'a path that begins with "/"');
}
