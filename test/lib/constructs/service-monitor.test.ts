import { buildService, problemsOf } from './build-service';

test('no ServiceMonitor by default', () => {
  expect(buildService().find('ServiceMonitor')).toBeUndefined();
});

test('Prometheus scrapes the port of the metrics', () => {
  const { find } = buildService({
    metrics: { port: 9090, path: '/prometheus' },
    serviceMonitor: { enabled: true, interval: '1m', scrapeTimeout: '20s', labels: { release: 'prometheus' } },
  });
  expect(find('ServiceMonitor')).toMatchObject({
    apiVersion: 'monitoring.coreos.com/v1',
    metadata: { labels: { release: 'prometheus', 'app.kubernetes.io/name': 'ml' } },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'ml', 'app.kubernetes.io/instance': 'ml' } },
      endpoints: [{ port: 'metrics', path: '/prometheus', interval: '1m', scrapeTimeout: '20s' }],
    },
  });
});

test('metrics on the HTTP port', () => {
  expect(buildService({ serviceMonitor: { enabled: true } }).find('ServiceMonitor').spec.endpoints[0].port).toBe(
    'http',
  );
});

test('there must be metrics, and durations have their form', () => {
  expect(problemsOf({ metrics: { enabled: false }, serviceMonitor: { enabled: true } })).toEqual([
    'serviceMonitor.enabled: cannot be true while metrics.enabled is false; set it to false, or set metrics.enabled to true',
  ]);
  expect(problemsOf({ serviceMonitor: { interval: '30' } })).toEqual([
    'serviceMonitor.interval: expected a duration of Prometheus, such as 30s or 1m30s, found text "30"',
  ]);
});
