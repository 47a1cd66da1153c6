import type { z } from 'zod';

/** What zod checks of a value, as its definition has it. */
export interface SchemaCheck {
  /** Which check it is, such as `multiple_of`; also that of a format which is a schema of its own. */
  readonly check?: string;
  readonly format?: string;
  readonly pattern?: RegExp;
  readonly value?: unknown;
  /** The least length, or the only one. */
  readonly minimum?: number;
  readonly length?: number;
}

/** What a schema checks itself, its own format included. */
export function schemaChecks(schema: z.ZodType): readonly SchemaCheck[] {
  const definition = schema._zod.def as SchemaCheck & { readonly checks?: readonly { _zod: { def: SchemaCheck } }[] };
  return [definition, ...(definition.checks ?? []).map(({ _zod: { def } }) => def)];
}
