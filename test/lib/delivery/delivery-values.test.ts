import {
  canaryWeight,
  type DeliveryValues,
  deliveryValues,
  sharesService,
  trackOf,
} from '../../../lib/delivery/delivery-values';
import { progressiveProblems } from './build-progressive-service';

const delivery = (values: object) => deliveryValues.parse(values) as DeliveryValues;

test('no second version by default', () => {
  const none = delivery({});
  expect(trackOf(none)).toBeUndefined();
  expect(sharesService(none)).toBe(false);
  expect(canaryWeight(none, 'nginx')).toBeUndefined();
});

test.each([
  ['none', undefined],
  ['canary', 'canary'],
  ['blueGreen', 'green'],
])('type %s: the second version is called %s', (type, track) => {
  expect(trackOf(delivery({ type }))).toBe(track);
});

test('only a canary by replicas is behind the Service of the first version', () => {
  expect(sharesService(delivery({ type: 'canary' }))).toBe(true);
  expect(sharesService(delivery({ type: 'canary', canary: { traffic: 'nginx' } }))).toBe(false);
  expect(sharesService(delivery({ type: 'canary', canary: { traffic: 'httpRoute' } }))).toBe(false);
  expect(sharesService(delivery({ type: 'blueGreen' }))).toBe(false);
});

test('the weight counts where it is asked for, and while there is a canary', () => {
  const canary = { traffic: 'nginx', weight: 30 };
  expect(canaryWeight(delivery({ type: 'canary', canary }), 'nginx')).toBe(30);
  expect(canaryWeight(delivery({ type: 'canary', canary }), 'httpRoute')).toBeUndefined();
  expect(canaryWeight(delivery({ type: 'none', canary }), 'nginx')).toBeUndefined();
  expect(canaryWeight(delivery({ type: 'canary', canary: { traffic: 'httpRoute' } }), 'httpRoute')).toBe(10);
});

test('what delivery cannot be', () => {
  const wrong = {
    type: 'both',
    canary: { traffic: 'istio', weight: 101 },
    blueGreen: { active: 'red' },
    variant: { replicaCount: -1, image: { tag: 'a b', digest: 'sha256:1' }, model: { version: 'a b' } },
  };
  expect(progressiveProblems({ delivery: wrong })).toEqual([
    'delivery.blueGreen.active: expected one of "blue", "green", found text "red"',
    'delivery.canary.traffic: expected one of "replicas", "nginx", "httpRoute", found text "istio"',
    'delivery.canary.weight: expected an integer between 0 and 100, found the number 101',
    'delivery.type: expected one of "none", "canary", "blueGreen", found text "both"',
    `delivery.variant.image.digest: expected an image digest, sha256: and 64 hexadecimal digits, or empty text, found text "sha256:1"`,
    'delivery.variant.image.tag: expected an image tag: letters, digits, "_", "-" and ".", at most 128, found text "a b"',
    'delivery.variant.model.version: expected a Kubernetes label value: at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, found text "a b"',
    'delivery.variant.replicaCount: expected an integer of at least 0, found the number -1',
  ]);
});
