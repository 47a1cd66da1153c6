import { App, Chart } from 'cdk8s';
import { ValuesError } from '../../../lib/errors';
import { InferenceService } from '../../../lib/inference/inference-service';
import type { InferenceServiceProps } from '../../../lib/inference/inference-service-values';
import { Release } from '../../../lib/release/release';
import { type AnyManifest, buildService, MINIMAL, problemsOf } from '../constructs/build-service';
import { RICH } from '../constructs/rich-values';

const kinds = (manifests: AnyManifest[]) => manifests.map(({ kind }) => kind).sort();

describe('in any cdk8s chart', () => {
  test('the least that a service needs is an image and a model', () => {
    const { manifests, service } = buildService();
    expect(kinds(manifests)).toEqual(['ConfigMap', 'Deployment', 'Pod', 'Service', 'ServiceAccount']);
    expect(manifests.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
      ...Array(4).fill(['serving', 'ml']),
      ['serving', 'ml-test-connection'],
    ]);
    expect(service.deployment.kind).toBe('Deployment');
    expect(service.ingress).toBeUndefined();
  });

  test('everything at once', () => {
    const { manifests, service } = buildService(RICH);
    expect(kinds(manifests)).toEqual([
      'ConfigMap',
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'Ingress',
      'Job',
      'Job',
      'Job',
      'Job',
      // Service, hooks, model storage, database and cache.
      ...Array(5).fill('NetworkPolicy'),
      'PersistentVolumeClaim',
      'Pod',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
    expect(service.serviceMonitor?.apiVersion).toBe('monitoring.coreos.com/v1');
  });

  test('every object says what it belongs to', () => {
    for (const { kind, metadata } of buildService(RICH).manifests) {
      expect(metadata.labels).toMatchObject({
        // The Service must not select the pod of the smoke test.
        'app.kubernetes.io/name': kind === 'Pod' ? metadata.name : 'ml',
        'app.kubernetes.io/instance': 'ml',
        'app.kubernetes.io/managed-by': 'cdk8s',
        'model-name': 'sentiment',
        'model-version': 'v1',
        'model-framework': 'onnx',
      });
    }
  });

  test('the names may be overridden', () => {
    const named = buildService({ nameOverride: 'classifier' }).find('Deployment');
    expect(named.metadata.name).toBe('ml-classifier');
    expect(named.spec.selector.matchLabels['app.kubernetes.io/name']).toBe('classifier');
    expect(buildService({ fullnameOverride: 'sentiment' }).find('Service').metadata.name).toBe('sentiment');
  });

  test('values are checked, and all problems are told at once', () => {
    const props = { ...MINIMAL, replicaCount: -1, resource: {} } as unknown as InferenceServiceProps;
    const chart = new Chart(new App(), 'ml');
    expect(() => new InferenceService(chart, 'inference', props)).toThrow(ValuesError);
    expect(() => new InferenceService(chart, 'inference-again', props)).toThrow(
      [
        'The values do not fit ml/inference-again:',
        '  replicaCount: expected an integer of at least 0, found the number -1',
        '  resource: unknown key; did you mean resources?',
      ].join('\n'),
    );
  });
});

describe('in a release', () => {
  function inRelease(
    props: InferenceServiceProps,
    release = new Release({ release: 'blue', chart: 'ml', appVersion: '2.0.0' }),
  ) {
    const chart = new Chart(new App(), 'chart');
    release.provideTo(chart);
    new InferenceService(chart, 'inference', props);
    const manifests: AnyManifest[] = chart.toJson();
    return (kind: string) => manifests.find((manifest) => manifest.kind === kind);
  }

  test('names, labels and the version of the image are those of the release', () => {
    const find = inRelease({ ...MINIMAL, image: { repository: 'registry.example.com/ml' } });
    const { metadata, spec } = find('Deployment');
    expect(metadata.name).toBe('blue-ml');
    expect(metadata.labels).toMatchObject({
      'app.kubernetes.io/instance': 'blue',
      'app.kubernetes.io/version': '2.0.0',
      'app.kubernetes.io/managed-by': 'Helm',
    });
    expect(spec.template.spec.containers[0].image).toBe('registry.example.com/ml:2.0.0');
  });

  test('overrides of the names are the business of the release', () => {
    expect(inRelease({ ...MINIMAL, fullnameOverride: 'other' })('Deployment').metadata.name).toBe('blue-ml');
  });

  test("the chart's values may hold more than those of the service", () => {
    const values = { ...MINIMAL, mine: 1, postgresql: { enabled: true, primary: { persistence: { size: '1Gi' } } } };
    expect(inRelease(values)('ConfigMap').data.DATABASE_HOST).toBe('blue-postgresql');
  });

  test('what the service knows is checked all the same', () => {
    expect(() => inRelease({ ...MINIMAL, replicaCount: -1 })).toThrow(
      'replicaCount: expected an integer of at least 0, found the number -1',
    );
  });

  test('markers are not checked while the chart is traced', () => {
    class Traced extends Release {
      override get isTracing() {
        return true;
      }
    }
    const props = { ...MINIMAL, gpu: { enabled: true, type: 'a marker' } };
    const { spec } = inRelease(props, new Traced({ release: 'r', chart: 'c' }))('Deployment');
    expect(spec.template.spec.containers[0].resources.limits).toEqual({ 'a marker': 1 });
  });
});

describe('several services in one chart', () => {
  function services(...suffixes: (string | undefined)[]) {
    const chart = new Chart(new App(), 'ml');
    for (const [index, suffix] of suffixes.entries()) {
      new InferenceService(
        chart,
        `service-${index}`,
        { ...MINIMAL, persistence: { enabled: true }, strategy: { type: 'Recreate' } },
        { suffix },
      );
    }
    return chart;
  }

  test('the suffix is in every name, selector and label', () => {
    const { find } = buildService(RICH, { suffix: 'canary' });
    const component = { 'app.kubernetes.io/component': 'canary' };
    expect(find('Deployment')).toMatchObject({
      metadata: { name: 'ml-canary', labels: component },
      spec: {
        selector: { matchLabels: component },
        template: { metadata: { labels: component }, spec: { serviceAccountName: 'ml-canary' } },
      },
    });
    expect(find('Service').spec.selector).toMatchObject(component);
    expect(find('NetworkPolicy').spec.podSelector.matchLabels).toMatchObject(component);
    expect(find('PodDisruptionBudget').spec.selector.matchLabels).toMatchObject(component);
    expect(find('HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe('ml-canary');
    expect(find('Ingress').spec.rules[0].http.paths[0].backend.service.name).toBe('ml-canary');
  });

  test('no two objects have one name', () => {
    const manifests: AnyManifest[] = services('stable', 'canary').toJson();
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a service without a suffix would select the pods of the others', () => {
    expect(() => services(undefined, 'canary').toJson()).toThrow(
      '[ml/service-0] the chart has another inference service, ml/service-1; give each of them a suffix',
    );
  });

  test('the label that tells them apart cannot be set again', () => {
    expect(problemsOf({ podLabels: { 'app.kubernetes.io/component': 'x' } }, { suffix: 'canary' })).toEqual([
      'podLabels["app.kubernetes.io/component"]: the suffix "canary" sets this label, because pods are selected by it; remove it here',
    ]);
  });
});

describe('manifests', () => {
  const builds: [string, () => AnyManifest[]][] = [
    ['the least', () => buildService().manifests],
    ['everything', () => buildService(RICH).manifests],
    ['everything turned on without details', () => buildService(BARE).manifests],
  ];

  test.each(builds)('%s: no empty map or list', (_name, build) => {
    const empty: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      if (Object.keys(value).length === 0) empty.push(path);
      for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`);
    };
    for (const manifest of build()) visit(manifest, manifest.kind);
    expect(empty).toEqual([]);
  });

  test.each(builds)('%s: built twice, they are equal', (_name, build) => {
    expect(JSON.stringify(build())).toBe(JSON.stringify(build()));
  });

  test('the order of keys in the values does not matter', () => {
    expect(JSON.stringify(buildService(reversed(RICH)).manifests)).toBe(JSON.stringify(buildService(RICH).manifests));
  });
});

/** Every toggle that makes an object, and nothing that fills it. */
const BARE: Partial<InferenceServiceProps> = {
  autoscaling: { enabled: true },
  ingress: { enabled: true, hosts: [{ host: 'a.example.com', paths: [{ path: '/', pathType: 'Prefix' }] }] },
  networkPolicy: { enabled: true, ingress: [{}] },
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  serviceMonitor: { enabled: true },
  persistence: { enabled: true },
  strategy: { type: 'Recreate' as const },
  securityContext: { capabilities: { drop: [] } },
};

function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, reversed(child)]);
  return Object.fromEntries(entries.reverse()) as T;
}
