import type { ServerProfile } from './server-profile';

/**
 * BentoML 1.2 or later, in an image that `bentoml containerize` made.
 *
 * - `/livez`, `/readyz` and the metrics: https://docs.bentoml.com/en/latest/build-with-bentoml/observability/metrics.html
 * - `BENTOML_PORT` and `BENTOML_HOST`: the variables of `bentoml serve`,
 *   https://docs.bentoml.com/en/latest/reference/bentoml/cli.html. `BENTOML_HOME` is written to; the bento itself is
 *   found by `BENTO_PATH`, which the image sets.
 */
export const bentoml: ServerProfile = {
  title: 'BentoML',
  ports: { http: 3000 },
  checks: { protocol: 'http', liveness: '/livez', readiness: '/readyz', startup: '/readyz' },
  metrics: {
    path: '/metrics',
    runningRequests: 'bentoml_service_request_in_progress',
    requests: 'bentoml_service_request_total',
    failures: { name: 'bentoml_service_request_total', matchers: 'http_response_code=~"5.."' },
    latency: { name: 'bentoml_service_request_duration_seconds', unit: 's' },
  },
  env: { BENTOML_HOME: '/var/lib/bentoml', BENTOML_HOST: '0.0.0.0', BENTOML_PORT: '$(PORT)' },
  writableFolders: { home: { path: '/var/lib/bentoml', sizeLimit: '5Gi' } },
  drainSeconds: 30,
};
