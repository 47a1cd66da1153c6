import { z } from 'zod';
import type { PartOf } from '../values/presets/with-presets';
import { settings } from './settings';
import { absolutePath, textOfForm } from './text-form';

/** Name of the port that metrics are read from, where it is not the HTTP port. */
export const METRICS_PORT = 'metrics';

const metricName = () =>
  textOfForm(/^([a-zA-Z_:][a-zA-Z0-9_:]*)?$/, 'the name of a metric, such as http_requests_total').default('');

/** Prometheus metrics of the server. */
export const metricsValues = z
  .object({
    enabled: z.boolean().default(true).describe('Offer Prometheus metrics. METRICS_ENABLED.'),
    port: z
      .int()
      .min(1)
      .max(65535)
      .optional()
      .describe('Port of the metrics. Left out: they are on the HTTP port, service.targetPort. METRICS_PORT.'),
    path: absolutePath().default('/metrics').describe('Path of the metrics. METRICS_PATH.'),
    annotations: z
      .boolean()
      .default(false)
      .describe(
        'Annotate the Service with prometheus.io/scrape, port and path, which a Prometheus without the operator often goes by.',
      ),
    names: z
      .object({
        waitingRequests: metricName().describe('Gauge of requests that wait. Empty: the server has none.'),
        runningRequests: metricName().describe('Gauge of requests in work. Empty: the server has none.'),
        requests: metricName().describe('Counter of all requests. Empty: the server has none.'),
        failures: metricName().describe('Counter with the failed requests. Empty: the server has none.'),
        failureMatchers: z
          .string()
          .default('')
          .describe('Labels that the failed requests have in that counter, such as status=~"5..".'),
        latency: metricName().describe('Histogram of how long requests take. Empty: the server has none.'),
        latencyUnit: z
          .enum(['s', 'ms', 'µs'])
          .default('s')
          .describe('Unit of that histogram: s (seconds), ms (thousandths) or µs (millionths).'),
      })
      .prefault({})
      .describe('Names of the metrics that alerts and the dashboard are made of.'),
  })
  .prefault({})
  .describe('Prometheus metrics of the server.');

export type MetricsValues = z.output<typeof metricsValues>;

/** The port that metrics have to themselves, if they have one. */
export function ownMetricsPort(metrics: MetricsValues): number | undefined {
  return metrics.enabled ? metrics.port : undefined;
}

/** The annotations of Services that many a Prometheus without the operator finds its targets by. */
export const SCRAPE_ANNOTATIONS = {
  scrape: 'prometheus.io/scrape',
  port: 'prometheus.io/port',
  path: 'prometheus.io/path',
} as const;

/** @param httpPort port of the server's HTTP interface */
export function metricsAnnotations(metrics: MetricsValues, httpPort: number): Record<string, string> {
  if (!metrics.enabled || !metrics.annotations) return {};
  return {
    [SCRAPE_ANNOTATIONS.scrape]: 'true',
    [SCRAPE_ANNOTATIONS.port]: String(metrics.port ?? httpPort),
    [SCRAPE_ANNOTATIONS.path]: metrics.path,
  };
}

export function metricsEnvironment({ enabled, port, path }: PartOf<MetricsValues>): Record<string, string> {
  return settings({ METRICS_ENABLED: enabled, ...(enabled !== false && { METRICS_PORT: port, METRICS_PATH: path }) });
}
