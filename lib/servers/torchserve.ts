import { SERVER_FILES_FOLDER, type ServerProfile } from './server-profile';

/**
 * TorchServe, which is not maintained any more.
 *
 * - Settings: https://github.com/pytorch/serve/blob/master/docs/configuration.md. It listens on 127.0.0.1 unless told
 *   otherwise; its management interface stays there. Variables `TS_…` count once the file says so.
 * - `/ping`: https://github.com/pytorch/serve/blob/master/docs/inference_api.md
 * - Metrics: https://github.com/pytorch/serve/blob/master/docs/metrics.md; they are logged unless `metrics_mode` is
 *   prometheus.
 * - Tokens would be written to a file that no client of the Service can read
 *   (https://github.com/pytorch/serve/blob/master/docs/token_authorization_api.md).
 */
export const torchserve: ServerProfile = {
  title: 'TorchServe',
  ports: { http: 8080, metrics: 8082 },
  checks: { protocol: 'http', liveness: '/ping', readiness: '/ping', startup: '/ping' },
  metrics: {
    path: '/metrics',
    requests: 'ts_inference_requests_total',
    failures: { name: 'Requests5XX', matchers: 'Level="Host"' },
  },
  command: ['torchserve'],
  args: [
    '--start',
    '--foreground',
    '--disable-token-auth',
    `--ts-config=${SERVER_FILES_FOLDER}/config.properties`,
    '--model-store=$(MODEL_PATH)',
    '--models=all',
  ],
  env: {
    LOG_LOCATION: '/tmp/torchserve/logs',
    METRICS_LOCATION: '/tmp/torchserve/logs',
    TS_INFERENCE_ADDRESS: 'http://0.0.0.0:$(PORT)',
    TS_MANAGEMENT_ADDRESS: 'http://127.0.0.1:8081',
    TS_METRICS_ADDRESS: 'http://0.0.0.0:$(METRICS_PORT)',
    TS_METRICS_MODE: 'prometheus',
  },
  files: { 'config.properties': 'enable_envvars_config=true\n' },
  drainSeconds: 30,
};
