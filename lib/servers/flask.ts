import type { ServerProfile } from './server-profile';

/**
 * A Flask application behind gunicorn, which takes its arguments from `GUNICORN_CMD_ARGS`
 * (https://docs.gunicorn.org/en/stable/settings.html). The paths of health are those of the reference documents: Flask has
 * none built in. The metrics are those of prometheus-flask-exporter
 * (https://github.com/rycus86/prometheus_flask_exporter).
 */
export const flask: ServerProfile = {
  title: 'Flask',
  ports: { http: 5000 },
  checks: { protocol: 'http', liveness: '/health/live', readiness: '/health/ready', startup: '/health/startup' },
  metrics: {
    path: '/metrics',
    requests: 'flask_http_request_total',
    failures: { name: 'flask_http_request_total', matchers: 'status=~"5.."' },
    latency: { name: 'flask_http_request_duration_seconds', unit: 's' },
  },
  env: {
    GUNICORN_CMD_ARGS:
      '--bind=0.0.0.0:$(PORT) --workers=$(WORKERS) --threads=$(THREADS) --graceful-timeout=$(DRAIN_SECONDS) --worker-tmp-dir=/tmp',
  },
  drainSeconds: 30,
};
