import { ApiObject, App, Chart, type Lazy } from 'cdk8s';
import { Release } from '../../../lib/release/release';

const release = new Release({
  release: 'prod',
  chart: 'demo',
  namespace: 'ml',
  chartVersion: '1.2.3+build.5',
  appVersion: '4.5.6',
});

test('labels are those of every Helm chart', () => {
  expect(release.labels).toEqual({
    'helm.sh/chart': 'demo-1.2.3_build.5',
    'app.kubernetes.io/name': 'demo',
    'app.kubernetes.io/instance': 'prod',
    'app.kubernetes.io/version': '4.5.6',
    'app.kubernetes.io/managed-by': 'Helm',
  });
  expect(release.selectorLabels).toEqual({
    'app.kubernetes.io/name': 'demo',
    'app.kubernetes.io/instance': 'prod',
  });
});

test('what is not known is not a label', () => {
  expect(new Release({ release: 'prod', chart: 'demo', managedBy: 'cdk8s' }).labels).toEqual({
    'app.kubernetes.io/name': 'demo',
    'app.kubernetes.io/instance': 'prod',
    'app.kubernetes.io/managed-by': 'cdk8s',
  });
});

test('the chart label is a valid label value', () => {
  const long = new Release({ release: 'x', chart: 'c'.repeat(60), chartVersion: '10.0.0' });
  expect(long.chartLabel).toBe(`${'c'.repeat(60)}-10`);
  const cut = new Release({ release: 'x', chart: 'c'.repeat(62), chartVersion: '1.0.0' });
  expect(cut.chartLabel).toBe('c'.repeat(62));
});

test('an API is there if the cluster is known to have it, or every cluster has it', () => {
  const known = new Release({ release: 'x', chart: 'demo', apiVersions: ['example.com/v1', 'example.com/v2/Kind'] });
  expect(known.hasApi('example.com/v1')).toBe(true);
  expect(known.hasApi('example.com/v2')).toBe(false);
  expect(known.hasApi('example.com/v2/Kind')).toBe(true);
  expect(known.hasApi('autoscaling/v2')).toBe(true);
  expect(known.hasApi('autoscaling/v3')).toBe(false);
});

test('where nothing is known of the cluster, it has what is asked for', () => {
  expect(new Release({ release: 'x', chart: 'demo' }).hasApi('example.com/v1')).toBe(true);
});

describe('the release of a construct', () => {
  test('is that of the chart above it', () => {
    const chart = new Chart(new App(), 'chart');
    release.provideTo(chart);
    const child = new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(Release.of(child)).toBe(release);
  });

  test('in any other cdk8s chart has its name and namespace', () => {
    const chart = new Chart(new App(), 'sentiment', { namespace: 'ml' });
    const found = Release.of(chart);
    expect([found.name, found.namespace, found.fullname('model'), found.service, found.isTracing]).toEqual([
      'sentiment',
      'ml',
      'sentiment-model',
      'cdk8s',
      false,
    ]);
  });
});

describe('the checksum of an object', () => {
  const configMap = (data: object) => {
    const chart = new Chart(new App(), 'chart');
    return new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data });
  };
  const checksum = (data: object) =>
    (release.checksum(configMap(data)) as unknown as Lazy & { produce(): string }).produce();

  test('is its SHA-256', () => {
    expect(checksum({ a: '1' })).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum({ a: '1' })).toBe(checksum({ a: '1' }));
    expect(checksum({ a: '1' })).not.toBe(checksum({ a: '2' }));
  });

  test('sees what is added to the object later', () => {
    const object = configMap({ a: '1' });
    const lazy = release.checksum(object) as unknown as { produce(): string };
    object.metadata.addAnnotation('later', 'x');
    expect(lazy.produce()).not.toBe(checksum({ a: '1' }));
  });
});

test('a helper is its text', () => {
  expect(release.helper('serviceAccountName', 'mine')).toBe('mine');
});
