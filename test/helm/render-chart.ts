import { kubernetesDocuments } from './kubernetes-yaml';
import { helmOutput } from './run-helm';

/** A chart and what Helm is told about it; the same for rendering and linting. */
export interface ChartInput {
  /** Path of the Helm binary. */
  readonly helm: string;
  /** Path of the chart's folder or archive. */
  readonly chart: string;
  /** Paths of values files, the last one wins (`-f`). */
  readonly valuesFiles?: readonly string[];
  /** Values that win over those of the files. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** `key=value` as on the command line, wins over all (`--set`). */
  readonly set?: readonly string[];
  /** @default default */
  readonly namespace?: string;
  /** Version of the cluster, such as `1.31`. @default what Helm was built for */
  readonly kubeVersion?: string;
}

export interface RenderInput extends ChartInput {
  /** @default release-name, as Helm has it */
  readonly release?: string;
  /** APIs that the cluster has besides Kubernetes' own, such as `monitoring.coreos.com/v1/ServiceMonitor`. */
  readonly apiVersions?: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads rendered objects at whatever depth it is about
export type RenderedObject = any;

/** The objects that `helm template` gives, in its order. Throws a `HelmError` where Helm refuses. */
export async function renderChart(input: RenderInput): Promise<RenderedObject[]> {
  return kubernetesDocuments(await renderText(input));
}

/** The text that `helm template` prints. Throws a `HelmError` where Helm refuses. */
export async function renderText(input: RenderInput): Promise<string> {
  const { helm, release = 'release-name', apiVersions = [] } = input;
  const apis = apiVersions.flatMap((api) => ['--api-versions', api]);
  const args = ['template', release, input.chart, ...chartArguments(input), ...apis];
  return helmOutput(helm, args, { stdin: JSON.stringify(input.values ?? {}) });
}

/** The flags that `helm template` and `helm lint` share; `values` are read from standard input. */
export function chartArguments(input: ChartInput): string[] {
  return [
    ...(input.valuesFiles ?? []).flatMap((file) => ['-f', file]),
    ...(input.values ? ['-f', '-'] : []),
    ...(input.set ?? []).flatMap((assignment) => ['--set', assignment]),
    ...(input.namespace ? ['--namespace', input.namespace] : []),
    ...(input.kubeVersion ? ['--kube-version', input.kubeVersion] : []),
  ];
}
