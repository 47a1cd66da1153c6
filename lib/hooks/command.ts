import { z } from 'zod';

/** The command of a hook's program. @param description what it does */
export function commandValue(command: readonly string[], description: string) {
  return z
    .array(z.string())
    .min(1)
    .default([...command])
    .describe(description);
}
