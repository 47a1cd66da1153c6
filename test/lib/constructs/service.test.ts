import { buildService, problemsOf } from './build-service';

test('requests reach the server by name of its port', () => {
  const { find, server } = buildService({
    service: { type: 'LoadBalancer', port: 8000, targetPort: 5000, annotations: { 'example.com/internal': 'true' } },
  });
  expect(find('Service')).toMatchObject({
    metadata: { name: 'ml', namespace: 'serving', annotations: { 'example.com/internal': 'true' } },
    spec: {
      type: 'LoadBalancer',
      selector: { 'app.kubernetes.io/name': 'ml', 'app.kubernetes.io/instance': 'ml' },
      ports: [{ name: 'http', port: 8000, targetPort: 'http', protocol: 'TCP' }],
    },
  });
  expect(server.ports).toEqual([{ name: 'http', containerPort: 5000, protocol: 'TCP' }]);
  expect(server.env).toEqual([{ name: 'PORT', value: '5000' }]);
});

test('metrics have a port of their own where the values give one', () => {
  const { find, server } = buildService({ metrics: { port: 9090 } });
  expect(find('Service').spec.ports[1]).toEqual({
    name: 'metrics',
    port: 9090,
    targetPort: 'metrics',
    protocol: 'TCP',
  });
  expect(server.ports[1]).toEqual({ name: 'metrics', containerPort: 9090, protocol: 'TCP' });
});

test('two ports of one number are refused', () => {
  expect(problemsOf({ metrics: { port: 8080 } })).toEqual([
    'metrics.port: port 8080 is taken by service; leave metrics.port out where the server has its metrics on the HTTP port',
  ]);
});

test('metrics that are off have no port', () => {
  const { find, environment } = buildService({ metrics: { enabled: false, port: 8080 } });
  expect(find('Service').spec.ports).toHaveLength(1);
  expect(environment).toMatchObject({ METRICS_ENABLED: 'false' });
  expect(environment).not.toHaveProperty('METRICS_PORT');
});
