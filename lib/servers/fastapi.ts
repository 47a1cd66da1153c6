import type { ServerProfile } from './server-profile';

/**
 * A FastAPI application behind uvicorn, which takes every argument as a variable `UVICORN_…`
 * (https://www.uvicorn.org/settings/). The paths of health are those of the reference documents: FastAPI has none built
 * in. The metrics are those of prometheus-fastapi-instrumentator
 * (https://github.com/trallnag/prometheus-fastapi-instrumentator).
 */
export const fastapi: ServerProfile = {
  title: 'FastAPI',
  ports: { http: 8000 },
  checks: { protocol: 'http', liveness: '/health/live', readiness: '/health/ready', startup: '/health/startup' },
  metrics: {
    path: '/metrics',
    requests: 'http_requests_total',
    failures: { name: 'http_requests_total', matchers: 'status="5xx"' },
    latency: { name: 'http_request_duration_seconds', unit: 's' },
  },
  env: {
    UVICORN_HOST: '0.0.0.0',
    UVICORN_PORT: '$(PORT)',
    UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN: '$(DRAIN_SECONDS)',
    UVICORN_WORKERS: '$(WORKERS)',
  },
  drainSeconds: 30,
};
