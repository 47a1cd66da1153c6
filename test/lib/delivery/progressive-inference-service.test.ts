import { App, Chart } from 'cdk8s';
import { ProgressiveInferenceService } from '../../../lib/delivery/progressive-inference-service';
import type { ProgressiveInferenceServiceProps } from '../../../lib/delivery/progressive-inference-service-values';
import { ValuesError } from '../../../lib/errors';
import { Release } from '../../../lib/release/release';
import { type AnyManifest, buildService, MINIMAL } from '../constructs/build-service';
import { RICH } from '../constructs/rich-values';
import {
  buildProgressiveService,
  HTTP_ROUTE,
  INGRESS,
  objectNames,
  progressiveProblems,
} from './build-progressive-service';

type Delivery = NonNullable<ProgressiveInferenceServiceProps['delivery']>;

const V2 = { image: { tag: '2.0.0' }, model: { version: 'v2' } };
const BY_REPLICAS: Delivery = { type: 'canary', variant: { ...V2, replicaCount: 1 } };
const BY_NGINX: Delivery = { type: 'canary', canary: { traffic: 'nginx', weight: 20 }, variant: V2 };
const BY_ROUTE: Delivery = { type: 'canary', canary: { traffic: 'httpRoute', weight: 20 }, variant: V2 };
const BLUE: Delivery = { type: 'blueGreen', variant: V2 };
const GREEN: Delivery = { type: 'blueGreen', blueGreen: { active: 'green' }, variant: V2 };

const ROUTES = { ingress: INGRESS, httpRoute: HTTP_ROUTE };
const AROUND = {
  replicaCount: 3,
  networkPolicy: { enabled: true },
  podDisruptionBudget: { enabled: true, minAvailable: 1 },
};

test('without a second version, the objects are those of an inference service', () => {
  expect(buildProgressiveService(RICH).manifests).toEqual(buildService(RICH).manifests);
});

test.each([
  ['canary by replicas', BY_REPLICAS, ['ConfigMap ml-canary', 'Deployment ml-canary']],
  [
    'canary by nginx',
    BY_NGINX,
    ['ConfigMap ml-canary', 'Deployment ml-canary', 'Ingress ml-canary', 'Service ml-canary'],
  ],
  ['canary by HTTPRoute', BY_ROUTE, ['ConfigMap ml-canary', 'Deployment ml-canary', 'Service ml-canary']],
  ['blue and green', BLUE, ['ConfigMap ml-green', 'Deployment ml-green', 'Service ml-preview']],
  ['green and blue', GREEN, ['ConfigMap ml-green', 'Deployment ml-green', 'Service ml-preview']],
])('%s: what comes on top of the service', (_name, delivery, expected) => {
  const before = objectNames(buildProgressiveService(ROUTES).manifests);
  const after = objectNames(buildProgressiveService({ ...ROUTES, delivery }).manifests);
  expect(after.filter((name) => !before.includes(name))).toEqual(expected);
  expect(before.filter((name) => !after.includes(name))).toEqual([]);
});

test.each([BY_REPLICAS, BY_NGINX, BLUE])('the objects of the service stay as they are: %j', (delivery) => {
  const { manifests } = buildProgressiveService({ ...ROUTES, ...AROUND, delivery });
  expect(manifests).toEqual(expect.arrayContaining(buildProgressiveService({ ...ROUTES, ...AROUND }).manifests));
});

test('of the objects of the service, a canary by HTTPRoute changes the route, and green the Service', () => {
  const { manifests: before } = buildProgressiveService({ ...ROUTES, ...AROUND });
  const changed = (delivery: Delivery) => {
    const after = buildProgressiveService({ ...ROUTES, ...AROUND, delivery }).manifests.map((each) =>
      JSON.stringify(each),
    );
    return objectNames(before.filter((each) => !after.includes(JSON.stringify(each))));
  };
  expect(changed(BY_ROUTE)).toEqual(['HTTPRoute ml']);
  expect(changed(GREEN)).toEqual(['Service ml']);
});

describe('who selects the pods of whom', () => {
  /** The objects with a selector that takes the pods of a Deployment. */
  function selecting(manifests: AnyManifest[], deployment: string): string[] {
    const { labels } = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === deployment)
      .spec.template.metadata;
    return objectNames(
      manifests.filter(({ kind, spec }) => {
        const selector =
          kind === 'Service' ? spec.selector : (spec?.podSelector?.matchLabels ?? spec?.selector?.matchLabels);
        return selector !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value);
      }),
    );
  }

  test.each<[string, Delivery, string, string[], string[]]>([
    ['nginx', BY_NGINX, 'ml-canary', ['Service ml'], ['Service ml-canary']],
    ['HTTPRoute', BY_ROUTE, 'ml-canary', ['Service ml'], ['Service ml-canary']],
    ['blue', BLUE, 'ml-green', ['Service ml'], ['Service ml-preview']],
    ['green', GREEN, 'ml-green', ['Service ml-preview'], ['Service ml']],
  ])('%s: each version has its own Service, budget and policy', (_name, delivery, variant, first, second) => {
    const { manifests } = buildProgressiveService({ ...ROUTES, ...AROUND, delivery });
    const own = (name: string) => [`Deployment ${name}`, `NetworkPolicy ${name}`, `PodDisruptionBudget ${name}`];
    expect(selecting(manifests, 'ml')).toEqual([...own('ml'), ...first]);
    expect(selecting(manifests, variant)).toEqual([...own(variant), ...second]);
  });

  test('by replicas, the Service and the one budget take both', () => {
    const { manifests } = buildProgressiveService({ ...AROUND, delivery: BY_REPLICAS });
    expect(selecting(manifests, 'ml')).toEqual([
      'Deployment ml',
      'NetworkPolicy ml',
      'PodDisruptionBudget ml',
      'Service ml',
    ]);
    expect(selecting(manifests, 'ml-canary')).toEqual([
      'Deployment ml',
      'Deployment ml-canary',
      'NetworkPolicy ml',
      'NetworkPolicy ml-canary',
      'PodDisruptionBudget ml',
      'Service ml',
    ]);
  });

  test('a canary may come by another way without a new Deployment: its selector stays', () => {
    const selectors = [BY_REPLICAS, BY_NGINX, BY_ROUTE].map(
      (delivery) => buildProgressiveService({ ...ROUTES, delivery }).find('Deployment', 'ml-canary').spec.selector,
    );
    expect(new Set(selectors.map((selector) => JSON.stringify(selector))).size).toBe(1);
  });

  test('the ServiceMonitor finds the Services of both versions', () => {
    for (const delivery of [BY_NGINX, BLUE, GREEN]) {
      const { manifests, find } = buildProgressiveService({ ...ROUTES, serviceMonitor: { enabled: true }, delivery });
      const wanted = Object.entries(find('ServiceMonitor', 'ml').spec.selector.matchLabels);
      for (const { kind, metadata } of manifests) {
        if (kind === 'Service') expect(Object.entries(metadata.labels)).toEqual(expect.arrayContaining(wanted));
      }
    }
  });
});

test('by green, the Service says which model it serves', () => {
  const labels = (delivery: Delivery, name: string) =>
    buildProgressiveService({ delivery }).find('Service', name).metadata.labels;
  expect(labels(BLUE, 'ml')).toMatchObject({ 'model-version': 'v1' });
  expect(labels(BLUE, 'ml-preview')).toMatchObject({ 'model-version': 'v2', track: 'ml-green' });
  expect(labels(GREEN, 'ml')).toMatchObject({ 'model-version': 'v2', track: 'ml-green' });
  expect(labels(GREEN, 'ml-preview')).toMatchObject({ 'model-version': 'v1' });
});

test('its parts are properties', () => {
  const { service } = buildProgressiveService({ ...ROUTES, delivery: BY_NGINX });
  expect(service.inferenceService.deployment.name).toBe('ml');
  expect(service.variant?.deployment.name).toBe('ml-canary');
  expect(service.variant?.ingress?.name).toBe('ml-canary');
  expect(service.httpRoute?.kind).toBe('HTTPRoute');
  expect(buildProgressiveService().service).toMatchObject({ variant: undefined, httpRoute: undefined });
});

test('several progressive services in one chart each have a suffix, and no two objects one name', () => {
  const chart = new Chart(new App(), 'ml');
  for (const suffix of ['tone', 'topic']) {
    new ProgressiveInferenceService(
      chart,
      suffix,
      { ...MINIMAL, ...AROUND, ...ROUTES, delivery: BY_NGINX },
      { suffix },
    );
  }
  const manifests: AnyManifest[] = chart.toJson();
  const names = objectNames(manifests);
  expect(names).toContain('Deployment ml-tone-canary');
  expect(new Set(names).size).toBe(names.length);
  const canary = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'ml-topic-canary');
  expect(canary.spec).toMatchObject({
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'ml', track: 'ml-topic-canary' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/component': 'topic', track: 'ml-topic-canary' } },
      spec: { serviceAccountName: 'ml-topic' },
    },
  });
});

test('values are checked, and all problems are told at once', () => {
  const chart = new Chart(new App(), 'ml');
  const props = { ...MINIMAL, replicaCount: -1, delivery: { type: 'canary', variants: {} } };
  const build = () => new ProgressiveInferenceService(chart, 'inference', props as never);
  expect(build).toThrow(ValuesError);
  expect(progressiveProblems(props)).toEqual([
    'delivery.variant.image.tag: the canary is the same version as the service; set this, delivery.variant.image.digest or delivery.variant.model.version to what it is to be, or set delivery.type to "none"',
    'delivery.variants: unknown key; did you mean variant?',
    'replicaCount: expected an integer of at least 0, found the number -1',
  ]);
});

describe('in a release', () => {
  function inRelease(props: object): AnyManifest[] {
    const chart = new Chart(new App(), 'chart');
    new Release({ release: 'tone', chart: 'ml', appVersion: '1.0.0' }).provideTo(chart);
    new ProgressiveInferenceService(chart, 'inference', { ...MINIMAL, ...props });
    return chart.toJson();
  }

  test('names are those of the release', () => {
    expect(objectNames(inRelease({ delivery: BLUE }))).toEqual([
      'ConfigMap tone-ml',
      'ConfigMap tone-ml-green',
      'Deployment tone-ml',
      'Deployment tone-ml-green',
      'Pod tone-ml-test-connection',
      'Service tone-ml',
      'Service tone-ml-preview',
      'ServiceAccount tone-ml',
    ]);
  });

  test("the chart's values may hold more than those of the service", () => {
    expect(inRelease({ mine: 1, delivery: BLUE })).toHaveLength(8);
  });
});
