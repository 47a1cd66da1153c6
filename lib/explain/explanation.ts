import type { Source } from '../environment/located';
import type { SourceLocation } from '../errors';

/** What is to be said of the values of one chart. */
export interface ChartExplanation {
  /** Name of the chart. */
  readonly chart: string;
  /** In the order of the schema. */
  readonly values: readonly ExplainedValue[];
}

/** What a value is, and where it lands in the chart's objects. */
export interface ExplainedValue {
  /** Path in the chart's values, as `helm --set` writes it. */
  readonly path: string;
  /** Such as `integer` or `list of map`. */
  readonly type: string;
  /** The prose of the schema. */
  readonly description?: string;
  /**
   * - `live`: the Helm chart takes it.
   * - `fixed`: the Helm chart has its effect built in, and refuses it.
   * - `dead`: it changes nothing.
   * - `handed on`: it belongs to a chart that this one depends on.
   */
  readonly state: 'live' | 'fixed' | 'dead' | 'handed on';
  /** Why it is fixed, or to which chart it is handed on. */
  readonly reason?: string;
  /** Of a fixed value: the code that reads it and does what templates cannot. */
  readonly readAt?: SourceLocation;
  /** What it is in `base`, which becomes `values.yaml`, and in each environment that was asked for. */
  readonly environments: readonly EnvironmentValue[];
  readonly places: readonly ExplainedPlace[];
  /** The rules that it takes part in. */
  readonly rules: readonly ExplainedRule[];
}

/** A rule between values, declared by `withRules`. */
export interface ExplainedRule {
  /** The value at which it is told that the rule is broken, such as `ingress.hosts` or `variants.*.weight`. */
  readonly path: string;
  /** What is said there; `…` stands for what is found in the values. */
  readonly message: string;
  /** The paths of all values that take part. */
  readonly values: readonly string[];
  /** Who refuses values that break it. */
  readonly enforcedBy: readonly ('synth' | 'chart')[];
}

/** The effect of a value that only says whether a place is there. */
export const DECIDES = 'decides whether it is there';

/** A value in one environment. */
export interface EnvironmentValue {
  readonly environment: string;
  /** `undefined` where there is none. */
  readonly value?: unknown;
  /** Who wrote it, and where; several for a map that was merged. Empty where the schema gives the value, or nobody. */
  readonly sources: readonly Source[];
}

/** A place in the chart's objects that depends on a value. */
export interface ExplainedPlace {
  /** The object; several where they have the same at this field. */
  readonly objects: readonly ExplainedObject[];
  /** Such as `spec.template.spec.containers[server].env[LOG_LEVEL].value`; empty for the object as a whole. */
  readonly field: string;
  /** What becomes of the value, such as `copied` or `decides whether it is there`. */
  readonly effect: string;
  /** What the templates have at this field: one alternative, or several of which conditions choose one. */
  readonly alternatives: readonly PlaceAlternative[];
  /** What is there in each environment that was asked for. Empty where the effect says it all. */
  readonly results: readonly PlaceResult[];
}

/** An object of the chart. */
export interface ExplainedObject {
  readonly kind: string;
  /** What it is in every environment, or how it is made: `<fullname>-model`. */
  readonly name: string;
  /** When it is there, such as `ingress.enabled is true`. @default always */
  readonly condition?: string;
}

export interface PlaceAlternative {
  /** Where it stands in the chart, such as line 7 of `templates/deployment.yaml`; of several objects, once for each. */
  readonly lines: readonly ChartLine[];
  /** The line, unless the value has lines of its own. */
  readonly text?: string;
  /** The named template that the line includes. */
  readonly helper?: ChartLine;
  /** When it is there, as far as the object is: `gpu.enabled is true`. @default always */
  readonly condition?: string;
}

/** A line of a file of the chart. */
export interface ChartLine {
  /** Path in the chart. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** What is at a place in one environment. */
export interface PlaceResult {
  readonly environment: string;
  /** How often the field is there: 0 where it is not, several where a loop repeats it. */
  readonly count: number;
  /** What is there, as often; `undefined` of a map or list that the templates put together. */
  readonly values?: readonly unknown[];
  /** Why it is not there. */
  readonly reason?: string;
}
