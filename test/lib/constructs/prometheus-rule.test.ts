import type { ServerProfile } from '../../../lib/servers/server-profile';
import { SERVER_NAMES, SERVER_PROFILES } from '../../../lib/servers/server-profiles';
import { buildService, problemsOf } from './build-service';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
}

const rulesOf = (props: object): Rule[] =>
  buildService({
    ...props,
    prometheusRule: { enabled: true, ...('prometheusRule' in props ? (props.prometheusRule as object) : {}) },
  }).find('PrometheusRule').spec.groups[0].rules;
const alertsOf = (props: object) => rulesOf(props).map(({ alert }) => alert);
const expressionOf = (alert: string, props: object) => rulesOf(props).find((rule) => rule.alert === alert)?.expr;

test('there is none unless it is asked for', () => {
  expect(buildService().find('PrometheusRule')).toBeUndefined();
});

test('any service is watched by what Kubernetes knows of it', () => {
  expect(rulesOf({})).toMatchInlineSnapshot(`
[
  {
    "alert": "InferenceServiceUnavailable",
    "annotations": {
      "summary": "ml has no replica that answers requests.",
    },
    "expr": "kube_deployment_status_replicas_available{namespace="serving",deployment="ml"} == 0 and kube_deployment_spec_replicas{namespace="serving",deployment="ml"} > 0",
    "for": "5m",
    "labels": {
      "severity": "critical",
    },
  },
  {
    "alert": "InferenceServicePodNotReady",
    "annotations": {
      "summary": "Pod {{ $labels.pod }} does not become ready: the model may not load.",
    },
    "expr": "kube_pod_status_ready{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+",condition="false"} == 1",
    "for": "30m",
    "labels": {
      "severity": "warning",
    },
  },
  {
    "alert": "InferenceServiceRestarts",
    "annotations": {
      "summary": "The server of pod {{ $labels.pod }} restarts again and again.",
    },
    "expr": "increase(kube_pod_container_status_restarts_total{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+",container="server"}[15m]) > 2",
    "labels": {
      "severity": "warning",
    },
  },
]
`);
});

test.each(SERVER_NAMES)('%s is watched by the metrics that it has', (name) => {
  const { metrics }: ServerProfile = SERVER_PROFILES[name];
  expect(alertsOf({ server: { profile: name } }).slice(3)).toEqual([
    ...(metrics?.failures ? ['InferenceServiceFailures'] : []),
    ...(metrics?.latency ? ['InferenceServiceLatency'] : []),
    ...(metrics?.waitingRequests ? ['InferenceServiceQueue'] : []),
  ]);
});

test('expressions of a server', () => {
  const vllm = { server: { profile: 'vllm' } };
  expect(
    rulesOf(vllm)
      .slice(3)
      .map(({ expr }) => expr),
  ).toMatchInlineSnapshot(`
[
  "100 * sum(rate(http_requests_total{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+",status="5xx"}[5m])) / sum(rate(http_requests_total{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+"}[5m])) > 5",
  "histogram_quantile(0.99, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+"}[5m]))) > 10",
  "avg(vllm:num_requests_waiting{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+"}) > 10",
]
`);
});

test('bounds are those of the values; that of the latency is in the unit of its metric', () => {
  const prometheusRule = { failurePercent: 1, waitingRequests: 3, restarts: 0 };
  const props = { server: { profile: 'ray-serve' }, prometheusRule };
  expect(expressionOf('InferenceServiceFailures', props)).toMatch(/ > 1$/);
  expect(expressionOf('InferenceServiceQueue', props)).toMatch(/ > 3$/);
  expect(expressionOf('InferenceServiceRestarts', props)).toMatch(/ > 0$/);
  expect(expressionOf('InferenceServiceLatency', props)).toMatch(/ > 10000$/);
});

test('metrics of an application of one’s own, and further rules', () => {
  const names = { requests: 'app_requests_total', failures: 'app_errors_total', failureMatchers: 'kind="server"' };
  const further = { alert: 'Mine', expr: 'vector(1)' };
  const props = { metrics: { names }, prometheusRule: { rules: [further] } };
  expect(alertsOf(props).slice(3)).toEqual(['InferenceServiceFailures', 'Mine']);
  expect(expressionOf('InferenceServiceFailures', props)).toContain(
    'app_errors_total{namespace="serving",pod=~"ml-[a-z0-9]+-[a-z0-9]+",kind="server"}',
  );
});

test('the labels that a Prometheus selects by', () => {
  const { find } = buildService({ prometheusRule: { enabled: true, labels: { release: 'prometheus' } } });
  expect(find('PrometheusRule').metadata.labels).toMatchObject({ release: 'prometheus' });
});

describe('mistakes', () => {
  test('failed requests without what tells them', () => {
    expect(
      problemsOf({ metrics: { names: { failures: 'http_requests_total', requests: 'http_requests_total' } } }),
    ).toEqual([
      'metrics.names.failureMatchers: required while metrics.names.failures is set; set it, or remove metrics.names.failures',
    ]);
  });

  test('a name that no metric has', () => {
    expect(problemsOf({ metrics: { names: { latency: 'http-latency' } } })).toEqual([
      'metrics.names.latency: expected the name of a metric, such as http_requests_total, found text "http-latency"',
    ]);
  });

  test('annotations that are there twice', () => {
    expect(
      problemsOf({ metrics: { annotations: true }, service: { annotations: { 'prometheus.io/port': '9090' } } }),
    ).toEqual([
      'service.annotations["prometheus.io/port"]: metrics.annotations sets this annotation; remove it here, or set that to false',
    ]);
  });
});

test('annotations for a Prometheus that goes by them', () => {
  const annotationsOf = (props: object) => buildService(props).find('Service').metadata.annotations ?? {};
  expect(annotationsOf({ metrics: { annotations: true } })).toMatchObject({
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': '8080',
    'prometheus.io/path': '/metrics',
  });
  expect(annotationsOf({ server: { profile: 'triton' }, metrics: { annotations: true } })).toMatchObject({
    'prometheus.io/port': '8002',
  });
  expect(annotationsOf({ metrics: { enabled: false, annotations: true } })).not.toHaveProperty([
    'prometheus.io/scrape',
  ]);
});
