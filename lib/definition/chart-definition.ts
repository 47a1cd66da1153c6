import type { Chart } from 'cdk8s';
import type { z } from 'zod';
import type { ChartMetadata } from '../chart/metadata';

/** Everything that makes a chart: what it is called, what configures it, and what it deploys. */
export interface ChartDefinition<Schema extends z.ZodObject = z.ZodObject> {
  /** What `Chart.yaml` says: name, version, description and so on. */
  readonly metadata: ChartMetadata;
  /** The schema of the values, with their defaults and their prose. */
  readonly values: Schema;
  /**
   * Builds the constructs, as a pure function of the values: equal values give equal objects. It runs once for each
   * environment, and some hundreds of times with other values while the chart's templates are traced.
   */
  readonly constructs: (scope: Chart, values: z.output<Schema>) => void;
}

/** Names the parts of a chart, so that TypeScript knows the values' type from their schema. */
export function defineChart<Schema extends z.ZodObject>(definition: ChartDefinition<Schema>): ChartDefinition<Schema> {
  return definition;
}
