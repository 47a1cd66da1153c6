import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartDefinition } from '../../lib';
import { kubernetesDocuments } from '../helm/kubernetes-yaml';
import { filesOf } from '../ml-inference/tree';

/** A folder of `examples`, and what its app is made of. */
export interface Example {
  readonly name: string;
  /** Its values may be of any type. */
  readonly chart: ChartDefinition;
  /** The folder with its environments. */
  readonly environments: string;
  /** The folder with its expected output: the manifests of each environment and the chart. */
  readonly golden: string;
}

/** An example whose environments and expected output are where those of most are. */
export function exampleOf(name: string, chart: object): Example {
  return {
    name,
    chart: chart as ChartDefinition,
    environments: join(__dirname, '../../examples', name, 'environments'),
    golden: join(__dirname, 'golden', name),
  };
}

/** The folder of an example's expected Helm chart. */
export function goldenChart({ name, golden }: Example): string {
  return join(golden, 'charts', name);
}

/** The files of an example's expected Helm chart. */
export function goldenChartFiles(example: Example): Map<string, string> {
  const folder = goldenChart(example);
  return new Map(filesOf(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The expected objects of an environment, read from their files as kubectl reads them. */
export function goldenManifests({ golden }: Example, environment: string): unknown[] {
  const folder = join(golden, 'manifests', environment);
  return filesOf(folder).flatMap((file) => kubernetesDocuments(readFileSync(join(folder, file), 'utf8')));
}
