import { buildService, problemsOf } from './build-service';

test('three checks of three paths, on the HTTP port', () => {
  const { livenessProbe, readinessProbe, startupProbe } = buildService().server;
  expect({ livenessProbe, readinessProbe, startupProbe }).toMatchInlineSnapshot(`
{
  "livenessProbe": {
    "failureThreshold": 3,
    "httpGet": {
      "path": "/health/live",
      "port": "http",
    },
    "initialDelaySeconds": 30,
    "periodSeconds": 10,
    "timeoutSeconds": 5,
  },
  "readinessProbe": {
    "failureThreshold": 3,
    "httpGet": {
      "path": "/health/ready",
      "port": "http",
    },
    "initialDelaySeconds": 10,
    "periodSeconds": 5,
    "successThreshold": 1,
    "timeoutSeconds": 3,
  },
  "startupProbe": {
    "failureThreshold": 30,
    "httpGet": {
      "path": "/health/startup",
      "port": "http",
    },
    "initialDelaySeconds": 0,
    "periodSeconds": 10,
    "timeoutSeconds": 5,
  },
}
`);
});

test('a check can be turned off, and asked elsewhere', () => {
  const { server } = buildService({
    healthChecks: { liveness: { enabled: false }, readiness: { enabled: false }, startup: { port: 8081, path: '/up' } },
  });
  expect(server).not.toHaveProperty('livenessProbe');
  expect(server).not.toHaveProperty('readinessProbe');
  expect(server.startupProbe.httpGet).toEqual({ path: '/up', port: 8081 });
});

test('a path begins with a slash', () => {
  expect(problemsOf({ healthChecks: { liveness: { path: 'health' } } })).toEqual([
    'healthChecks.liveness.path: expected a path that begins with "/", found text "health"',
  ]);
});
