import { progressiveInferenceServiceValues } from '../../../lib/delivery/progressive-inference-service-values';
import { clusterProblems } from '../../../lib/values/rules/cluster-problems';
import { shapeOf } from '../../../lib/values/shape';
import { parseValues } from '../../../lib/values/validate';
import { MINIMAL } from '../constructs/build-service';
import { HTTP_ROUTE, INGRESS, progressiveProblems } from './build-progressive-service';

const V2 = { model: { version: 'v2' } };
const [NGINX, ROUTE] = [{ traffic: 'nginx' }, { traffic: 'httpRoute' }];

describe('a canary is another version', () => {
  const SAME =
    'delivery.variant.image.tag: the canary is the same version as the service; set this, delivery.variant.image.digest or delivery.variant.model.version to what it is to be, or set delivery.type to "none"';
  const canaryOf = (variant: object, props: object = {}) =>
    progressiveProblems({
      ingress: INGRESS,
      ...props,
      delivery: { type: 'canary', canary: NGINX, variant: { replicaCount: 1, ...variant } },
    });

  test('nothing set, or the same as the service', () => {
    expect(canaryOf({})).toEqual([SAME]);
    expect(canaryOf({ image: { tag: MINIMAL.image.tag }, model: { version: MINIMAL.model.version } })).toEqual([SAME]);
  });

  test.each([
    { image: { tag: '2.0.0' } },
    { image: { digest: `sha256:${'a'.repeat(64)}` } },
    { model: { version: 'v2' } },
    { model: { storage: { huggingface: { revision: 'v2' } } } },
    { model: { storage: { http: { urls: ['https://example.com/model.bin'] } } } },
    { model: { storage: { pvc: { existingClaim: 'models-v2' } } } },
    { model: { storage: { oci: { tag: 'v2' } } } },
    { server: { args: ['--fast'] } },
    { extraEnv: [{ name: 'FAST', value: 'true' }] },
  ])('%j is another version', (variant) => {
    expect(canaryOf(variant)).toEqual([]);
  });
});

test('versions that move', () => {
  const canary = (variant: object) =>
    progressiveProblems({ ingress: INGRESS, delivery: { type: 'canary', canary: NGINX, variant } });
  expect(canary({ image: { tag: 'latest' } })).toEqual([
    'delivery.variant.image.tag: latest moves: nobody would know which version takes over; set this to the version that it stands for, or delivery.variant.image.digest',
  ]);
  expect(canary({ image: { tag: 'latest', digest: `sha256:${'a'.repeat(64)}` } })).toEqual([]);
  expect(canary({ model: { storage: { huggingface: { revision: 'main' } } } })).toEqual([
    'delivery.variant.model.storage.huggingface.revision: main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag',
  ]);
});

test('green is another version, whichever colour is active; it may become the same as blue', () => {
  const delivery = { type: 'blueGreen' };
  const problem = [
    'delivery.variant.image.tag: green has no version of its own; set this, delivery.variant.image.digest or delivery.variant.model.version, or set delivery.type to "none"',
  ];
  expect(progressiveProblems({ delivery })).toEqual(problem);
  expect(progressiveProblems({ delivery: { ...delivery, blueGreen: { active: 'green' } } })).toEqual(problem);
  expect(progressiveProblems({ delivery: { ...delivery, variant: { image: { tag: MINIMAL.image.tag } } } })).toEqual(
    [],
  );
});

test('what gives the canary its share has to be there', () => {
  expect(progressiveProblems({ delivery: { type: 'canary', canary: NGINX, variant: V2 } })).toEqual([
    'delivery.canary.traffic: nginx divides what comes in by the Ingress, and there is none; set ingress.enabled to true, or change this',
  ]);
  expect(progressiveProblems({ delivery: { type: 'canary', canary: ROUTE, variant: V2 } })).toEqual([
    'delivery.canary.traffic: there is no HTTPRoute that could divide the requests; set httpRoute.enabled to true, or change this',
  ]);
});

test('a share by replicas needs their number, and nobody who changes it', () => {
  expect(progressiveProblems({ delivery: { type: 'canary', variant: V2 } })).toEqual([
    'delivery.variant.replicaCount: required while delivery.canary.traffic is "replicas": the share of the canary is its part of the replicas, beside replicaCount of the service',
  ]);
  const delivery = { type: 'canary', variant: { ...V2, replicaCount: 1 } };
  const problem = [
    'delivery.canary.traffic: the share of the canary is its part of the replicas, whose number an autoscaler changes; set this to "nginx" or "httpRoute", or autoscaling.enabled and keda.enabled to false',
  ];
  expect(progressiveProblems({ autoscaling: { enabled: true }, delivery })).toEqual(problem);
  const triggers = [{ type: 'cpu', metadata: { value: '70' } }];
  expect(progressiveProblems({ keda: { enabled: true, triggers }, delivery })).toEqual(problem);
  expect(progressiveProblems({ delivery })).toEqual([]);
});

test('where requests go there are replicas', () => {
  const problem = [
    'delivery.variant.replicaCount: requests go to the second version, and it has no replica that would answer them; set this to 1 or more, or leave it out',
  ];
  const variant = { ...V2, replicaCount: 0 };
  const canary = (weight: number) =>
    progressiveProblems({ ingress: INGRESS, delivery: { type: 'canary', canary: { ...NGINX, weight }, variant } });
  const blueGreen = (active: string) =>
    progressiveProblems({ delivery: { type: 'blueGreen', blueGreen: { active }, variant } });
  expect(canary(1)).toEqual(problem);
  expect(canary(0)).toEqual([]);
  expect(blueGreen('green')).toEqual(problem);
  expect(blueGreen('blue')).toEqual([]);
});

describe('another version of the model is somewhere else', () => {
  const CHECKSUM = `${'b'.repeat(64)}  model.bin`;
  const urls = ['https://example.com/model.bin'];
  const problemAt = (path: string) =>
    `delivery.variant.model.storage.${path}: what the service has here belongs to model.version and not to delivery.variant.model.version; set it for that`;

  test.each([
    ['huggingface.revision', { type: 'huggingface', huggingface: { repository: 'example/tone', revision: 'v1' } }],
    ['http.urls', { type: 'http', http: { urls } }],
    ['oci.tag', { type: 'oci', oci: { repository: 'registry.example.com/tone', tag: 'v1' } }],
    ['checksums', { type: 's3', s3: { bucket: 'models' }, checksums: [CHECKSUM] }],
  ])('%s', (path, storage) => {
    const model = { ...MINIMAL.model, storage };
    const problems = (variant: object) => progressiveProblems({ model, delivery: { type: 'blueGreen', variant } });
    expect(problems({ model: { version: 'v2' } })).toEqual([problemAt(path)]);
    expect(problems({ image: { tag: '2.0.0' } })).toEqual([]);
    const own = { huggingface: { revision: 'v2' }, http: { urls }, oci: { tag: 'v2' }, checksums: [CHECKSUM] };
    expect(problems({ model: { version: 'v2', storage: own } })).toEqual([]);
  });

  test.each([
    { type: 's3', s3: { bucket: 'models' } },
    { type: 'oci', oci: { repository: 'registry.example.com/tone' } },
  ])('the folder of a bucket follows from the version, and the tag of an image: %j', (storage) => {
    const model = { ...MINIMAL.model, storage };
    expect(progressiveProblems({ model, delivery: { type: 'blueGreen', variant: V2 } })).toEqual([]);
  });

  test('it does not move', () => {
    const variant = { model: { storage: { huggingface: { revision: 'main' } } } };
    expect(progressiveProblems({ delivery: { type: 'blueGreen', variant } })).toEqual([
      'delivery.variant.model.storage.huggingface.revision: main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag',
    ]);
  });
});

describe('a volume for one pod cannot be shared', () => {
  const problemAt = (claim: string) =>
    `${claim}.accessMode: one pod alone can mount the volume, and those of the second version would wait for ever; set it to ReadWriteMany, or delivery.type to "none"`;
  const claim = { enabled: true, accessMode: 'ReadWriteOncePod' };
  const delivery = { type: 'blueGreen', variant: V2 };
  const ofStorage = (storage: object) => ({ model: { ...MINIMAL.model, storage } });

  test.each([
    ['persistence', { persistence: claim }],
    ['model.storage.pvc', ofStorage({ type: 'pvc', pvc: claim })],
    ['model.storage.cache', ofStorage({ type: 's3', s3: { bucket: 'models' }, cache: claim })],
  ])('%s', (path, props) => {
    const service = { ...props, strategy: { type: 'Recreate' as const } };
    expect(progressiveProblems({ ...service, delivery })).toEqual([problemAt(path)]);
    expect(progressiveProblems(service)).toEqual([]);
  });

  test('but the second version may have one of its own', () => {
    const variant = { model: { version: 'v2', storage: { pvc: { existingClaim: 'models-v2' } } } };
    const props = ofStorage({ type: 'pvc', pvc: claim });
    expect(progressiveProblems({ ...props, delivery: { ...delivery, variant } })).toEqual([]);
  });
});

test('the label that the second version is selected by cannot be set again', () => {
  const props = { podLabels: { track: 'stable' } };
  expect(progressiveProblems(props)).toEqual([]);
  expect(progressiveProblems({ ...props, delivery: { type: 'blueGreen', variant: V2 } })).toEqual([
    'podLabels.track: the pods of the second version are selected by this label; remove it here, or set delivery.type to "none"',
  ]);
});

test('an HTTPRoute needs the Gateway API', () => {
  const values = parseValues(progressiveInferenceServiceValues, { ...MINIMAL, httpRoute: HTTP_ROUTE });
  const problemsOn = (apis: string[]) =>
    clusterProblems(shapeOf(progressiveInferenceServiceValues), values, {
      hasApi: (api) => apis.includes(api),
      hasKubernetes: () => true,
    });
  expect(problemsOn(['gateway.networking.k8s.io/v1'])).toEqual([]);
  expect(problemsOn([])).toEqual([
    {
      code: 'values/missing-api',
      path: 'httpRoute.enabled',
      message:
        'needs the API gateway.networking.k8s.io/v1, which the cluster does not have; install what provides it, or set httpRoute.enabled to false; where it has it, list it in cluster.apiVersions of the environment',
    },
  ]);
});

test('what waits for its switch is not judged', () => {
  const delivery = { canary: NGINX, blueGreen: { active: 'green' }, variant: { replicaCount: 0 } };
  expect(progressiveProblems({ delivery })).toEqual([]);
});
