import { isRecord } from '../defaults';
import { formatPath, type PathSegment } from '../path';
import type { ObjectShape, Shape } from '../shape';
import { KnownOf } from '../unchanging';
import { unionOption } from '../union-option';
import type { Presets, PresetValues } from './presets';

/**
 * Values with what follows from the options of their choices, at every depth; the schema's defaults are not filled in.
 * What is not of the schema's types stays as it is.
 */
export function applyPresets(shape: Shape, value: unknown): unknown {
  if (!hasPresets(shape)) return value;
  switch (shape.kind) {
    case 'object': {
      const preset = value === undefined ? shape.defaultValue : value;
      if (!isRecord(preset)) return value;
      const own = withPreset(shape, preset);
      return { ...own, ...changedKeys(shape.keys, own) };
    }
    case 'dictionary':
      if (!isRecord(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, applyPresets(shape.value, child)]));
    case 'sequence':
      return Array.isArray(value) ? value.map((element) => applyPresets(shape.element, element)) : value;
    case 'union': {
      const option = unionOption(shape, value);
      return option ? applyPresets(option, value) : value;
    }
    default:
      return value;
  }
}

function changedKeys(keys: ReadonlyMap<string, Shape>, value: PresetValues): Record<string, unknown> {
  return Object.fromEntries(
    [...keys].flatMap(([key, child]) => {
      const applied = applyPresets(child, value[key]);
      return applied === value[key] ? [] : [[key, applied]];
    }),
  );
}

/**
 * An object's values with its own preset below them, not those of objects inside of it. Complete values, in which every
 * key with a default is there, stay as they are: what is missing in them was removed.
 */
export function withPreset(shape: ObjectShape, value: PresetValues): PresetValues {
  if (!shape.presets || isComplete(shape, value)) return value;
  return shape.presets.reduce((below, presets) => {
    const preset = presetFor(presets, chosenOption(shape, presets, below));
    return preset ? merged(preset, below) : below;
  }, value);
}

/** The preset of an option or a text. */
function presetFor({ values }: Presets, option: string | undefined): PresetValues | undefined {
  if (option === undefined) return undefined;
  const exact = values.get(option);
  if (exact) return exact;
  return [...values].find(([name]) => name.endsWith('*') && option.startsWith(name.slice(0, -1)))?.[1];
}

/**
 * The choice that a value follows from which nobody wrote, such as `server.profile "vllm"`; `undefined` where it follows
 * from none.
 */
export function presetOrigin(root: Shape, written: unknown, segments: readonly PathSegment[]): string | undefined {
  let shape: Shape | undefined = root;
  let value = written;
  for (const depth of segments.keys()) {
    const rest = segments.slice(depth);
    if (shape?.kind === 'object' && !isThere(value, rest)) {
      for (const presets of shape.presets ?? []) {
        const option = chosenOption(shape, presets, value);
        if (isThere(presetFor(presets, option), rest)) {
          return `${formatPath([...segments.slice(0, depth), ...presets.choice])} ${JSON.stringify(option)}`;
        }
      }
    }
    shape = shape?.kind === 'object' ? shape.keys.get(String(rest[0])) : undefined;
    value = isRecord(value) ? value[String(rest[0])] : undefined;
  }
  return undefined;
}

function isThere(value: unknown, segments: readonly PathSegment[]): boolean {
  let current = value;
  for (const segment of segments) {
    if (Array.isArray(current)) current = current[Number(segment)];
    else current = isRecord(current) && Object.hasOwn(current, segment) ? current[segment] : undefined;
  }
  return current !== undefined;
}

/** The option of an object's choice, the default where none is written; `undefined` where something else stands there. */
export function chosenOption(shape: ObjectShape, { choice }: Presets, value: unknown): string | undefined {
  let current: unknown = value;
  let at: Shape | undefined = shape;
  for (const key of choice) {
    at = at?.kind === 'object' ? at.keys.get(key) : undefined;
    current = (isRecord(current) && Object.hasOwn(current, key) ? current[key] : undefined) ?? at?.defaultValue;
  }
  return typeof current === 'string' ? current : undefined;
}

/** Whether a value has every key that its shape has a default for, at every depth. */
export function isComplete(shape: Shape, value: unknown): boolean {
  if (shape.kind !== 'object' || !isRecord(value)) return true;
  return completeBefore.get(shape, value, () =>
    [...shape.keys].every(([key, child]) =>
      value[key] === undefined ? child.optional : isComplete(child, value[key]),
    ),
  );
}

const completeBefore = new KnownOf<boolean>();

/** Maps merge key by key; everything else that is written replaces what the preset has. */
function merged(preset: PresetValues, value: PresetValues): PresetValues {
  const written = Object.entries(value).map(([key, child]) => {
    const below = Object.hasOwn(preset, key) ? preset[key] : undefined;
    return [key, isRecord(below) && isRecord(child) ? merged(below, child) : child];
  });
  return { ...preset, ...Object.fromEntries(written) };
}

const found = new WeakMap<Shape, boolean>();

function hasPresets(shape: Shape): boolean {
  let has = found.get(shape);
  if (has === undefined) {
    has = (shape.kind === 'object' && shape.presets !== undefined) || partsOf(shape).some(hasPresets);
    found.set(shape, has);
  }
  return has;
}

function partsOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'object':
      return [...shape.keys.values()];
    case 'dictionary':
      return [shape.value];
    case 'sequence':
      return [shape.element];
    case 'union':
      return shape.options;
    default:
      return [];
  }
}
