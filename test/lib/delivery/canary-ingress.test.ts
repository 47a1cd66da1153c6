import { buildProgressiveService, INGRESS, progressiveProblems } from './build-progressive-service';

const variant = { model: { version: 'v2' } };

function canaryIngress(canary: object, ingress: object = INGRESS) {
  const props = { ingress, delivery: { type: 'canary', canary: { traffic: 'nginx', ...canary }, variant } };
  return buildProgressiveService(props as never).find('Ingress', 'ml-canary');
}

test('hosts and paths of the first Ingress go to the canary by their weight', () => {
  expect(canaryIngress({ weight: 25 })).toMatchObject({
    metadata: {
      annotations: {
        'nginx.ingress.kubernetes.io/canary': 'true',
        'nginx.ingress.kubernetes.io/canary-weight': '25',
      },
    },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'ml.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'ml-canary', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  });
});

test('certificates are the business of the first Ingress alone', () => {
  const { metadata, spec } = canaryIngress({});
  expect(Object.keys(metadata.annotations)).toEqual([
    'nginx.ingress.kubernetes.io/canary',
    'nginx.ingress.kubernetes.io/canary-weight',
  ]);
  expect(spec.tls).toBeUndefined();
});

test('further annotations choose requests by more than chance', () => {
  const annotations = { 'nginx.ingress.kubernetes.io/canary-by-header': 'X-Canary' };
  expect(canaryIngress({ weight: 0, annotations }).metadata.annotations).toEqual({
    'nginx.ingress.kubernetes.io/canary': 'true',
    'nginx.ingress.kubernetes.io/canary-weight': '0',
    'nginx.ingress.kubernetes.io/canary-by-header': 'X-Canary',
  });
});

test('the weight has one place', () => {
  const annotations = { 'nginx.ingress.kubernetes.io/canary-weight': '50' };
  const delivery = { type: 'canary', canary: { traffic: 'nginx', annotations }, variant };
  expect(progressiveProblems({ ingress: INGRESS, delivery })).toEqual([
    'delivery.canary.annotations["nginx.ingress.kubernetes.io/canary-weight"]: "nginx.ingress.kubernetes.io/canary-weight" is set by the inference service itself; take another name',
  ]);
});
