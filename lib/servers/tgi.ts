import type { ServerProfile } from './server-profile';

/**
 * Hugging Face's Text Generation Inference.
 *
 * - Arguments: https://huggingface.co/docs/text-generation-inference/reference/launcher. The image's port 80 may not be
 *   bound without a capability. The launcher takes HOSTNAME for its address, which in a pod is the pod's name.
 * - Metrics: https://huggingface.co/docs/text-generation-inference/reference/metrics
 */
export const tgi: ServerProfile = {
  title: 'Text Generation Inference',
  ports: { http: 8080 },
  checks: { protocol: 'http', liveness: '/health', readiness: '/health', startup: '/health' },
  metrics: {
    path: '/metrics',
    waitingRequests: 'tgi_queue_size',
    runningRequests: 'tgi_batch_current_size',
    requests: 'tgi_request_count',
    failures: { name: 'tgi_request_failure', matchers: 'err!=""' },
    latency: { name: 'tgi_request_duration', unit: 's' },
  },
  args: ['--model-id=$(MODEL_PATH)', '--hostname=0.0.0.0', '--port=$(PORT)', '--num-shard=$(TENSOR_PARALLEL_SIZE)'],
  env: { HF_HOME: '/data', HOME: '/data', TRITON_CACHE_DIR: '/data/triton' },
  writableFolders: { data: { path: '/data', sizeLimit: '20Gi' } },
  usesSharedMemory: true,
  drainSeconds: 60,
};
