import type { Chart } from 'cdk8s';
import type { z } from 'zod';
import { synthesizeChart } from '../../lib/app/synthesize-chart';
import { type ChartDefinition, defineChart } from '../../lib/definition/chart-definition';
import { environmentsFrom } from '../../lib/environment/environments-from';
import { validateEnvironments } from '../../lib/environment/validate';
import type { ChartUnderTest } from '../equality/mismatches';

type RawValues = Readonly<Record<string, unknown>>;

/** A chart as somebody might bring it: a schema and constructs that know nothing of this library but `Release`. */
export interface ForeignChart {
  readonly name: string;
  readonly definition: ChartDefinition;
  readonly base: RawValues;
  readonly environments: Readonly<Record<string, RawValues>>;
  readonly apiVersions: readonly string[];
  /** What cannot be expressed, and why not, by the path of the value. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly dead: readonly string[];
}

export interface ForeignChartProps<Schema extends z.ZodObject> {
  readonly name: string;
  readonly values: Schema;
  readonly constructs: (chart: Chart, values: z.output<Schema>) => void;
  /** The values of base. @default the schema's defaults */
  readonly base?: RawValues;
  /** The values of other environments, by name. @default `dev`, with those of base */
  readonly environments?: Readonly<Record<string, RawValues>>;
  /** What the clusters have beyond Kubernetes itself. @default nothing */
  readonly apiVersions?: readonly string[];
  /** The values that the chart has to fix, with the reason that is given. @default none */
  readonly fixed?: Readonly<Record<string, string>>;
  /** The values that change nothing. @default none */
  readonly dead?: readonly string[];
}

export function foreignChart<Schema extends z.ZodObject>(props: ForeignChartProps<Schema>): ForeignChart {
  const { name, values, constructs } = props;
  const metadata = { name, version: '1.0.0', appVersion: '2.3.4', icon: 'https://example.com/icon.svg' };
  return {
    name,
    definition: defineChart({ metadata, values, constructs }) as unknown as ChartDefinition,
    base: props.base ?? {},
    environments: props.environments ?? { dev: {} },
    apiVersions: props.apiVersions ?? [],
    fixed: props.fixed ?? {},
    dead: props.dead ?? [],
  };
}

/** Traces a chart. Throws what synth throws. */
export function traceForeignChart({ definition, base, environments, apiVersions }: ForeignChart): ChartUnderTest {
  const named = Object.entries(environments).map(([name, values]) => [name, { values }]);
  const set = environmentsFrom({
    base: { values: base, cluster: { apiVersions } },
    environments: Object.fromEntries(named),
  });
  const validated = validateEnvironments(set, definition.values);
  return { definition, environments: validated, ...synthesizeChart(definition, validated) };
}
