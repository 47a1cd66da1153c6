import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmApp, loadEnvironments, type Manifest, parseValues } from '../../lib';
import { sentimentClassifier } from './chart';

const outdir = mkdtempSync(join(tmpdir(), 'sentiment-classifier-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const environments = loadEnvironments(join(__dirname, 'environments'));
const [chart] = new HelmApp({ charts: [sentimentClassifier], environments, outdir }).synth({ charts: false }).charts;
const manifests = chart?.manifests as ReadonlyMap<string, readonly Manifest[]>;

// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind are looked into
const find = (environment: string, kind: string, name = 'sentiment-classifier'): any =>
  manifests.get(environment)?.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);

const VALUES = {
  image: { repository: 'example/sentiment', tag: '1.0.0' },
  model: { name: 'sentiment', version: 'v1', storage: { s3: { bucket: 'models' } } },
};

test('one request in ten goes to the next version of the model', () => {
  const { annotations } = find('prod', 'Ingress', 'sentiment-classifier-canary').metadata;
  expect(annotations).toMatchObject({
    'nginx.ingress.kubernetes.io/canary': 'true',
    'nginx.ingress.kubernetes.io/canary-weight': '10',
  });
  expect(find('prod', 'ConfigMap').data.MODEL_VERSION).toBe('v1.2.0');
  expect(find('prod', 'ConfigMap', 'sentiment-classifier-canary').data.MODEL_VERSION).toBe('v1.3.0');
});

test('the Service selects the pods of its own version, and no hook', () => {
  const selected = (environment: string, labels: Record<string, string>) =>
    Object.entries(find(environment, 'Service').spec.selector).every(([key, value]) => labels[key] === value);
  const labelsOf = (object: Manifest) =>
    (object as { spec?: { template?: { metadata: { labels: Record<string, string> } } } }).spec?.template?.metadata
      .labels;
  const pods = manifests.get('prod')?.filter((object) => labelsOf(object) && selected('prod', labelsOf(object) ?? {}));
  expect(pods?.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Deployment sentiment-classifier']);
});

test('development mounts its claim instead of downloading', () => {
  const { initContainers, volumes } = find('dev', 'Deployment').spec.template.spec;
  expect(initContainers).toBeUndefined();
  expect(volumes).toContainEqual({
    name: 'model-storage',
    persistentVolumeClaim: { claimName: 'sentiment-classifier-model' },
  });
});

test('a canary by replicas cannot stand beside an autoscaler', () => {
  const delivery = {
    type: 'canary',
    canary: { traffic: 'replicas' },
    variant: { replicaCount: 1, model: { version: 'v2' } },
  };
  expect(() =>
    parseValues(sentimentClassifier.values, { ...VALUES, autoscaling: { enabled: true }, delivery }),
  ).toThrow(
    'delivery.canary.traffic: the share of the canary is its part of the replicas, whose number an autoscaler changes',
  );
});
