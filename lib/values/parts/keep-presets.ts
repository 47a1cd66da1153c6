import { isRecord } from '../defaults';
import type { Presets, PresetValues } from '../presets/presets';
import type { RulePath } from '../rules/condition';
import { isKept, type KeptPart, type KeptParts, keptValues, optionsLeft } from './kept-parts';

/** What is left of presets, and what cannot go without what is left out. */
export interface KeptPresets {
  /** @default none: their choice is left out */
  readonly presets?: Presets;
  /** Values that are kept, with a default that follows from a choice that is not. */
  readonly orphans: readonly RulePath[];
}

/**
 * The presets for the values of an object that are kept.
 *
 * @param chosen the option that the choice has by default
 */
export function keepPresets({ choice, values }: Presets, parts: KeptParts, chosen: string | undefined): KeptPresets {
  if (!isKept(parts, choice)) {
    const preset = chosen === undefined ? undefined : values.get(chosen);
    return { orphans: preset ? leavesOf(keptValues(parts, preset)) : [] };
  }
  const options = optionsLeft(parts, choice);
  const left = [...values].filter(([option]) => options === undefined || options.includes(option));
  const cut = left.map(([option, preset]): [string, PresetValues] => [
    option,
    keptValues(parts, preset) as PresetValues,
  ]);
  return { presets: { choice, values: new Map(cut) }, orphans: [] };
}

/** The values that are left out and follow from a text that is kept: what they come to is not known. */
export function openValues({ choice, values }: Presets, parts: KeptParts): RulePath[] {
  return isKept(parts, choice) ? [...values.values()].flatMap((preset) => leftOut(parts, preset)) : [];
}

function leavesOf(value: unknown, parent: RulePath = []): RulePath[] {
  if (!isRecord(value)) return [parent];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...parent, key]));
}

function leftOut(part: KeptPart | undefined, value: unknown, parent: RulePath = []): RulePath[] {
  if (part === undefined) return [parent];
  if (part === true || Array.isArray(part) || !isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => leftOut((part as KeptParts)[key], child, [...parent, key]));
}
