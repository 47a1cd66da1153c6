import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmApp, loadEnvironments, type Manifest, parseValues } from '../../lib';
import { fraudModel } from './chart';

const outdir = mkdtempSync(join(tmpdir(), 'fraud-model-'));
afterAll(() => rmSync(outdir, { recursive: true }));
const environments = loadEnvironments(join(__dirname, 'environments'));
const [chart] = new HelmApp({ charts: [fraudModel], environments, outdir }).synth({ charts: false }).charts;
const manifests = chart?.manifests as ReadonlyMap<string, readonly Manifest[]>;

// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind are looked into
const find = (environment: string, kind: string): any =>
  manifests.get(environment)?.find((manifest) => manifest.kind === kind);
// biome-ignore lint/suspicious/noExplicitAny: a container as it is in a manifest
const variable = (container: any, name: string) =>
  container.env.find((entry: { name: string }) => entry.name === name)?.value;
const server = (environment: string) => find(environment, 'Deployment').spec.template.spec.containers[0];

test('no model that is not good enough comes into staging or production', () => {
  for (const environment of ['staging', 'prod']) {
    const { metadata, spec } = find(environment, 'Job');
    const [validator] = spec.template.spec.containers;
    expect(metadata.annotations['helm.sh/hook']).toBe('pre-upgrade');
    expect([variable(validator, 'MINIMUM_AUC'), variable(validator, 'MAXIMUM_P99_LATENCY_MS')]).toEqual([
      '0.92',
      '150',
    ]);
    expect(spec.backoffLimit).toBe(0);
    // What it validates is there.
    expect(spec.template.spec.initContainers[0].name).toBe('model-downloader');
  }
  expect(find('dev', 'Job')).toBeUndefined();
});

test('an upgrade leaves the number of replicas to the autoscaler', () => {
  expect(find('prod', 'Deployment').spec).not.toHaveProperty('replicas');
  expect(find('staging', 'Deployment').spec.replicas).toBe(2);
});

test('the cache is the one that comes along in staging, and the one of others in production', () => {
  expect(find('staging', 'ConfigMap').data.CACHE_HOST).toBe('fraud-model-redis-master');
  expect(find('prod', 'ConfigMap').data.CACHE_HOST).toBe('redis-prod-svc');
  expect(variable(server('prod'), 'REDIS_HOST')).toBe('$(CACHE_HOST)');
  expect(variable(server('dev'), 'REDIS_HOST')).toBeUndefined();
});

test('staging shows more edge cases than production', () => {
  const threshold = (environment: string) => Number(variable(server(environment), 'DECISION_THRESHOLD'));
  expect(threshold('staging')).toBeLessThan(threshold('prod'));
});

test('an Ingress has a host', () => {
  const values = { image: { repository: 'example/fraud' }, model: { name: 'fraud', version: 'v1' } };
  const s3 = { ...values, model: { ...values.model, storage: { s3: { bucket: 'models' } } } };
  expect(() => parseValues(fraudModel.values, { ...s3, ingress: { enabled: true } })).toThrow(
    'ingress.host: required while ingress.enabled is true; set it, or set ingress.enabled to false',
  );
});
