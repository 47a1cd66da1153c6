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

test('a type without a vendor is refused', () => {
  expect(problemsOf({ gpu: { type: 'gpu' } })).toEqual([
    'gpu.type: expected the resource name of a device plugin, such as nvidia.com/gpu, found text "gpu"',
  ]);
});
