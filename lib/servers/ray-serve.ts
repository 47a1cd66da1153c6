import type { ServerProfile } from './server-profile';

/**
 * Ray Serve on one node: a Ray head of its own in each pod. `RAY_SERVE_APPLICATION` is the import path of the application.
 *
 * - `ray start`, `serve start` and `serve run`: https://docs.ray.io/en/latest/cluster/cli.html and
 *   https://docs.ray.io/en/latest/serve/api/index.html. Ray Serve listens on 127.0.0.1 unless told otherwise.
 * - `/-/healthz` and the metrics: https://docs.ray.io/en/latest/serve/monitoring.html; latencies are in milliseconds.
 */
export const rayServe: ServerProfile = {
  title: 'Ray Serve',
  ports: { http: 8000, metrics: 8080 },
  checks: { protocol: 'http', liveness: '/-/healthz', readiness: '/-/healthz', startup: '/-/healthz' },
  metrics: {
    path: '/metrics',
    waitingRequests: 'ray_serve_deployment_queued_queries',
    runningRequests: 'ray_serve_num_ongoing_requests_at_replicas',
    requests: 'ray_serve_num_http_requests_total',
    failures: { name: 'ray_serve_num_http_error_requests_total', matchers: 'error_code=~"5.."' },
    latency: { name: 'ray_serve_http_request_latency_ms', unit: 'ms' },
  },
  command: ['/bin/sh', '-ec'],
  args: [
    [
      'ray start --head --disable-usage-stats --dashboard-host=127.0.0.1 --metrics-export-port="$METRICS_PORT"',
      'serve start --http-host=0.0.0.0 --http-port="$PORT"',
      'exec serve run "$RAY_SERVE_APPLICATION"',
      '',
    ].join('\n'),
  ],
  env: { HOME: '/tmp', RAY_SERVE_APPLICATION: 'app:app' },
  usesSharedMemory: true,
  drainSeconds: 30,
};
