import { z } from 'zod';
import { absolutePath } from './text-form';

/** Name of the port that metrics are read from, where it is not the HTTP port. */
export const METRICS_PORT = 'metrics';

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
  })
  .prefault({})
  .describe('Prometheus metrics of the server.');

export type MetricsValues = z.output<typeof metricsValues>;

/** The port that metrics have to themselves, if they have one. */
export function ownMetricsPort(metrics: MetricsValues): number | undefined {
  return metrics.enabled ? metrics.port : undefined;
}

export function metricsEnvironment(metrics: MetricsValues): Record<string, string> {
  return {
    METRICS_ENABLED: String(metrics.enabled),
    ...(metrics.enabled && {
      ...(metrics.port !== undefined && { METRICS_PORT: String(metrics.port) }),
      METRICS_PATH: metrics.path,
    }),
  };
}
