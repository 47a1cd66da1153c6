import { isRecord } from '../defaults';
import { shapesBelow } from '../rules/faults';
import type { ObjectShape, Shape } from '../shape';
import type { Presets, PresetValues } from './presets';

/** What keeps presets from meaning anything for the values of an object, as messages; TypeScript finds most of it before. */
export function presetFaults(object: ObjectShape, { choice, values }: Presets): string[] {
  const [chosen] = shapesBelow(object, choice);
  const options = chosen?.kind === 'choice' ? chosen.options : [];
  if (chosen?.kind !== 'choice' || !options.every((option) => typeof option === 'string')) {
    return [`presets are for the options of ${choice.join('.')}, which has to be an enum for that; correct the path`];
  }
  return [
    ...options
      .filter((option) => !values.has(option))
      .map((option) => `there is no preset for ${choice.join('.')} "${option}"; add one, which may be empty`),
    ...[...values].flatMap(([option, preset]) => [
      ...(options.includes(option)
        ? []
        : [
            `there is a preset for ${choice.join('.')} "${option}", which is no option of it; remove it, or add the option`,
          ]),
      ...unknownKeys(object, preset, []).map(
        (path) =>
          `the preset for ${choice.join('.')} "${option}" has ${path}, which the schema does not have; correct it`,
      ),
    ]),
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
