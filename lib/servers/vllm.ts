import type { ServerProfile } from './server-profile';

/**
 * vLLM's OpenAI-compatible server, `vllm serve`.
 *
 * - Arguments: https://docs.vllm.ai/en/stable/cli/serve.html; `/health`, `/metrics` and the names of the metrics:
 *   https://docs.vllm.ai/en/stable/usage/metrics.html
 * - Caches are written below the home folder unless variables say otherwise
 *   (https://github.com/vllm-project/vllm/blob/main/vllm/envs.py), Triton's and PyTorch's among them.
 * - One process counts all HTTP requests as `http_requests_total` with the status in classes such as `5xx`
 *   (prometheus-fastapi-instrumentator).
 * - Without `--shutdown-timeout`, SIGTERM ends the requests that run; the argument is of March 2026
 *   (https://github.com/vllm-project/vllm/pull/36666), and older versions need `server.args` without it.
 */
export const vllm: ServerProfile = {
  title: 'vLLM',
  ports: { http: 8000 },
  checks: { protocol: 'http', liveness: '/health', readiness: '/health', startup: '/health' },
  metrics: {
    path: '/metrics',
    waitingRequests: 'vllm:num_requests_waiting',
    runningRequests: 'vllm:num_requests_running',
    requests: 'http_requests_total',
    failures: { name: 'http_requests_total', matchers: 'status="5xx"' },
    latency: { name: 'vllm:e2e_request_latency_seconds', unit: 's' },
  },
  command: ['vllm', 'serve'],
  args: [
    '$(MODEL_PATH)',
    '--served-model-name=$(MODEL_NAME)',
    '--port=$(PORT)',
    '--tensor-parallel-size=$(TENSOR_PARALLEL_SIZE)',
    '--pipeline-parallel-size=$(PIPELINE_PARALLEL_SIZE)',
    '--shutdown-timeout=$(DRAIN_SECONDS)',
  ],
  env: {
    HF_HOME: '/cache/huggingface',
    HOME: '/cache',
    TORCHINDUCTOR_CACHE_DIR: '/cache/torchinductor',
    TRITON_CACHE_DIR: '/cache/triton',
    VLLM_CACHE_ROOT: '/cache/vllm',
    XDG_CACHE_HOME: '/cache',
  },
  writableFolders: { cache: { path: '/cache', sizeLimit: '20Gi' } },
  usesSharedMemory: true,
  drainSeconds: 60,
};
