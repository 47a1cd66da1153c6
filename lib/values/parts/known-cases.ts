import { isRecord, withDefaults } from '../defaults';
import { presetChoices } from '../presets/preset-choices';
import type { RulePath } from '../rules/condition';
import { shapesBelow } from '../rules/faults';
import type { ObjectShape } from '../shape';
import { isKept, type KeptParts, optionsLeft } from './kept-parts';

/** What the values that are left out come to, which may depend on the options of choices that are kept. */
export interface KnownCase {
  /** Those options, with the choices' paths from the root of the values. */
  readonly options: readonly { readonly choice: RulePath; readonly option: string }[];
  /** Complete values, of which those that are left out count. */
  readonly values: unknown;
}

/** One case for each combination of the options that other defaults follow from. */
export function knownCases(root: ObjectShape, parts: KeptParts): KnownCase[] {
  const choices = presetChoices(root)
    .map(({ segments }) => segments.map(String))
    .filter((choice) => isKept(parts, choice));
  const combinations = choices.reduce<KnownCase['options'][]>(
    (before, choice) => {
      const options = optionsLeft(parts, choice) ?? optionsOf(root, choice);
      return before.flatMap((chosen) => options.map((option) => [...chosen, { choice, option }]));
    },
    [[]],
  );
  return combinations.map((options) => ({ options, values: withDefaults(root, written(options)) }));
}

function optionsOf(root: ObjectShape, choice: RulePath): readonly string[] {
  return shapesBelow(root, choice).flatMap((shape) => (shape.kind === 'choice' ? shape.options.map(String) : []));
}

function written(options: KnownCase['options']): Record<string, unknown> {
  return options.reduce<Record<string, unknown>>((values, { choice, option }) => withValue(values, choice, option), {});
}

function withValue(
  values: Record<string, unknown>,
  [key = '', ...rest]: RulePath,
  value: unknown,
): Record<string, unknown> {
  const inner = isRecord(values[key]) ? values[key] : {};
  return { ...values, [key]: rest.length === 0 ? value : withValue(inner, rest, value) };
}
