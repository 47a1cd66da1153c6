import { buildService, problemsOf } from './build-service';

test('no Ingress by default', () => {
  expect(buildService().find('Ingress')).toBeUndefined();
});

test('hosts and paths go to the service', () => {
  const { find } = buildService({
    ingress: {
      enabled: true,
      className: 'nginx',
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
      hosts: [
        {
          host: 'a.example.com',
          paths: [
            { path: '/v1', pathType: 'Exact' },
            { path: '/', pathType: 'Prefix' },
          ],
        },
        { host: 'b.example.com', paths: [{ path: '/', pathType: 'Prefix' }] },
      ],
      tls: [{ secretName: 'tls', hosts: ['a.example.com'] }],
    },
  });
  const backend = { service: { name: 'ml', port: { name: 'http' } } };
  expect(find('Ingress')).toMatchObject({
    metadata: { name: 'ml', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'a.example.com',
          http: {
            paths: [
              { path: '/v1', pathType: 'Exact', backend },
              { path: '/', pathType: 'Prefix', backend },
            ],
          },
        },
        { host: 'b.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
      tls: [{ secretName: 'tls', hosts: ['a.example.com'] }],
    },
  });
});

test('the cluster decides where no class is given', () => {
  const { find } = buildService({
    ingress: { enabled: true, hosts: [{ host: 'a.example.com', paths: [{ path: '/', pathType: 'Prefix' }] }] },
  });
  expect(Object.keys(find('Ingress').spec)).toEqual(['rules']);
});

test('an Ingress without hosts is refused', () => {
  expect(problemsOf({ ingress: { enabled: true } })).toEqual([
    'ingress.hosts: required while ingress.enabled is true; set it, or set ingress.enabled to false',
  ]);
});
