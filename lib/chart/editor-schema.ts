import type { ObjectShape, Shape } from '../values/shape';
import { DRAFT_7, type JsonSchema, type JsonSchemaRules, jsonSchemaOf } from './json-schema';

/** Name of the file that {@link environmentsJsonSchema} is for. */
export const ENVIRONMENTS_SCHEMA_FILE = 'environments.schema.json';

export interface EnvironmentsSchemaProps {
  /** Shape of an environment file, in which `values` is whatever the chart says. */
  readonly environment: ObjectShape;
  /** Shape of the chart's values schema. */
  readonly values: ObjectShape;
  /** Sections of subcharts: they take any key at every depth. @default none */
  readonly openSections?: readonly string[];
}

/**
 * The JSON schema of environment files, for editors. No value is required, because what is missing comes from the
 * environment that is extended or is a default, and a key that may be missing may be null, which removes it.
 */
export function environmentsJsonSchema({
  environment,
  values,
  openSections = [],
}: EnvironmentsSchemaProps): JsonSchema {
  const { properties, ...root } = jsonSchemaOf(environment, completeRules(openSections));
  const { description, ...section } = jsonSchemaOf(values, mergedRules(openSections));
  const unnamed = openSections.filter((name) => !values.keys.has(name));
  const valuesSchema = {
    description: environment.keys.get('values')?.description ?? description,
    ...section,
    properties: {
      ...(section.properties as JsonSchema),
      ...Object.fromEntries(unnamed.map((name) => [name, { type: 'object' }])),
    },
  };
  return {
    $schema: DRAFT_7,
    title: 'An environment',
    ...root,
    properties: { ...(properties as JsonSchema), values: valuesSchema },
  };
}

/** For maps, which merge with those of the extended environment. */
function mergedRules(openSections: readonly string[]): JsonSchemaRules {
  return {
    ...completeRules(openSections),
    isRequired: () => false,
    isRemovable: (shape) => !isRequired(shape),
    removesEntries: true,
    elements: completeRules(openSections),
  };
}

/** For what is written as a whole: the frame of the file, and lists, which replace those of the extended environment. */
function completeRules(openSections: readonly string[]): JsonSchemaRules {
  const rules: JsonSchemaRules = {
    isRequired,
    isRemovable: () => false,
    removesEntries: false,
    choosesMember: false,
    isOpen: ([section]) => openSections.includes(String(section)),
    pattern: ({ source }) => [{ pattern: source }],
    get elements() {
      return rules;
    },
  };
  return rules;
}

function isRequired(shape: Shape): boolean {
  return !shape.optional && !shape.nullable && shape.defaultValue === undefined;
}
