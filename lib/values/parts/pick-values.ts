import { z } from 'zod';
import { ChartDefinitionError, type Problem } from '../../errors';
import { isRecord } from '../defaults';
import type { RulePath } from '../rules/condition';
import { type ObjectShape, shapeOf } from '../shape';
import type { KeptPart, KeptParts } from './kept-parts';
import { knownCases } from './known-cases';
import { NO_OBJECT, partOfSchema, problem, unknownValues, unwrapped } from './part-of-schema';
import type { Omitted, PartsOf, Picked, ValuesIn } from './parts';

/**
 * A values schema with only some of its values, for a chart that needs no more: the fewer they are, the shorter is
 * `values.yaml`, and the faster the chart is traced. What is left out has its default, also for rules, which hold on.
 *
 * ```ts
 * pickValues(inferenceServiceValues, {
 *   image: true,
 *   model: { name: true, version: true },
 *   server: { profile: ['vllm'], args: true },
 * });
 * ```
 *
 * Throws {@link ChartDefinitionError} where something that is kept cannot do without what is left out.
 *
 * @param parts the values that are kept: `true` for a value with all that is in it, a map for an object of which some
 * values are kept, and for an enum the options that are left, of which the first is the default
 */
export function pickValues<Schema extends z.ZodObject, const Parts extends PartsOf<Schema>>(
  schema: Schema,
  parts: Parts,
): Extract<Picked<Schema, Parts>, z.ZodObject> {
  return picked(schema, parts as KeptPart) as Extract<Picked<Schema, Parts>, z.ZodObject>;
}

/**
 * The opposite of {@link pickValues}: a values schema without some of its values.
 *
 * ```ts
 * omitValues(inferenceServiceValues, { keda: true, model: { warmup: true } });
 * ```
 *
 * @param leftOut the values that are left out: `true` for a value with all that is in it, a map for an object of which
 * some are
 */
export function omitValues<Schema extends z.ZodObject, const LeftOut extends ValuesIn<Schema>>(
  schema: Schema,
  leftOut: LeftOut,
): Extract<Omitted<Schema, LeftOut>, z.ZodObject> {
  const problems: Problem[] = [];
  const parts = opposite(schema, leftOut as KeptPart, [], problems) ?? {};
  if (problems.length > 0) throw unfitting(problems);
  return picked(schema, parts) as Extract<Omitted<Schema, LeftOut>, z.ZodObject>;
}

function picked(schema: z.ZodObject, parts: KeptPart): z.ZodType {
  if (!isRecord(parts)) return schema;
  const problems: Problem[] = [];
  const cases = knownCases(shapeOf(schema) as ObjectShape, parts as KeptParts);
  const part = partOfSchema(schema, parts as KeptParts, [], { parts: parts as KeptParts, cases, problems });
  if (problems.length > 0) throw unfitting(problems);
  return part;
}

/** What is kept where some values are left out. */
function opposite(schema: z.ZodType, leftOut: KeptPart, path: RulePath, problems: Problem[]): KeptPart | undefined {
  if (leftOut === true) return undefined;
  const object = unwrapped(schema);
  if (!(object instanceof z.ZodObject) || !isRecord(leftOut)) {
    problems.push(problem(path, NO_OBJECT));
    return undefined;
  }
  problems.push(...unknownValues(object, leftOut as KeptParts, path));
  return Object.fromEntries(
    Object.entries(object.shape as Record<string, z.ZodType>).flatMap(([key, child]): [string, KeptPart][] => {
      const inner = (leftOut as KeptParts)[key];
      const kept = inner === undefined ? true : opposite(child, inner, [...path, key], problems);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

function unfitting(problems: readonly Problem[]): ChartDefinitionError {
  return new ChartDefinitionError('The values cannot be left out:', problems);
}
