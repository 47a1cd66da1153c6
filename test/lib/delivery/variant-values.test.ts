import { ServiceIdentity } from '../../../lib/constructs/identity';
import { type VariantValues, valuesOfVariant, variantValues } from '../../../lib/delivery/variant-values';
import {
  type InferenceServiceProps,
  type InferenceServiceValues,
  inferenceServiceValues,
} from '../../../lib/inference/inference-service-values';
import { Release } from '../../../lib/release/release';
import { parseValues } from '../../../lib/values/validate';
import { MINIMAL } from '../constructs/build-service';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const CHECKSUM = `${'b'.repeat(64)}  model.bin`;

const service = new ServiceIdentity(new Release({ release: 'ml', chart: 'ml' }), { ...MINIMAL.model, framework: '' });

function ofVariant(props: Partial<InferenceServiceProps>, variant: object): InferenceServiceValues {
  const values = parseValues(inferenceServiceValues, { ...MINIMAL, ...props });
  return valuesOfVariant(values, variantValues.parse(variant) as VariantValues, service, values);
}

test('a variant that has nothing of its own runs with the values of the service', () => {
  const values = parseValues(inferenceServiceValues, { ...MINIMAL, autoscaling: { enabled: true } });
  values.model.storage.pvc.existingClaim = 'models';
  values.model.storage.oci.tag = 'v1';
  expect(valuesOfVariant(values, variantValues.parse({}) as VariantValues, service, values)).toEqual(values);
});

test('image, model and settings are of one version', () => {
  const values = ofVariant(
    {
      extraEnv: [{ name: 'LOG', value: 'info' }],
      server: { args: ['--slow'], env: { THREADS: '2' } },
      model: { name: 'tone', version: 'v1', storage: { type: 's3', s3: { bucket: 'models' } } },
    },
    {
      image: { tag: '2.0.0' },
      model: { version: 'v2' },
      server: { args: ['--fast'] },
      extraEnv: [{ name: 'LOG', value: 'debug' }],
    },
  );
  expect(values.image).toMatchObject({ repository: MINIMAL.image.repository, tag: '2.0.0' });
  expect(values.model).toMatchObject({ name: 'tone', version: 'v2', storage: { s3: { bucket: 'models' } } });
  expect(values.server).toMatchObject({ args: ['--fast'], env: { THREADS: '2' } });
  expect(values.extraEnv).toEqual([{ name: 'LOG', value: 'debug' }]);
});

test('where the model comes from, for sources that a version does not say it for', () => {
  const storage = {
    huggingface: { repository: 'example/tone', revision: 'v1' },
    http: { urls: ['https://example.com/v1/model.bin'] },
    pvc: { existingClaim: 'models-v1' },
    oci: { repository: 'example/tone', tag: 'v1' },
    checksums: [],
  };
  const own = {
    huggingface: { revision: 'v2' },
    http: { urls: ['https://example.com/v2/model.bin'] },
    pvc: { existingClaim: 'models-v2' },
    oci: { tag: 'v2' },
    checksums: [CHECKSUM],
  };
  const { model } = ofVariant({ model: { ...MINIMAL.model, storage } }, { model: { storage: own } });
  expect(model.storage).toMatchObject({
    ...own,
    huggingface: { repository: 'example/tone', revision: 'v2' },
    oci: { repository: 'example/tone', tag: 'v2' },
  });
});

test('without a claim of its own, and without one that exists, the model is on the claim of the service', () => {
  expect(ofVariant({}, {}).model.storage.pvc.existingClaim).toBe('ml-model');
});

test('without a tag of its own, and without one of the service, the model has that of its version', () => {
  expect(ofVariant({}, { model: { version: 'v2' } }).model.storage.oci.tag).toBe('v2');
  expect(ofVariant({}, {}).model.storage.oci.tag).toBe('v1');
});

test('variables stand in the place of those of the service, even if there are none', () => {
  const service = { extraEnv: [{ name: 'LOG', value: 'info' }] };
  expect(ofVariant(service, {}).extraEnv).toEqual(service.extraEnv);
  expect(ofVariant(service, { extraEnv: [] }).extraEnv).toEqual([]);
});

test('a tag is not outdone by the digest of the service', () => {
  const service = { image: { ...MINIMAL.image, digest: DIGEST } };
  expect(ofVariant(service, { image: { tag: '2.0.0' } }).image).toMatchObject({ tag: '2.0.0', digest: '' });
  expect(ofVariant(service, {}).image).toMatchObject({ tag: '1.0.0', digest: DIGEST });
  expect(ofVariant({}, { image: { digest: DIGEST } }).image).toMatchObject({ tag: '', digest: DIGEST });
});

test('a number of replicas takes it out of the hands of the autoscaler', () => {
  for (const autoscaler of [{ autoscaling: { enabled: true } }, { keda: { enabled: true, triggers: [cron()] } }]) {
    const as = (variant: object) => ofVariant({ replicaCount: 3, ...autoscaler }, variant);
    const owners = ({ autoscaling, keda }: InferenceServiceValues) => autoscaling.enabled || keda.enabled;
    expect(owners(as({}))).toBe(true);
    expect(owners(as({ replicaCount: 1 }))).toBe(false);
    expect(as({ replicaCount: 0 }).replicaCount).toBe(0);
    expect(as({}).replicaCount).toBe(3);
  }
});

function cron() {
  return { type: 'cron', metadata: { start: '0 8 * * *', end: '0 20 * * *', timezone: 'UTC', desiredReplicas: '4' } };
}
