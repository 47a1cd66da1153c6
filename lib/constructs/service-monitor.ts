import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { labels, OBJECT_LABELS } from './labels';
import { METRICS_PORT, type MetricsValues } from './metrics';
import { HTTP_PORT } from './service';
import { textOfForm } from './text-form';

const DURATION = /^([0-9]+(ms|[smhdwy]))+$/;

/** A span of time as Prometheus writes it. */
export const prometheusDuration = () => textOfForm(DURATION, 'a duration of Prometheus, such as 30s or 1m30s');

/** How the Prometheus operator scrapes the metrics. */
export const serviceMonitorValues = z
  .object({
    enabled: z.boolean().default(false).describe('Make a ServiceMonitor, for the Prometheus operator.'),
    interval: prometheusDuration().default('30s').describe('Time between two scrapes.'),
    scrapeTimeout: prometheusDuration().default('10s').describe('Longest time for one scrape; not above the interval.'),
    labels: labels(OBJECT_LABELS).describe('Labels that the Prometheus selects its ServiceMonitors by.'),
  })
  .prefault({})
  .describe('How the Prometheus operator scrapes the metrics.');

export function serviceMonitor(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof serviceMonitorValues>,
  metrics: MetricsValues,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return new ApiObject(scope, 'service-monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: identity.metadata({ labels: values.labels }),
    spec: {
      selector: { matchLabels: identity.selectorLabels },
      endpoints: [
        {
          port: metrics.port !== undefined ? METRICS_PORT : HTTP_PORT,
          path: metrics.path,
          interval: values.interval,
          scrapeTimeout: values.scrapeTimeout,
        },
      ],
    },
  });
}
