import { z } from 'zod';

// A pass-through value goes into the manifest as it stands. TypeScript checks its fields; from YAML only its outline
// is checked, so that fields of a newer Kubernetes stay possible, and the API server does the rest.

/** One Kubernetes structure, such as an affinity. @default {} */
export function structure<T extends object>() {
  return z.record(z.string(), z.unknown()).default({}) as unknown as z.ZodDefault<z.ZodType<T, T>>;
}

/** A list of Kubernetes structures, such as tolerations. @default [] */
export function structures<T extends object>() {
  return structureList<T>().default([]);
}

/** A list of Kubernetes structures, with no default. */
export function structureList<T extends object>() {
  return z.array(z.record(z.string(), z.unknown())) as unknown as z.ZodType<T[], T[]>;
}

/**
 * A list of Kubernetes structures that have names, such as containers. @default []
 *
 * @param taken names that the construct gives to items of its own in the same list
 */
export function namedStructures<T extends { name: string }>(taken: readonly string[] = []) {
  return namedStructureList<T>(taken).default([]);
}

/** A list of Kubernetes structures that have names, with no default. @param taken as above */
export function namedStructureList<T extends { name: string }>(taken: readonly string[] = []) {
  const element = z.looseObject({ name: notOneOf(z.string().min(1), taken) });
  return z.array(element) as unknown as z.ZodType<T[], T[]>;
}

/** Refuses what the construct sets itself, here and, as `not`, in the chart's JSON schema. */
export function notOneOf(text: z.ZodString, taken: readonly string[]): z.ZodString {
  if (taken.length === 0) return text;
  return text
    .refine((value) => !taken.includes(value), {
      error: (issue) => `"${issue.input}" is set by the inference service itself; take another name`,
    })
    .meta({ not: { enum: [...taken] } });
}
