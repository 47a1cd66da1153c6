import { ServiceIdentity } from '../../../lib/constructs/identity';
import { VariantIdentity, type VariantIdentityProps } from '../../../lib/delivery/variant-identity';
import { Release } from '../../../lib/release/release';

const release = new Release({ release: 'tone', chart: 'ml', namespace: 'serving' });
const model = { name: 'sentiment', version: 'v1', framework: 'onnx' };

function variant(props: Partial<VariantIdentityProps> = {}) {
  const { suffix } = props;
  const service = new ServiceIdentity(release, model, suffix);
  const canary: VariantIdentityProps = { track: 'canary', model: { ...model, version: 'v2' }, sharesService: false };
  return { service, identity: new VariantIdentity({ ...canary, ...props }, service) };
}

test('its objects are named after what it is', () => {
  expect(variant().identity.name()).toBe('tone-ml-canary');
  expect(variant({ track: 'green' }).identity.name()).toBe('tone-ml-green');
  expect(variant({ track: 'green' }).identity.name('hooks')).toBe('tone-ml-green-hooks');
  expect(variant({ suffix: 'topic' }).identity.name()).toBe('tone-ml-topic-canary');
});

test('what the pods do not have of their own is that of the service', () => {
  const { identity, service } = variant();
  expect(identity.shared).toBe(service);
  expect(service.shared).toBe(service);
});

test('the pods do not have the name by which the service selects its own', () => {
  const { identity, service } = variant();
  expect(identity.podLabels).toEqual({
    'app.kubernetes.io/name': 'tone-ml-canary',
    'app.kubernetes.io/instance': 'tone',
    'app.kubernetes.io/part-of': 'tone-ml',
    'model-name': 'sentiment',
    'model-version': 'v2',
    'model-framework': 'onnx',
    track: 'tone-ml-canary',
  });
  expect(service.selectorLabels).toEqual({
    'app.kubernetes.io/name': 'ml',
    'app.kubernetes.io/instance': 'tone',
  });
});

test('they have it where the service is to send requests to them too', () => {
  const { identity, service } = variant({ sharesService: true, suffix: 'topic' });
  expect(identity.podLabels).toMatchObject({ ...service.selectorLabels, track: 'tone-ml-topic-canary' });
});

test('their own selector is the same either way', () => {
  for (const sharesService of [false, true]) {
    const { identity } = variant({ sharesService });
    expect(identity.selectorLabels).toEqual({ 'app.kubernetes.io/instance': 'tone', track: 'tone-ml-canary' });
    expect(identity.podLabels).toMatchObject(identity.selectorLabels);
  }
});

test('objects belong to the same application as those of the service', () => {
  const { identity, service } = variant();
  expect(identity.metadata()).toEqual({
    name: 'tone-ml-canary',
    namespace: 'serving',
    labels: { ...service.labels, 'model-version': 'v2', track: 'tone-ml-canary' },
  });
});
