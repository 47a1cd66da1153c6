import type { PathSegment } from '../path';

/** Values for each option of a choice: what follows from the option unless somebody writes otherwise. */
export interface Presets {
  /** The keys that lead to the choice, from the object on that the presets are declared on. */
  readonly choice: readonly string[];
  /** For each option of the choice a part of the object's values. */
  readonly values: ReadonlyMap<string, PresetValues>;
}

/** A part of an object's values. */
export type PresetValues = Readonly<Record<string, unknown>>;

/** A choice with presets in a values schema: it is made when the chart is, and the same in all environments. */
export interface PresetChoice {
  /** The keys that lead to the choice from the root of the values. */
  readonly segments: readonly PathSegment[];
  readonly presets: Presets;
}
