import { isRecord } from '../defaults';
import { shapesBelow } from '../rules/faults';
import type { ObjectShape, Shape } from '../shape';
import type { Presets, PresetValues } from './presets';

/** What keeps presets from meaning anything for the values of an object, as messages; TypeScript finds most of it before. */
export function presetFaults(object: ObjectShape, { choice, values }: Presets): string[] {
  const path = choice.join('.');
  const [chosen] = shapesBelow(object, choice);
  const unknown = [...values].flatMap(([option, preset]) =>
    unknownKeys(object, preset, []).map(
      (key) => `the preset for ${path} "${option}" has ${key}, which the schema does not have; correct it`,
    ),
  );
  if (chosen?.kind === 'text') return unknown;
  if (chosen?.kind !== 'choice' || !chosen.options.every((option) => typeof option === 'string')) {
    return [`presets are for ${path}, which has to be an enum or a text for that; correct the path`];
  }
  const { options } = chosen;
  return [
    ...options
      .filter((option) => !values.has(option))
      .map((option) => `there is no preset for ${path} "${option}"; add one, which may be empty`),
    ...[...values.keys()]
      .filter((option) => !options.includes(option))
      .map(
        (option) => `there is a preset for ${path} "${option}", which is no option of it; remove it, or add the option`,
      ),
    ...unknown,
  ];
}

function unknownKeys(shape: Shape, value: PresetValues, parent: readonly string[]): string[] {
  if (shape.kind !== 'object' || shape.open) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const known = shape.keys.get(key);
    if (!known) return [[...parent, key].join('.')];
    return isRecord(child) ? unknownKeys(known, child, [...parent, key]) : [];
  });
}
