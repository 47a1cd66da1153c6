import { z } from 'zod';
import { chartDependency } from './chart-dependency';
import { enabled, type PresetOptions, presetEntry } from './preset';

/** The Prometheus community's chart, in the range that the reference documents have. */
const CHART = {
  name: 'prometheus-adapter',
  version: '4.x.x',
  repository: 'https://prometheus-community.github.io/helm-charts',
} as const;

const values = z
  .object({
    enabled: enabled('the adapter'),
    prometheus: z
      .object({
        url: z
          .string()
          .min(1)
          .default('http://prometheus-server.monitoring.svc')
          .describe('URL of the Prometheus, without port.'),
        port: z.int().min(0).max(65535).default(80).describe('Port of the Prometheus. 0: the one of the URL.'),
      })
      .prefault({})
      .describe('Where the metrics come from.'),
    rules: z
      .object({
        default: z.boolean().default(true).describe("Take the chart's own rules."),
        custom: z
          .array(z.record(z.string(), z.unknown()))
          .default([])
          .describe('Rules that make metrics of the autoscaler out of queries. Names of metrics have no colon there.'),
      })
      .prefault({})
      .describe('Which metrics the autoscaler sees.'),
  })
  .prefault({})
  .describe('The adapter that hands metrics of Prometheus to autoscalers, installed with this release.');

/** The adapter that hands metrics of Prometheus to autoscalers, as the Prometheus community's chart. */
export function prometheusAdapter<const Alias extends string = 'prometheus-adapter'>(
  options: PresetOptions<Alias> = {},
) {
  return chartDependency<'prometheus-adapter', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
