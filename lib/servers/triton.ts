import type { ServerProfile } from './server-profile';

/**
 * NVIDIA Triton Inference Server.
 *
 * - Ports and health: https://github.com/triton-inference-server/server/blob/main/docs/protocol/README.md; readiness is
 *   that of all models, because `--strict-readiness` is true by default.
 * - Metrics: https://github.com/triton-inference-server/server/blob/main/docs/user_guide/metrics.md. Latencies are sums
 *   there, not histograms; their quantiles need `--metrics-config summary_latencies=true`.
 * - `--exit-timeout-secs`, 30 by default, is how long requests may take after SIGTERM.
 */
export const triton: ServerProfile = {
  title: 'Triton Inference Server',
  ports: { http: 8000, grpc: 8001, metrics: 8002 },
  checks: {
    protocol: 'http',
    liveness: '/v2/health/live',
    readiness: '/v2/health/ready',
    startup: '/v2/health/ready',
  },
  metrics: {
    path: '/metrics',
    waitingRequests: 'nv_inference_pending_request_count',
    requests: 'nv_inference_count',
    failures: { name: 'nv_inference_request_failure', matchers: 'model!=""' },
  },
  command: ['tritonserver'],
  args: [
    '--model-repository=$(MODEL_PATH)',
    '--http-port=$(PORT)',
    '--grpc-port=$(GRPC_PORT)',
    '--metrics-port=$(METRICS_PORT)',
    '--exit-timeout-secs=$(DRAIN_SECONDS)',
  ],
  usesSharedMemory: true,
  drainSeconds: 30,
};
