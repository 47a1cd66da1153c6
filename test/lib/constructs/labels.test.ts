import { labelValue } from '../../../lib/constructs/labels';
import { buildService, problemsOf } from './build-service';

test.each(['', 'a', 'v1.2.0', 'Llama-3.1_8B', '0', 'a'.repeat(63)])('%j is a label value', (text) => {
  expect(labelValue().safeParse(text).success).toBe(true);
});

test.each(['-a', 'a.', 'a/b', 'a b', 'é', 'a'.repeat(64)])('%j is none', (text) => {
  expect(labelValue().safeParse(text).success).toBe(false);
});

test('labels and annotations from values stand beside those that the service sets', () => {
  const { metadata } = buildService({
    podLabels: { 'app.kubernetes.io/component': 'inference' },
    podAnnotations: { 'prometheus.io/scrape': 'true' },
  }).find('Deployment').spec.template;
  expect(metadata.labels).toEqual({
    'app.kubernetes.io/component': 'inference',
    'app.kubernetes.io/instance': 'ml',
    'app.kubernetes.io/name': 'ml',
    'app.kubernetes.io/part-of': 'ml',
    'model-name': 'sentiment',
    'model-version': 'v1',
  });
  expect(metadata.annotations).toEqual({
    'checksum/config': expect.stringMatching(/^[0-9a-f]{64}$/),
    'prometheus.io/scrape': 'true',
  });
});

test('what the service sets cannot be set again', () => {
  expect(
    problemsOf({
      podLabels: { 'app.kubernetes.io/name': 'other', 'model-version': 'v2' },
      podAnnotations: { 'checksum/config': 'x' },
      serviceMonitor: { labels: { 'helm.sh/chart': 'x' } },
    }),
  ).toEqual([
    'podAnnotations["checksum/config"]: "checksum/config" is set by the inference service itself; take another name',
    'podLabels["app.kubernetes.io/name"]: "app.kubernetes.io/name" is set by the inference service itself; take another name',
    'podLabels["model-version"]: "model-version" is set by the inference service itself; take another name',
    'serviceMonitor.labels["helm.sh/chart"]: "helm.sh/chart" is set by the inference service itself; take another name',
  ]);
});
