import type { ProgressiveInferenceServiceProps } from '../../../lib/delivery/progressive-inference-service-values';
import { KEDA } from '../constructs/rich-values';
import { buildProgressiveService, HTTP_ROUTE, INGRESS } from './build-progressive-service';

type Props = Partial<ProgressiveInferenceServiceProps>;

const V2 = { image: { tag: '2.0.0' }, model: { version: 'v2' } };
const CANARY = { type: 'canary', canary: { traffic: 'httpRoute' }, variant: V2 } as const;

/** The objects of a canary by HTTPRoute, by kind. */
function canary(props: Props = {}) {
  const { find, service } = buildProgressiveService({ httpRoute: HTTP_ROUTE, delivery: CANARY, ...props });
  return { service, of: (kind: string) => find(kind, 'ml-canary') };
}

test('its pods run the second version with the settings of that version', () => {
  const { of } = canary({ extraEnv: [{ name: 'LOG', value: 'info' }] });
  expect(of('ConfigMap').data).toMatchObject({ MODEL_NAME: 'sentiment', MODEL_VERSION: 'v2' });
  const { metadata, spec } = of('Deployment').spec.template;
  expect(metadata.labels).toMatchObject({ 'model-version': 'v2', track: 'ml-canary' });
  expect(spec.containers[0]).toMatchObject({
    image: 'registry.example.com/ml/sentiment:2.0.0',
    env: [{ name: 'PORT' }, { name: 'LOG', value: 'info' }],
    envFrom: [{ configMapRef: { name: 'ml-canary' } }],
  });
});

test('a change of its settings replaces its pods, and not those of the service', () => {
  const checksums = (version: string) => {
    const delivery = { ...CANARY, variant: { model: { version } } };
    const { find } = buildProgressiveService({ httpRoute: HTTP_ROUTE, delivery });
    return ['ml', 'ml-canary'].map(
      (name) => find('Deployment', name).spec.template.metadata.annotations['checksum/config'],
    );
  };
  const [[service, before], [same, after]] = [checksums('v2'), checksums('v3')];
  expect(same).toBe(service);
  expect(after).not.toBe(before);
});

test('service account, claims and files are those of the service', () => {
  const { find } = buildProgressiveService({
    httpRoute: HTTP_ROUTE,
    delivery: CANARY,
    model: { name: 'sentiment', version: 'v1', storage: { type: 'pvc', pvc: { enabled: true } } },
    persistence: { enabled: true },
    strategy: { type: 'Recreate' },
    server: { files: { 'config.yaml': 'a: 1' } },
  });
  const { serviceAccountName, volumes } = find('Deployment', 'ml-canary').spec.template.spec;
  expect(serviceAccountName).toBe('ml');
  expect(volumes).toEqual(find('Deployment', 'ml').spec.template.spec.volumes);
  expect(volumes).toEqual(
    expect.arrayContaining([
      { name: 'model-storage', persistentVolumeClaim: { claimName: 'ml-model' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'ml' } },
      { name: 'server-files', configMap: { name: 'ml-files' } },
    ]),
  );
});

test('a cache of models keeps both versions', () => {
  const { find } = buildProgressiveService({
    httpRoute: HTTP_ROUTE,
    delivery: CANARY,
    model: { ...MODEL, storage: { type: 's3', s3: { bucket: 'models' }, cache: { enabled: true } } },
  });
  const { volumes, containers } = find('Deployment', 'ml-canary').spec.template.spec;
  expect(volumes).toContainEqual({ name: 'model-storage', persistentVolumeClaim: { claimName: 'ml-model-cache' } });
  expect(containers[0].volumeMounts).toContainEqual(expect.objectContaining({ subPath: 'sentiment/v2' }));
});

const MODEL = { name: 'sentiment', version: 'v1' };

describe('who sets the number of its replicas', () => {
  test('a number of its own does', () => {
    const variant = { ...V2, replicaCount: 1 };
    const props = { replicaCount: 9, autoscaling: { enabled: true }, delivery: { ...CANARY, variant } };
    const { of } = canary(props);
    expect(of('Deployment').spec.replicas).toBe(1);
    expect(of('HorizontalPodAutoscaler')).toBeUndefined();
  });

  test('or the number of the service', () => {
    expect(canary({ replicaCount: 9 }).of('Deployment').spec.replicas).toBe(9);
  });

  test('or an autoscaler like that of the service', () => {
    const { of } = canary({ autoscaling: { enabled: true, minReplicas: 2 } });
    expect(of('Deployment').spec).not.toHaveProperty('replicas');
    expect(of('HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { name: 'ml-canary' },
      minReplicas: 2,
    });
  });

  test('or KEDA, by the requests that wait in its own pods', () => {
    const { spec } = canary({ keda: KEDA }).of('ScaledObject');
    expect(spec.scaleTargetRef.name).toBe('ml-canary');
    expect(spec.triggers[0].metadata.query).toBe(
      'sum(vllm:num_requests_waiting{namespace="serving", pod=~"ml-canary-[0-9a-z]+-[0-9a-z]+"})',
    );
  });
});

describe('disruption budget', () => {
  const podDisruptionBudget = { enabled: true, minAvailable: '50%', unhealthyPodEvictionPolicy: 'IfHealthyBudget' };
  const budget = (variant: object, canaryValues: object = CANARY.canary) =>
    canary({
      replicaCount: 4,
      podDisruptionBudget,
      delivery: { ...CANARY, canary: canaryValues, variant: { ...V2, ...variant } },
    } as Props).of('PodDisruptionBudget');

  test('as for the service, where it has as many replicas', () => {
    expect(budget({}).spec).toEqual({
      minAvailable: '50%',
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'ml', track: 'ml-canary' } },
    });
  });

  test('with a number of its own one pod after the other, which never blocks a drain', () => {
    expect(budget({ replicaCount: 2 }).spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
    });
    expect(budget({ replicaCount: 2 }).spec).not.toHaveProperty('minAvailable');
  });

  test('none behind the Service of the first version, whose budget counts its pods', () => {
    expect(budget({ replicaCount: 2 }, { traffic: 'replicas' })).toBeUndefined();
  });
});

test('its replicas avoid the nodes of each other, and not those of the service', () => {
  const terms =
    canary().of('Deployment').spec.template.spec.affinity.podAntiAffinity
      .preferredDuringSchedulingIgnoredDuringExecution;
  expect(terms[0].podAffinityTerm.labelSelector).toEqual({
    matchLabels: { 'app.kubernetes.io/instance': 'ml', track: 'ml-canary' },
  });
});

test('its Service is found inside of the cluster only', () => {
  const service = { type: 'LoadBalancer', port: 8000, annotations: { 'example.com/pool': 'a' } } as const;
  const { metadata, spec } = canary({ service }).of('Service');
  expect(metadata.annotations).toBeUndefined();
  expect(spec).toMatchObject({ type: 'ClusterIP', ports: [{ name: 'http', port: 8000 }] });
});

test('its policy is that of the service, for its own pods', () => {
  const networkPolicy = { enabled: true, ingress: [{ from: [{ podSelector: {} }] }] };
  const { find } = buildProgressiveService({ httpRoute: HTTP_ROUTE, delivery: CANARY, networkPolicy });
  const { spec } = find('NetworkPolicy', 'ml-canary');
  expect(spec).toEqual({
    ...find('NetworkPolicy', 'ml').spec,
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'ml', track: 'ml-canary' } },
  });
});

test('hooks, which ask whatever is behind the Service, may reach green', () => {
  const egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }];
  const delivery = { type: 'blueGreen', blueGreen: { active: 'green' }, variant: V2 } as const;
  const { find } = buildProgressiveService({ networkPolicy: { enabled: true, egress }, delivery });
  const policy = find('NetworkPolicy', 'ml-green-hooks').spec;
  expect(policy.podSelector).toEqual(find('NetworkPolicy', 'ml-hooks').spec.podSelector);
  expect(policy.egress).toHaveLength(2);
  expect(policy.egress[1]).toEqual({
    to: [{ podSelector: { matchLabels: find('Service', 'ml').spec.selector } }],
  });
});

test('it has alerts of its own, and further rules are there once', () => {
  const prometheusRule = { enabled: true, rules: [{ alert: 'Mine', expr: 'up == 0' }] };
  const { find } = buildProgressiveService({
    ingress: INGRESS,
    httpRoute: HTTP_ROUTE,
    delivery: CANARY,
    prometheusRule,
  });
  const rules = (name: string) =>
    find('PrometheusRule', name).spec.groups[0].rules as { alert: string; expr: string }[];
  expect(rules('ml').map(({ alert }) => alert)).toEqual([...rules('ml-canary').map(({ alert }) => alert), 'Mine']);
  expect(rules('ml-canary')[0]?.expr).toContain('deployment="ml-canary"');
});
