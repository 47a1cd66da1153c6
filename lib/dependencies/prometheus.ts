import { z } from 'zod';
import { chartDependency } from './chart-dependency';
import { enabled, type PresetOptions, presetEntry, resourceValues, volumeValues } from './preset';

/** The Prometheus community's chart, in the range that the reference documents have. */
const CHART = {
  name: 'prometheus',
  version: '15.x.x',
  repository: 'https://prometheus-community.github.io/helm-charts',
} as const;

const component = (what: string) =>
  z.object({ enabled: z.boolean().default(false).describe(`Install ${what} as well.`) }).prefault({});

const values = z
  .object({
    enabled: enabled('Prometheus'),
    server: z
      .object({ persistentVolume: volumeValues('50Gi'), resources: resourceValues() })
      .prefault({})
      .describe('The server that collects metrics.'),
    alertmanager: component('the Alertmanager').describe('What sends alerts.'),
    pushgateway: component('the Pushgateway').describe('What takes metrics of jobs.'),
  })
  .prefault({})
  .describe('Prometheus installed with this release.');

/** Prometheus, as its community's chart. */
export function prometheus<const Alias extends string = 'prometheus'>(options: PresetOptions<Alias> = {}) {
  return chartDependency<'prometheus', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
