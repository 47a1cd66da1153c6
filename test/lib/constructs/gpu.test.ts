import { buildService, problemsOf } from './build-service';

const limits = { cpu: 2, memory: '4Gi' };
const toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };

test('without GPUs, resources are as given', () => {
  const { server, podSpec } = buildService({ resources: { limits } });
  expect(server.resources).toEqual({ limits });
  expect(podSpec.tolerations).toBeUndefined();
});

test('GPUs join requests and limits alike', () => {
  const { server } = buildService({ gpu: { enabled: true, count: 2 }, resources: { limits } });
  expect(server.resources).toEqual({
    limits: { ...limits, 'nvidia.com/gpu': 2 },
    requests: { 'nvidia.com/gpu': 2 },
  });
});

test('any device plugin will do', () => {
  const { server } = buildService({ gpu: { enabled: true, type: 'nvidia.com/mig-1g.5gb' } });
  expect(server.resources.limits).toEqual({ 'nvidia.com/mig-1g.5gb': 1 });
});

test('pods tolerate the taint of GPU nodes, beside what the values tolerate', () => {
  const spot = { key: 'spot', operator: 'Exists' };
  const { podSpec } = buildService({ gpu: { enabled: true }, tolerations: [spot] });
  expect(podSpec.tolerations).toEqual([toleration, spot]);
});

test('tolerateTaint: false leaves tolerations to the values', () => {
  const { podSpec } = buildService({ gpu: { enabled: true, tolerateTaint: false }, tolerations: [toleration] });
  expect(podSpec.tolerations).toEqual([toleration]);
});

test('the resource is given once', () => {
  expect(problemsOf({ gpu: { enabled: true }, resources: { limits: { 'nvidia.com/gpu': 1 } } })).toEqual([
    'resources.limits["nvidia.com/gpu"]: gpu.count sets this resource while gpu.enabled is true; remove it here',
  ]);
});

test('parts of a GPU are on nodes with the taint of whole ones', () => {
  const { podSpec } = buildService({ gpu: { enabled: true, type: 'nvidia.com/mig-1g.5gb' } });
  expect(podSpec.tolerations).toEqual([toleration]);
});

test.each([
  ['nvidia.com/gpu', 'Tesla-V100', { 'nvidia.com/gpu.product': 'Tesla-V100' }],
  ['nvidia.com/mig-3g.20gb', 'A100-SXM4-40GB', { 'nvidia.com/gpu.product': 'A100-SXM4-40GB' }],
  ['amd.com/gpu', 'AMD_Instinct_MI300X', { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X' }],
  ['gpu.intel.com/xe', 'Max_1550', { 'gpu.intel.com/product': 'Max_1550' }],
  ['google.com/tpu', 'tpu-v5-lite-podslice', { 'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice' }],
  ['aws.amazon.com/neuron', 'inf2.xlarge', { 'node.kubernetes.io/instance-type': 'inf2.xlarge' }],
])('%s by its product, beside the labels that the values ask for', (type, model, labels) => {
  const { podSpec } = buildService({ gpu: { enabled: true, type, model }, nodeSelector: { disk: 'ssd' } });
  expect(podSpec.nodeSelector).toEqual({ disk: 'ssd', ...labels });
});

test('another label, and another taint', () => {
  const { podSpec } = buildService({
    gpu: { enabled: true, model: 'a100', productLabel: 'example.com/gpu', taint: 'example.com/gpu' },
  });
  expect(podSpec.nodeSelector).toEqual({ 'example.com/gpu': 'a100' });
  expect(podSpec.tolerations).toEqual([{ ...toleration, key: 'example.com/gpu' }]);
});

test('what is not known is tolerated by its own name', () => {
  const { podSpec } = buildService({ gpu: { enabled: true, type: 'example.com/npu' } });
  expect(podSpec.tolerations).toEqual([{ ...toleration, key: 'example.com/npu' }]);
});

test('a runtime class, where the accelerator needs one and the values have no other', () => {
  const gpu = { enabled: true, type: 'habana.ai/gaudi' };
  expect(buildService({ gpu }).podSpec.runtimeClassName).toBe('habana');
  expect(buildService({ gpu, runtimeClassName: 'mine' }).podSpec.runtimeClassName).toBe('mine');
  expect(buildService({ gpu: { ...gpu, enabled: false } }).podSpec.runtimeClassName).toBeUndefined();
});

describe('shared memory', () => {
  const mount = { name: 'shared-memory', mountPath: '/dev/shm' };
  const volume = { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } };

  test('for more than one GPU, and for servers that use it', () => {
    for (const props of [
      { gpu: { enabled: true, count: 2 } },
      { sharedMemory: { enabled: true } },
      { server: { profile: 'triton' as const } },
    ]) {
      const { server, podSpec } = buildService(props);
      expect(server.volumeMounts).toContainEqual(mount);
      expect(podSpec.volumes).toContainEqual(volume);
    }
  });

  test('not for one, nor for those that are not there', () => {
    for (const gpu of [{ enabled: true }, { enabled: false, count: 2 }]) {
      expect(buildService({ gpu }).server.volumeMounts).not.toContainEqual(mount);
    }
  });
});

describe('parallelism', () => {
  const sizes = (gpu: object) => {
    const { TENSOR_PARALLEL_SIZE, PIPELINE_PARALLEL_SIZE } = buildService({ gpu }).environment;
    return [TENSOR_PARALLEL_SIZE, PIPELINE_PARALLEL_SIZE];
  };

  test('over all GPUs, unless the values say otherwise', () => {
    expect(sizes({ enabled: true, count: 4, parallelism: {} })).toEqual(['4', '1']);
    expect(sizes({ enabled: true, count: 4, parallelism: { tensor: 2, pipeline: 2 } })).toEqual(['2', '2']);
    expect(sizes({ enabled: false, count: 4, parallelism: {} })).toEqual(['1', '1']);
  });

  test('not over more GPUs than there are', () => {
    expect(problemsOf({ gpu: { enabled: true, count: 4, parallelism: { tensor: 4, pipeline: 2 } } })).toEqual([
      'gpu.parallelism.tensor: gpu.parallelism.tensor × gpu.parallelism.pipeline (8) is above gpu.count (4) while gpu.enabled is true; lower the product or raise gpu.count, or set gpu.enabled to false',
    ]);
  });

  test('groups say how many GPUs each has', () => {
    expect(problemsOf({ gpu: { enabled: true, count: 4, parallelism: { pipeline: 2 } } })).toEqual([
      'gpu.parallelism.tensor: required while gpu.enabled is true and gpu.parallelism.pipeline (2) is above 1; set it, or set gpu.enabled to false, or lower gpu.parallelism.pipeline',
    ]);
  });
});

test('a product needs a label to be found by', () => {
  expect(problemsOf({ gpu: { enabled: true, type: 'habana.ai/gaudi', model: 'gaudi3' } })).toEqual([
    'gpu.productLabel: required while gpu.model is set; set it, or remove gpu.model',
  ]);
});

test('the label of the product is given once', () => {
  const gpu = { enabled: true, model: 'Tesla-V100' };
  expect(problemsOf({ gpu, nodeSelector: { 'nvidia.com/gpu.product': 'Tesla-T4' } })).toEqual([
    'nodeSelector["nvidia.com/gpu.product"]: gpu.model sets this label; remove it here',
  ]);
});

test.each([
  ['nvidia.com/mig-1g5gb', '; did you mean "nvidia.com/mig-1g.5gb"?'],
  ['nvidia.com/MIG-1g.5gb', '; did you mean "nvidia.com/mig-1g.5gb"?'],
  ['nvidia.com/gpus', '; did you mean "nvidia.com/gpu"?'],
  ['nvidia.com/a-thing-that-is-no-gpu', ''],
])('%s is none of NVIDIA', (type, advice) => {
  expect(problemsOf({ gpu: { type } })).toEqual([
    `gpu.type: expected nvidia.com/gpu, nvidia.com/gpu.shared or a MIG profile such as nvidia.com/mig-1g.5gb, found text "${type}"${advice}`,
  ]);
});

test.each([
  'nvidia.com/mig-1g.10gb.me',
  'nvidia.com/mig-9g.192gb',
  'nvidia.com/gpu.shared',
  'nvidia.com/mig-1g.5gb.shared',
])('%s is one', (type) => {
  expect(problemsOf({ gpu: { type } })).toEqual([]);
});

test('a type without a vendor is refused', () => {
  expect(problemsOf({ gpu: { type: 'gpu' } })).toEqual([
    'gpu.type: expected the resource name of a device plugin, such as nvidia.com/gpu, found text "gpu"',
  ]);
});
