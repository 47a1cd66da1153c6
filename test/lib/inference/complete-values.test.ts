import { completeValues, writtenValues } from '../../../lib/inference/complete-values';
import { inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { pickValues } from '../../../lib/values/parts/pick-values';
import { parseValues } from '../../../lib/values/validate';
import { MINIMAL } from '../constructs/build-service';

/** What a chart for vLLM may have. */
const llm = pickValues(inferenceServiceValues, {
  image: true,
  model: { name: true, version: true, storage: { type: ['huggingface', 'none'], huggingface: true } },
  server: {
    profile: ['vllm'],
    command: true,
    args: true,
    env: true,
    files: true,
    writableFolders: true,
    drainSeconds: true,
  },
  gpu: { enabled: true, count: true },
  serviceMonitor: true,
});
const written = {
  ...MINIMAL,
  model: { ...MINIMAL.model, storage: { huggingface: { repository: 'example/llm', revision: 'v1.0' } } },
};

test('complete values stay as they are', () => {
  const values = parseValues(inferenceServiceValues, { ...MINIMAL, server: { profile: 'vllm' } });
  expect(completeValues(values)).toEqual(values);
});

test('what a chart leaves out follows from the server, and has its default otherwise', () => {
  const { service, healthChecks, gpu, keda, model } = completeValues(
    parseValues(llm, { ...written, gpu: { enabled: true } }),
  );
  expect(service.targetPort).toBe(8000);
  expect(healthChecks.liveness.path).toBe('/health');
  expect(gpu).toMatchObject({ enabled: true, count: 1, type: 'nvidia.com/gpu', taint: 'nvidia.com/gpu' });
  expect(keda).toMatchObject({ enabled: false, waitingRequests: { metric: 'vllm:num_requests_waiting' } });
  expect(model.storage).toMatchObject({ type: 'huggingface', pvc: { enabled: false } });
});

test('what was removed from a complete section does not come back', () => {
  const values = parseValues(llm, written);
  const { HOME: _, ...env } = values.server.env;
  expect(completeValues({ ...values, server: { ...values.server, env } }).server.env).toEqual(env);
});

test('what is written by hand is merged with what follows from the server', () => {
  const { server } = completeValues({ ...MINIMAL, server: { profile: 'vllm', env: { HOME: '/home', MORE: 'x' } } });
  expect(server.env).toMatchObject({ HOME: '/home', MORE: 'x', HF_HOME: '/cache/huggingface' });
});

test('what is written can be told from what is not', () => {
  const props = { ...MINIMAL, flask: { logLevel: 'DEBUG' as const }, podLabels: { team: 'ml' } };
  expect(writtenValues(completeValues(props), props)).toEqual({
    image: { repository: 'registry.example.com/ml/sentiment', tag: '1.0.0' },
    model: { name: 'sentiment', version: 'v1' },
    flask: { logLevel: 'DEBUG' },
    podLabels: { team: 'ml' },
  });
});
