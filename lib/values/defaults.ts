import { withPreset } from './presets/apply-presets';
import type { Shape } from './shape';
import { KnownOf } from './unchanging';
import { unionOption } from './union-option';

/**
 * Fills in the presets and the schema's defaults, at every depth, without validating anything: what zod's `parse` would
 * return for valid input, if it knew presets. Keys come out in the schema's order, those of dictionaries sorted, whatever their order was.
 */
export function withDefaults(shape: Shape, value: unknown): unknown {
  if (value === undefined) {
    return shape.defaultValue === undefined ? undefined : withDefaults(shape, shape.defaultValue);
  }
  return filledBefore.get(shape, value, () => filled(shape, value));
}

const filledBefore = new KnownOf<unknown>();

function filled(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'object':
      return isRecord(value) ? objectWithDefaults(shape.keys, withPreset(shape, value)) : value;
    case 'dictionary':
      return isRecord(value) ? sortedRecord(value, (child) => withDefaults(shape.value, child)) : value;
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

function objectWithDefaults(
  keys: ReadonlyMap<string, Shape>,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, child] of keys) {
    const filled = withDefaults(child, value[key]);
    if (filled !== undefined) result[key] = filled;
  }
  const others = Object.keys(value).filter((key) => !keys.has(key));
  for (const key of others.sort()) result[key] = sortKeys(value[key]);
  return result;
}

/**
 * Values without the keys that a null removes. Where the schema takes null and the key has to be there, a null is a
 * value; lists keep theirs, as in Helm, because nothing is merged inside of them.
 */
export function withoutRemoved(shape: Shape | undefined, value: unknown): unknown {
  if (!isRecord(value)) return value;
  const option = shape?.kind === 'union' ? unionOption(shape, value) : shape;
  if (option?.kind === 'union') return withoutRemoved(option, value);
  const keys = option?.kind === 'object' ? option.keys : undefined;
  const entry = option?.kind === 'dictionary' ? option.value : undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const inner = keys?.get(key);
      if (child === null && (!inner?.nullable || inner.optional)) return [];
      return [[key, withoutRemoved(inner ?? entry, child)]];
    }),
  );
}

/** The values with a null for every key that is missing where the schema takes null and has no other default. */
export function withNulls(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'object': {
      if (!isRecord(value)) return value;
      const nulls = [...shape.keys].filter(([key, child]) => child.defaultValue === null && value[key] === undefined);
      const present = Object.entries(value).map(([key, child]) => {
        const inner = shape.keys.get(key);
        return [key, inner ? withNulls(inner, child) : child];
      });
      return Object.fromEntries([...present, ...nulls.map(([key]) => [key, null])]);
    }
    case 'dictionary':
      if (!isRecord(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withNulls(shape.value, child)]));
    case 'sequence':
      return Array.isArray(value) ? value.map((element) => withNulls(shape.element, element)) : value;
    case 'union': {
      const option = unionOption(shape, value);
      return option ? withNulls(option, value) : value;
    }
    default:
      return value;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  return isRecord(value) ? sortedRecord(value, sortKeys) : value;
}

/** A map with its keys in the order in which Helm's `range` visits them. */
function sortedRecord(value: Record<string, unknown>, change: (child: unknown) => unknown): Record<string, unknown> {
  const keys = sortedKeys(value);
  const sorted = Object.fromEntries(keys.map((key) => [key, change(value[key])]));
  // JavaScript puts keys that look like array indexes before all others, whatever the order they were added in.
  if (Object.keys(sorted).every((key, index) => key === keys[index])) return sorted;
  return new Proxy(sorted, { ownKeys: () => keys });
}

/** The keys of a map by code point, as Go's templates sort them. */
export function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  if (keys.length < 2) return keys;
  // Code units have the same order, as long as no character takes two of them.
  if (!keys.some((key) => SURROGATE.test(key))) return keys.sort();
  return keys.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

const SURROGATE = /[\ud800-\udfff]/;

/** A plain map, as YAML and JSON give it: neither a scalar nor a list nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a map has no keys; without a list of them, because this is asked often. */
export function isEmptyRecord(value: Record<string, unknown>): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
