import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmApp, loadEnvironments, type Manifest, parseValues, ValuesError } from '../../lib';
import { flaskApp } from './chart';

const outdir = mkdtempSync(join(tmpdir(), 'flask-app-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const environments = loadEnvironments(join(__dirname, 'environments'));
const [chart] = new HelmApp({ charts: [flaskApp], environments, outdir }).synth({ charts: false }).charts;
const manifests = chart?.manifests as ReadonlyMap<string, readonly Manifest[]>;

// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind are looked into
const find = (environment: string, kind: string): any =>
  manifests.get(environment)?.find((manifest) => manifest.kind === kind);
const server = (environment: string) => find(environment, 'Deployment').spec.template.spec.containers[0];

test('only production has a model, which is there before the application starts', () => {
  const initContainers = (environment: string) =>
    (find(environment, 'Deployment').spec.template.spec.initContainers ?? []).map(({ name }: { name: string }) => name);
  expect(initContainers('production')).toContain('model-downloader');
  expect(initContainers('staging')).not.toContain('model-downloader');
  expect(server('production').env).toContainEqual({ name: 'MODEL_PATH', value: '/models/model.pkl' });
  expect(find('staging', 'ConfigMap').data).not.toHaveProperty('BATCH_SIZE');
});

test('development has a database and a cache of its own', () => {
  expect(find('dev', 'ConfigMap').data).toMatchObject({
    DATABASE_HOST: 'flask-app-postgresql',
    CACHE_HOST: 'flask-app-redis-master',
  });
});

test('no secret is in any manifest, and none may be in values', () => {
  expect([...manifests.values()].flat().filter(({ kind }) => kind === 'Secret')).toEqual([]);
  const literal = { image: { repository: 'example/flask' }, flask: { secretKey: 'change-me' } };
  expect(() => parseValues(flaskApp.values, literal)).toThrow(ValuesError);
});

test('the autoscaler alone owns the number of replicas', () => {
  expect(find('production', 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 3, maxReplicas: 20 });
  expect(find('production', 'Deployment').spec).not.toHaveProperty('replicas');
  expect(find('dev', 'Deployment').spec.replicas).toBe(1);
});
