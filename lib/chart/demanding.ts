import { type Demand, refusedPattern } from '../template/demands';
import type { ReferenceStep } from '../template/reference';
import { isRecord } from '../values/defaults';
import type { JsonSchema } from './json-schema';

/** A JSON schema of values that also refuses what a template cannot carry at one place. */
export function demanding(schema: JsonSchema, demand: Demand): JsonSchema {
  return within(schema, demand.steps, (inner) => {
    if (demand.of === 'number') return bounded(inner, demand.most);
    if (demand.of === 'length') return { ...inner, maxLength: lowerOf(inner.maxLength, demand.most) };
    const pattern = refusedPattern(demand);
    // A pattern says nothing about what is no text.
    return demand.of === 'keys'
      ? { ...inner, propertyNames: refusing((inner.propertyNames as JsonSchema | undefined) ?? {}, { pattern }) }
      : refusing(inner, { type: 'string', pattern });
  });
}

/** A schema that takes no number further from zero than that. */
function bounded(schema: JsonSchema, most: number): JsonSchema {
  const minimum = typeof schema.minimum === 'number' ? Math.max(schema.minimum, -most) : -most;
  return { ...schema, minimum, maximum: lowerOf(schema.maximum, most) };
}

function lowerOf(known: unknown, most: number): number {
  return typeof known === 'number' ? Math.min(known, most) : most;
}

/** A schema that refuses what another one takes, beside all that it refuses already. */
function refusing(schema: JsonSchema, refused: JsonSchema): JsonSchema {
  if (schema.not === undefined) return { ...schema, not: refused };
  return { ...schema, allOf: [...((schema.allOf as readonly JsonSchema[] | undefined) ?? []), { not: refused }] };
}

/** Changes the schemas of a place, in whatever alternatives there are. */
function within(
  schema: JsonSchema,
  [step, ...rest]: readonly ReferenceStep[],
  change: (schema: JsonSchema) => JsonSchema,
): JsonSchema {
  if (step === undefined) return change(schema);
  const inside = (inner: unknown) => (isRecord(inner) ? within(inner as JsonSchema, rest, change) : inner);
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf') {
      return [keyword, (value as readonly JsonSchema[]).map((member) => within(member, [step, ...rest], change))];
    }
    if (typeof step !== 'string') {
      return [keyword, keyword === 'items' || keyword === 'additionalProperties' ? inside(value) : value];
    }
    if (keyword !== 'properties' || !isRecord(value) || !Object.hasOwn(value, step)) return [keyword, value];
    return [keyword, { ...value, [step]: inside(value[step]) }];
  });
  return Object.fromEntries(entries) as JsonSchema;
}
