import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesDocuments } from '../helm/kubernetes-yaml';
import { filesOf } from './tree';

/** What the example comes to, as `golden.test.ts` compares it: tests that render the chart need not trace it again. */
export const GOLDEN = join(__dirname, 'golden');

/** The folder of the example's Helm chart. */
export const GOLDEN_CHART = join(GOLDEN, 'charts/ml-inference');

/** The files of the example's Helm chart. */
export function goldenChartFiles(): Map<string, string> {
  return new Map(filesOf(GOLDEN_CHART).map((path) => [path, readFileSync(join(GOLDEN_CHART, path), 'utf8')]));
}

/** The objects of an environment, read from their files as kubectl reads them. */
export function goldenManifests(environment: string): unknown[] {
  const folder = join(GOLDEN, 'manifests', environment);
  return filesOf(folder).flatMap((file) => kubernetesDocuments(readFileSync(join(folder, file), 'utf8')));
}
