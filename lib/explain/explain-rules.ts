import type { PathSegment } from '../values/path';
import {
  formatSchemaPath,
  isPathOf,
  type PlacedRule,
  placedRules,
  type SchemaPath,
  valuesOfRule,
  wordsOfRule,
} from '../values/rules/placed-rules';
import type { ObjectShape } from '../values/shape';
import type { ExplainedRule } from './explanation';

/** The rules of a chart's values, to be found by the values that take part in them. */
export class ExplainedRules {
  private readonly rules: readonly { readonly values: readonly SchemaPath[]; readonly explained: ExplainedRule }[];

  constructor(shape: ObjectShape) {
    this.rules = placedRules(shape).map((placed) => {
      const values = valuesOfRule(placed);
      return { values, explained: explainedRule(placed, values) };
    });
  }

  /**
   * The rules that a value takes part in.
   *
   * @param isWhole what is in the value is told of with it
   */
  of(path: readonly PathSegment[], isWhole: boolean): ExplainedRule[] {
    const takesPart = (read: SchemaPath) => isPathOf(isWhole ? read.slice(0, path.length) : read, path);
    return this.rules.filter(({ values }) => values.some(takesPart)).map(({ explained }) => explained);
  }
}

function explainedRule(placed: PlacedRule, values: readonly SchemaPath[]): ExplainedRule {
  return {
    ...wordsOfRule(placed),
    values: values.map(formatSchemaPath),
    enforcedBy: placed.isInChart ? ['synth', 'chart'] : ['synth'],
  };
}
