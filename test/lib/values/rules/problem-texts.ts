import type { z } from 'zod';
import { formatProblem } from '../../../../lib/errors';
import { checkValues } from '../../../../lib/values/validate';

/** What the library has against values, a line each. */
export function problemTexts(schema: z.ZodObject, values: unknown): string[] {
  return checkValues(schema, values).map(formatProblem);
}
