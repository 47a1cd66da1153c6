import type { ServerMetrics, ServerProfile } from '../servers/server-profile';
import { SERVER_PROFILES, type ServerName } from '../servers/server-profiles';
import type { MetricsValues } from './metrics';
import { SERVER } from './server-container';

/** What a panel of the dashboard shows over time. */
export interface DashboardPanel {
  readonly title: string;
  /** Unit of the values, by Grafana's name for it. */
  readonly unit: string;
  readonly targets: readonly { readonly expr: string; readonly legend: string }[];
}

const PODS = 'namespace="$namespace",pod=~"$pods"';
const DEPLOYMENT = 'namespace="$namespace",deployment="$service"';

/** The panels for a server: those of requests as far as it has metrics of them, then those of its pods. */
export function dashboardPanels(metrics: MetricsValues, server: ServerName): DashboardPanel[] {
  return [...requestPanels(metrics, server), ...POD_PANELS];
}

function requestPanels({ names }: MetricsValues, server: ServerName): DashboardPanel[] {
  const profile: ServerProfile = SERVER_PROFILES[server];
  const has = (metric: keyof ServerMetrics) => isThere(profile, metric);
  // Free text would have to be escaped for JSON, which no template does inside of a text; so it is the profile's.
  const failureMatchers = profile.metrics?.failures?.matchers;
  return [
    ...(has('requests')
      ? [
          {
            title: 'Requests',
            unit: 'reqps',
            targets: [{ expr: `sum(rate(${series(names.requests)}[$__rate_interval]))`, legend: 'all' }],
          },
        ]
      : []),
    ...(failureMatchers !== undefined
      ? [
          {
            title: 'Failed requests',
            unit: 'percent',
            targets: [
              {
                expr: `100 * sum(rate(${series(names.failures, failureMatchers)}[$__rate_interval])) / sum(rate(${series(names.requests)}[$__rate_interval]))`,
                legend: 'failed',
              },
            ],
          },
        ]
      : []),
    ...(has('latency')
      ? [
          {
            title: 'Latency',
            unit: names.latencyUnit,
            targets: [50, 90, 99].map((percentile) => ({
              expr: `histogram_quantile(${percentile / 100}, sum by (le) (rate(${series(`${names.latency}_bucket`)}[$__rate_interval])))`,
              legend: `${percentile} %`,
            })),
          },
        ]
      : []),
    ...(has('waitingRequests') || has('runningRequests')
      ? [
          {
            title: 'Waiting and running requests',
            unit: 'short',
            targets: [
              ...(has('waitingRequests') ? [{ expr: `sum(${series(names.waitingRequests)})`, legend: 'waiting' }] : []),
              ...(has('runningRequests') ? [{ expr: `sum(${series(names.runningRequests)})`, legend: 'running' }] : []),
            ],
          },
        ]
      : []),
  ];
}

/** Of a server of one's own only the values know which metrics it has. */
function isThere({ metrics }: ServerProfile, metric: keyof ServerMetrics): boolean {
  return metrics === undefined || metrics[metric] !== undefined;
}

/** The pods' series of a metric; without a name there are none, where a bare selector would take all that they have. */
function series(name: string, matchers?: string): string {
  return `{__name__="${name}",${PODS}${matchers === undefined ? '' : `,${matchers}`}}`;
}

const POD_PANELS: readonly DashboardPanel[] = [
  {
    title: 'Replicas',
    unit: 'short',
    targets: [
      { expr: `kube_deployment_spec_replicas{${DEPLOYMENT}}`, legend: 'wanted' },
      { expr: `kube_deployment_status_replicas_available{${DEPLOYMENT}}`, legend: 'available' },
    ],
  },
  {
    title: 'Restarts of the server',
    unit: 'short',
    targets: [
      {
        expr: `increase(kube_pod_container_status_restarts_total{${PODS},container="${SERVER}"}[1h])`,
        legend: '{{pod}}',
      },
    ],
  },
  {
    title: 'CPU',
    unit: 'short',
    targets: [
      {
        expr: `sum by (pod) (rate(container_cpu_usage_seconds_total{${PODS},container="${SERVER}"}[$__rate_interval]))`,
        legend: '{{pod}}',
      },
    ],
  },
  {
    title: 'Memory',
    unit: 'bytes',
    targets: [
      { expr: `sum by (pod) (container_memory_working_set_bytes{${PODS},container="${SERVER}"})`, legend: '{{pod}}' },
    ],
  },
  {
    title: 'GPU utilization, by the DCGM exporter',
    unit: 'percent',
    targets: [{ expr: `avg by (pod, gpu) (DCGM_FI_DEV_GPU_UTIL{${PODS}})`, legend: '{{pod}} {{gpu}}' }],
  },
];
