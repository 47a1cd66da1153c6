import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmApp, loadEnvironments, type Manifest, parseValues } from '../../lib';
import { llm } from './chart';

const outdir = mkdtempSync(join(tmpdir(), 'llm-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const environments = loadEnvironments(join(__dirname, 'environments'));
const [chart] = new HelmApp({ charts: [llm], environments, outdir }).synth({ charts: false }).charts;
const manifests = chart?.manifests as ReadonlyMap<string, readonly Manifest[]>;

// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind are looked into
const find = (environment: string, kind: string): any =>
  manifests.get(environment)?.find((manifest) => manifest.kind === kind);
const server = (environment: string) => find(environment, 'Deployment').spec.template.spec.containers[0];

const VALUES = {
  image: { repository: 'vllm/vllm-openai' },
  model: {
    name: 'llama',
    version: '1.0',
    storage: { huggingface: { repository: 'meta-llama/Llama-3.1-8B-Instruct', revision: 'v1.0' } },
  },
  gpu: { enabled: true, count: 4 },
};

test('production shares the model among four GPUs', () => {
  expect(server('prod').resources.limits['nvidia.com/gpu']).toBe(4);
  expect(find('prod', 'ConfigMap').data.TENSOR_PARALLEL_SIZE).toBe('4');
  expect(find('dev', 'ConfigMap').data.TENSOR_PARALLEL_SIZE).toBe('1');
});

test('several GPUs have shared memory', () => {
  expect(server('prod').volumeMounts).toContainEqual({ name: 'shared-memory', mountPath: '/dev/shm' });
});

test('a pod has the time to load its model', () => {
  const { failureThreshold, periodSeconds } = server('prod').startupProbe;
  // 132 GiB at two seconds each, and three minutes.
  expect(failureThreshold * periodSeconds).toBeGreaterThanOrEqual(132 * 2 + 180);
});

test('requests that wait bring further replicas', () => {
  expect(find('prod', 'ScaledObject').spec.triggers[0].metadata.query).toContain('vllm:num_requests_waiting');
  expect(find('staging', 'HorizontalPodAutoscaler').spec.metrics[0].pods.metric.name).toBe('vllm_num_requests_waiting');
});

test('a model is pinned, and fits the GPUs', () => {
  const { storage } = VALUES.model;
  const moving = { ...storage, huggingface: { ...storage.huggingface, revision: 'main' } };
  expect(() => parseValues(llm.values, { ...VALUES, model: { ...VALUES.model, storage: moving } })).toThrow(
    'model.storage.huggingface.revision: main is a branch, which moves',
  );
  expect(() => parseValues(llm.values, { ...VALUES, gpu: { ...VALUES.gpu, parallelism: { tensor: 8 } } })).toThrow(
    'gpu.parallelism.tensor: gpu.parallelism.tensor × gpu.parallelism.pipeline (8) is above gpu.count (4)',
  );
});
