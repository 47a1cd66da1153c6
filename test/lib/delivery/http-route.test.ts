import type { ProgressiveInferenceServiceProps } from '../../../lib/delivery/progressive-inference-service-values';
import { buildProgressiveService, HTTP_ROUTE, progressiveProblems } from './build-progressive-service';

type Props = Partial<ProgressiveInferenceServiceProps>;

const route = (props: Props) => buildProgressiveService(props).find('HTTPRoute', 'ml');

test('no route by default', () => {
  expect(route({})).toBeUndefined();
});

test('all requests of the Gateway go to the service', () => {
  expect(route({ httpRoute: HTTP_ROUTE })).toMatchObject({
    apiVersion: 'gateway.networking.k8s.io/v1',
    spec: { parentRefs: [{ name: 'gateway' }], rules: [{ backendRefs: [{ name: 'ml', port: 80 }] }] },
  });
  expect(route({ httpRoute: HTTP_ROUTE }).spec).toEqual({
    parentRefs: [{ name: 'gateway' }],
    rules: [{ backendRefs: [{ name: 'ml', port: 80 }] }],
  });
});

test('hosts, requests, filters and timeouts as in an HTTPRoute', () => {
  const httpRoute = {
    enabled: true,
    annotations: { 'example.com/owner': 'ml' },
    parentRefs: [{ name: 'gateway', namespace: 'gateways', sectionName: 'https' }],
    hostnames: ['ml.example.com'],
    matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
    filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Model', value: 'tone' }] } }],
    timeouts: { request: '300s' },
  };
  const { metadata, spec } = route({ httpRoute, service: { port: 8000 } });
  expect(metadata.annotations).toEqual({ 'example.com/owner': 'ml' });
  expect(spec).toEqual({
    parentRefs: httpRoute.parentRefs,
    hostnames: httpRoute.hostnames,
    rules: [
      {
        matches: httpRoute.matches,
        filters: httpRoute.filters,
        backendRefs: [{ name: 'ml', port: 8000 }],
        timeouts: httpRoute.timeouts,
      },
    ],
  });
});

test.each([
  [0, 100],
  [10, 90],
  [100, 0],
])('a canary of weight %i leaves %i to the service', (weight, rest) => {
  const delivery = {
    type: 'canary',
    canary: { traffic: 'httpRoute', weight },
    variant: { model: { version: 'v2' } },
  } as const;
  expect(route({ httpRoute: HTTP_ROUTE, delivery }).spec.rules[0].backendRefs).toEqual([
    { name: 'ml', port: 80, weight: rest },
    { name: 'ml-canary', port: 80, weight },
  ]);
});

test('a canary by something else, and blue and green, leave the route alone', () => {
  const variant = { model: { version: 'v2' }, replicaCount: 1 };
  for (const type of ['canary', 'blueGreen'] as const) {
    expect(route({ httpRoute: HTTP_ROUTE, delivery: { type, variant } })).toEqual(route({ httpRoute: HTTP_ROUTE }));
  }
});

test('a route needs a Gateway', () => {
  expect(progressiveProblems({ httpRoute: { enabled: true } })).toEqual([
    'httpRoute.parentRefs: required while httpRoute.enabled is true; set it, or set httpRoute.enabled to false',
  ]);
  expect(progressiveProblems({ httpRoute: { enabled: true, parentRefs: [{ namespace: 'gateways' }] } })).toEqual([
    'httpRoute.parentRefs[0].name: required; expected text of at least 1 character',
  ]);
});
