import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { labels, OBJECT_LABELS } from './labels';
import type { MetricsValues } from './metrics';
import { structures } from './pass-through';
import { SERVER } from './server-container';
import { deploymentMatchers, podMatchers } from './service-metrics';
import { prometheusDuration } from './service-monitor';

/** An alert or a recording rule of the Prometheus operator. */
export interface AlertingRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Alerts on the service. */
export const prometheusRuleValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Make a PrometheusRule with alerts, for the Prometheus operator; some need kube-state-metrics.'),
    labels: labels(OBJECT_LABELS).describe('Labels that the Prometheus selects its rules by.'),
    for: prometheusDuration()
      .default('10m')
      .describe('How long failures, latency and waiting requests are above their bounds before an alert fires.'),
    unavailableFor: prometheusDuration()
      .default('5m')
      .describe('How long no replica is available before an alert fires.'),
    notReadyFor: prometheusDuration()
      .default('30m')
      .describe('How long a pod is not ready before an alert fires; longer than the model takes to load.'),
    restarts: z
      .int()
      .min(0)
      .default(2)
      .describe('Restarts of the server within 15 minutes above which an alert fires.'),
    failurePercent: z
      .int()
      .min(0)
      .max(100)
      .default(5)
      .describe('Percentage of failed requests above which an alert fires, by metrics.names.failures.'),
    latency: z
      .int()
      .min(1)
      .default(10)
      .describe('99th percentile of metrics.names.latency above which an alert fires, in its unit.'),
    waitingRequests: z
      .int()
      .min(0)
      .default(10)
      .describe('Waiting requests of each replica above which an alert fires, by metrics.names.waitingRequests.'),
    rules: structures<AlertingRule>().describe('Further rules.'),
  })
  .prefault({})
  .describe('Alerts on the service.');

type PrometheusRuleValues = z.output<typeof prometheusRuleValues>;

export function prometheusRule(
  scope: Construct,
  identity: ServiceIdentity,
  values: PrometheusRuleValues,
  metrics: MetricsValues,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return new ApiObject(scope, 'prometheus-rule', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: identity.metadata({ labels: values.labels }),
    spec: {
      groups: [
        {
          name: identity.name(),
          rules: [...podAlerts(identity, values), ...requestAlerts(identity, values, metrics), ...values.rules],
        },
      ],
    },
  });
}

/** What Kubernetes knows of the service, whatever its server is. */
function podAlerts(identity: ServiceIdentity, values: PrometheusRuleValues): AlertingRule[] {
  const [pods, deployment] = [podMatchers(identity), deploymentMatchers(identity)];
  return [
    {
      alert: 'InferenceServiceUnavailable',
      expr: `kube_deployment_status_replicas_available{${deployment}} == 0 and kube_deployment_spec_replicas{${deployment}} > 0`,
      for: values.unavailableFor,
      labels: { severity: 'critical' },
      annotations: { summary: `${identity.name()} has no replica that answers requests.` },
    },
    {
      alert: 'InferenceServicePodNotReady',
      expr: `kube_pod_status_ready{${pods},condition="false"} == 1`,
      for: values.notReadyFor,
      labels: { severity: 'warning' },
      annotations: { summary: 'Pod {{ $labels.pod }} does not become ready: the model may not load.' },
    },
    {
      alert: 'InferenceServiceRestarts',
      expr: `increase(kube_pod_container_status_restarts_total{${pods},container="${SERVER}"}[15m]) > ${values.restarts}`,
      labels: { severity: 'warning' },
      annotations: { summary: 'The server of pod {{ $labels.pod }} restarts again and again.' },
    },
  ];
}

/** What the server knows of its requests, as far as it has metrics of them. */
function requestAlerts(
  identity: ServiceIdentity,
  values: PrometheusRuleValues,
  { names }: MetricsValues,
): AlertingRule[] {
  const pods = podMatchers(identity);
  const alert = (name: string, expr: string, summary: string): AlertingRule => ({
    alert: name,
    expr,
    for: values.for,
    labels: { severity: 'warning' },
    annotations: { summary },
  });
  return [
    ...(names.failures !== ''
      ? [
          alert(
            'InferenceServiceFailures',
            `100 * sum(rate(${names.failures}{${pods},${names.failureMatchers}}[5m])) / sum(rate(${names.requests}{${pods}}[5m])) > ${values.failurePercent}`,
            `{{ $value | printf "%.1f" }} % of the requests to ${identity.name()} fail.`,
          ),
        ]
      : []),
    ...(names.latency !== ''
      ? [
          alert(
            'InferenceServiceLatency',
            `histogram_quantile(0.99, sum by (le) (rate(${names.latency}_bucket{${pods}}[5m]))) > ${values.latency}`,
            `One in a hundred requests to ${identity.name()} takes {{ $value | printf "%.1f" }} ${names.latencyUnit} or more.`,
          ),
        ]
      : []),
    ...(names.waitingRequests !== ''
      ? [
          alert(
            'InferenceServiceQueue',
            `avg(${names.waitingRequests}{${pods}}) > ${values.waitingRequests}`,
            `{{ $value | printf "%.0f" }} requests wait at each replica of ${identity.name()}.`,
          ),
        ]
      : []),
  ];
}
