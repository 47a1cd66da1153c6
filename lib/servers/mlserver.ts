import type { ServerProfile } from './server-profile';

/**
 * MLServer, the server of KServe's and Seldon's Python runtimes.
 *
 * - Settings, all of which variables `MLSERVER_…` may set: https://docs.seldon.ai/mlserver/reference/settings
 * - Metrics: https://docs.seldon.ai/mlserver/user-guide/metrics; those of several processes are kept in files.
 * - `/v2/health/…`: the Open Inference Protocol.
 */
export const mlserver: ServerProfile = {
  title: 'MLServer',
  ports: { http: 8080, grpc: 8081, metrics: 8082 },
  checks: {
    protocol: 'http',
    liveness: '/v2/health/live',
    readiness: '/v2/health/ready',
    startup: '/v2/health/ready',
  },
  metrics: {
    path: '/metrics',
    waitingRequests: 'parallel_request_queue',
    runningRequests: 'rest_server_requests_in_progress',
    requests: 'rest_server_requests_total',
    failures: { name: 'rest_server_requests_total', matchers: 'status_code=~"5.."' },
    latency: { name: 'rest_server_requests_duration_seconds', unit: 's' },
  },
  command: ['mlserver'],
  args: ['start', '$(MODEL_PATH)'],
  env: {
    MLSERVER_GRPC_PORT: '$(GRPC_PORT)',
    MLSERVER_HOST: '0.0.0.0',
    MLSERVER_HTTP_PORT: '$(PORT)',
    MLSERVER_METRICS_DIR: '/tmp/mlserver',
    MLSERVER_METRICS_PORT: '$(METRICS_PORT)',
    MLSERVER_MODEL_NAME: '$(MODEL_NAME)',
  },
  drainSeconds: 30,
};
