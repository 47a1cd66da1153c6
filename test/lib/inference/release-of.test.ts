import { App, Chart } from 'cdk8s';
import { releaseOf } from '../../../lib/inference/release-of';
import { Release } from '../../../lib/release/release';
import { MINIMAL } from '../constructs/build-service';

test('the release that a HelmApp gave, whatever the values say', () => {
  const chart = new Chart(new App(), 'chart');
  const release = new Release({ release: 'blue', chart: 'ml' });
  release.provideTo(chart);
  expect(releaseOf(chart, { ...MINIMAL, fullnameOverride: 'other' })).toBe(release);
});

test('elsewhere, one named after the cdk8s chart', () => {
  const release = releaseOf(new Chart(new App(), 'ml', { namespace: 'serving' }), MINIMAL);
  expect(release.fullname()).toBe('ml');
  expect(release.namespace).toBe('serving');
  expect(release.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s' });
});

test('or by the overrides of the service', () => {
  const chart = new Chart(new App(), 'ml');
  expect(releaseOf(chart, { ...MINIMAL, fullnameOverride: 'tone' }).fullname()).toBe('tone');
  expect(releaseOf(chart, { ...MINIMAL, nameOverride: 'tone' }).chartName).toBe('tone');
});
