import { ApiObject, type Chart } from 'cdk8s';
import type { z } from 'zod';
import {
  type ChartDefinition,
  defineChart,
  type ExplainedValue,
  environmentsFrom,
  HelmApp,
  Release,
} from '../../../lib';

export interface ExplainedChartProps<Schema extends z.ZodObject> {
  readonly values: Schema;
  /** The values of base. @default the schema's defaults */
  readonly base?: Readonly<Record<string, unknown>>;
  /** The environments' values, by name. @default dev with no values of its own */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The `spec` of an object of kind `Example`. */
  readonly spec?: (values: z.output<Schema>, release: Release) => unknown;
  /** Other objects. */
  readonly constructs?: (scope: Chart, values: z.output<Schema>) => void;
  readonly metadata?: Partial<ChartDefinition['metadata']>;
}

/** What is said of the values at a path of a chart named `demo`. */
export function explain<Schema extends z.ZodObject>(
  props: ExplainedChartProps<Schema>,
  path?: string,
): readonly ExplainedValue[] {
  const chart = defineChart({
    metadata: { name: 'demo', version: '1.0.0', ...props.metadata },
    values: props.values,
    constructs: (scope, values) => {
      props.constructs?.(scope, values);
      const spec = props.spec?.(values, Release.of(scope));
      if (spec) new ApiObject(scope, 'example', { apiVersion: 'v1', kind: 'Example', metadata: { name: 'one' }, spec });
    },
  });
  const named = Object.entries(props.environments ?? { dev: {} }).map(([name, values]) => [name, { values }]);
  const environments = environmentsFrom({
    base: { values: props.base ?? {} },
    environments: Object.fromEntries(named),
  });
  const app = new HelmApp({ charts: [chart], environments });
  return app.explain({ ...(path !== undefined && { path }) })[0].values;
}

/** The places of a value in short: object, field and effect; then when each alternative is there, and what is there. */
export function places({ places }: ExplainedValue): string {
  return places
    .map(({ objects, field, effect, alternatives, results }) => {
      const [{ kind, condition }] = objects;
      const conditions = [condition, ...alternatives.map((one) => one.condition)].flatMap((one) => one ?? []);
      return [
        `${objects.length > 1 ? `${objects.length} objects` : kind} ${field}: ${effect}`.replace(' :', ':'),
        ...conditions.map((one) => `  if ${one}`),
        ...results.map(({ environment, count, values, reason }) => {
          const there = values ? values.map((value) => JSON.stringify(value)).join(', ') : `there ${count}`;
          return `  ${environment}: ${count === 0 ? `not there: ${reason}` : there}`;
        }),
      ].join('\n');
    })
    .join('\n');
}
