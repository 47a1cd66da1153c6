import { ChartDefinitionError, type Problem } from '../errors';
import type { Demand } from '../template/demands';
import type { ObjectShape, Shape } from '../values/shape';
import { demanding } from './demanding';
import { DRAFT_7, type JsonSchema, type JsonSchemaRules, jsonSchemaOf } from './json-schema';
import { type IsOmitted, liveShape, omitsNothing } from './live-values';
import { patternConstraints } from './pattern-constraints';
import { COPIED, PORTABLE, PORTABLE_DEFINITIONS } from './portable-schema';

export interface ValuesSchemaProps {
  /** Name of the chart. */
  readonly chart: string;
  /** Shape of the chart's values schema. */
  readonly shape: ObjectShape;
  /** Values that are not in the chart, and that the schema therefore refuses. @default none */
  readonly isOmitted?: IsOmitted;
  /** Sections of subcharts: they take any key at every depth. @default none */
  readonly openSections?: readonly string[];
  /** What the templates demand of texts and numbers besides. @default nothing */
  readonly demands?: readonly Demand[];
}

/**
 * The JSON schema of a chart's values, for `values.schema.json`. Helm validates what came of all values files and
 * `--set`, so every value with a default is required: a key that someone removed with null is refused here rather than
 * failing in a template. It is closed at every level, but for `global`, the sections of subcharts and `z.looseObject`.
 * Throws {@link ChartDefinitionError} where a regular expression does not work in Helm.
 */
export function valuesJsonSchema(props: ValuesSchemaProps): JsonSchema {
  const { chart, shape, isOmitted = omitsNothing, openSections = [], demands = [] } = props;
  const problems: Problem[] = [];
  const schema = jsonSchemaOf(liveShape(shape, isOmitted), chartRules(openSections, problems));
  const { properties, ...root } = demands.reduce(demanding, schema);
  if (problems.length > 0) {
    throw new ChartDefinitionError(`The values schema of ${chart} cannot become values.schema.json:`, problems);
  }
  const unnamed = openSections.filter((section) => !shape.keys.has(section));
  return {
    $schema: DRAFT_7,
    title: `Values of the ${chart} chart`,
    ...root,
    properties: {
      ...Object.fromEntries(unnamed.map((section) => [section, { type: 'object' }])),
      ...(properties as JsonSchema),
      ...(!shape.keys.has('global') && { global: GLOBAL }),
    },
    allOf: [PORTABLE],
    definitions: PORTABLE_DEFINITIONS,
  };
}

const GLOBAL: JsonSchema = {
  description: 'Values that a parent chart shares with its subcharts.',
  type: 'object',
};

function chartRules(openSections: readonly string[], problems: Problem[]): JsonSchemaRules {
  const open = new Set<unknown>([...openSections, 'global']);
  const rules: JsonSchemaRules = {
    isRequired: (shape: Shape) => !shape.optional && !shape.nullable,
    isRemovable: () => false,
    removesEntries: false,
    choosesMember: true,
    ofCopied: COPIED,
    isOpen: ([section]) => open.has(section),
    pattern: (pattern, { path, format }) => {
      const translated = patternConstraints(pattern);
      if (!('problem' in translated)) return translated;
      if (format === undefined) problems.push(patternProblem(pattern.source, path, translated.problem));
      return undefined;
    },
    get elements() {
      return rules;
    },
  };
  return rules;
}

function patternProblem(source: string, path: string, reason: string): Problem {
  return {
    code: 'schema/pattern',
    path,
    message: `the regular expression /${source}/ does not work in Helm: ${reason}; write it in another way, or check it with .refine(), which then holds at synth only`,
  };
}
