import { ApiObject, type Chart } from 'cdk8s';
import type { z } from 'zod';
import { synthesizeChart } from '../../../lib/app/synthesize-chart';
import { type ChartDefinition, defineChart } from '../../../lib/definition/chart-definition';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { type ValidatedEnvironments, validateEnvironments } from '../../../lib/environment/validate';
import { Release } from '../../../lib/release/release';
import type { TracedChart } from '../../../lib/trace/trace';

type RawValues = Readonly<Record<string, unknown>>;

export interface SmallChartProps<Schema extends z.ZodObject> {
  readonly values: Schema;
  /** The values of base. @default the schema's defaults */
  readonly base?: RawValues;
  /** Other environments' values, by name. @default none */
  readonly environments?: Readonly<Record<string, RawValues>>;
  /** What the cluster of every environment has beyond Kubernetes itself. @default nothing */
  readonly apiVersions?: readonly string[];
  /** The `spec` of the chart's only object. */
  readonly spec?: (values: z.output<Schema>, release: Release) => unknown;
  /** All of the chart's objects, instead of only one. */
  readonly constructs?: (scope: Chart, values: z.output<Schema>, release: Release) => void;
}

/** A chart that was traced for a test, with all its files. */
export interface SmallChart {
  readonly definition: ChartDefinition;
  readonly environments: ValidatedEnvironments<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, string>;
  readonly traced: TracedChart;
  readonly unenforced: readonly string[];
  /** What is printed below `spec:` in the template of the chart's only object, moved to the left margin. */
  readonly spec: string;
  /** The text of a file below `templates/`, without the header that every file has. */
  template(file: string): string;
}

/** Traces a chart named `demo`, of one object of kind `Example` unless its constructs are given. */
export function smallChart<Schema extends z.ZodObject>(props: SmallChartProps<Schema>): SmallChart {
  const definition = defineChart({
    metadata: { name: 'demo', version: '1.2.3', appVersion: '4.5.6', icon: 'https://example.com/icon.svg' },
    values: props.values,
    constructs: (scope, values) => {
      const release = Release.of(scope);
      props.constructs?.(scope, values, release);
      if (props.spec) object(scope, 'Example', 'example', { spec: props.spec(values, release) });
    },
  });
  const others = Object.entries(props.environments ?? {}).map(([name, values]) => [name, { values }]);
  const set = environmentsFrom({
    base: { values: props.base ?? {}, cluster: { apiVersions: props.apiVersions ?? [] } },
    environments: Object.fromEntries(others),
  });
  const environments = validateEnvironments(set, props.values);
  const { files, traced, unenforced } = synthesizeChart(definition as unknown as ChartDefinition, environments);
  const template = (file: string) => {
    const text = files.get(`templates/${file}`);
    if (text === undefined) throw new RangeError(`${file} is not among ${[...files.keys()].join(', ')}`);
    return text.slice(text.indexOf(' -}}\n') + ' -}}\n'.length);
  };
  return {
    definition: definition as unknown as ChartDefinition,
    environments,
    files,
    traced,
    unenforced,
    template,
    get spec() {
      const [, below = ''] = template('example.yaml').split('\nspec:\n');
      return below.replace(/^ {2}/gm, '').trimEnd();
    },
  };
}

/** A plain object of any kind. */
export function object(scope: Chart, kind: string, name: string, fields: object, apiVersion = 'v1'): ApiObject {
  return new ApiObject(scope, `${kind}-${name}`, { apiVersion, kind, metadata: { name }, ...fields });
}
