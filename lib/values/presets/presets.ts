import type { PathSegment } from '../path';

/**
 * Values for each option of a choice, or for some texts: what follows from them unless somebody writes otherwise. A text
 * that ends in `*` stands for all that begin so.
 */
export interface Presets {
  /** The keys that lead to the choice, from the object on that the presets are declared on. */
  readonly choice: readonly string[];
  /** For each option, or for some texts, a part of the object's values. */
  readonly values: ReadonlyMap<string, PresetValues>;
}

/** A part of an object's values. */
export type PresetValues = Readonly<Record<string, unknown>>;

/** An enum with presets in a values schema: it is made when the chart is, and the same in all environments. */
export interface PresetChoice {
  /** The keys that lead to the choice from the root of the values. */
  readonly segments: readonly PathSegment[];
  readonly presets: Presets;
}
