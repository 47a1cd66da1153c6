import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmApp, loadEnvironments, type Manifest, parseValues } from '../../lib';
import { bertServing } from './chart';

const outdir = mkdtempSync(join(tmpdir(), 'bert-serving-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const environments = loadEnvironments(join(__dirname, 'environments'));
const [chart] = new HelmApp({ charts: [bertServing], environments, outdir }).synth({ charts: false }).charts;
const manifests = chart?.manifests as ReadonlyMap<string, readonly Manifest[]>;

// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind are looked into
const find = (environment: string, kind: string): any =>
  manifests.get(environment)?.find((manifest) => manifest.kind === kind);
const pod = (environment: string) => find(environment, 'Deployment').spec.template.spec;

test('production runs on V100s, development without a GPU', () => {
  const gpus = (environment: string) => {
    const { limits, requests } = pod(environment).containers[0].resources;
    return [requests['nvidia.com/gpu'], limits['nvidia.com/gpu']];
  };
  expect(gpus('prod')).toEqual([1, 1]);
  expect(pod('prod').nodeSelector).toEqual({ 'nvidia.com/gpu.product': 'Tesla-V100' });
  expect(gpus('dev')).toEqual([undefined, undefined]);
  expect(pod('dev').nodeSelector).toBeUndefined();
});

test('the model is fetched into the volume that the server mounts', () => {
  const claimOf = ({ volumes }: { volumes: { name: string; persistentVolumeClaim?: object }[] }) =>
    volumes.find(({ name }) => name === 'model-storage')?.persistentVolumeClaim;
  const prefetch = find('prod', 'Job');
  expect(prefetch.metadata.annotations['helm.sh/hook']).toBe('pre-install,pre-upgrade');
  expect(claimOf(prefetch.spec.template.spec)).toEqual({ claimName: 'model-storage-pvc' });
  expect(claimOf(pod('prod'))).toEqual({ claimName: 'model-storage-pvc' });
});

test('a rollout needs no GPU beyond those in use', () => {
  expect(find('prod', 'Deployment').spec.strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 });
});

test('development has all variables of the server', () => {
  expect(pod('dev').containers[0].env).toEqual(
    expect.arrayContaining([
      { name: 'LOG_LEVEL', value: 'DEBUG' },
      { name: 'WORKERS', value: '4' },
    ]),
  );
});

test('GPUs have one place in values', () => {
  const values = {
    image: { repository: 'example/bert' },
    model: { name: 'bert', version: 'v1', storage: { s3: { bucket: 'models' } } },
    gpu: { enabled: true },
    resources: { limits: { 'nvidia.com/gpu': 1 } },
  };
  expect(() => parseValues(bertServing.values, values)).toThrow(
    'resources.limits["nvidia.com/gpu"]: gpu.count sets this resource while gpu.enabled is true; remove it here',
  );
});
