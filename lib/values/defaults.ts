import type { Shape } from './shape';
import { unionOption } from './union-option';

/**
 * Fills in the schema's defaults, at every depth, without validating anything: what zod's `parse` would return for
 * valid input. Keys come out in the schema's order, those of dictionaries sorted, whatever their order was.
 */
export function withDefaults(shape: Shape, value: unknown): unknown {
  if (value === undefined) {
    if (shape.defaultValue === undefined) return undefined;
    return withDefaults(shape, structuredClone(shape.defaultValue));
  }
  switch (shape.kind) {
    case 'object':
      return isRecord(value) ? objectWithDefaults(shape.keys, value) : value;
    case 'dictionary':
      return isRecord(value)
        ? Object.fromEntries(
            Object.keys(value)
              .sort()
              .map((key) => [key, withDefaults(shape.value, value[key])]),
          )
        : value;
    case 'sequence':
      return Array.isArray(value) ? value.map((element) => withDefaults(shape.element, element)) : value;
    case 'union': {
      const option = unionOption(shape, value);
      return option ? withDefaults(option, value) : value;
    }
    case 'any':
      return sortKeys(value);
    default:
      return value;
  }
}

function objectWithDefaults(keys: ReadonlyMap<string, Shape>, value: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, child] of keys) {
    const filled = withDefaults(child, value[key]);
    if (filled !== undefined) result[key] = filled;
  }
  for (const key of Object.keys(value).sort()) {
    if (!keys.has(key)) result[key] = sortKeys(value[key]);
  }
  return result;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}

/** A plain map, as YAML and JSON give it: neither a scalar nor a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
