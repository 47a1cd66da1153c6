import { buildService, problemsOf } from './build-service';

test('a pod waits for load balancers, and has the 30 seconds of Kubernetes in all', () => {
  const { podSpec, server } = buildService();
  expect(server.lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
  expect(podSpec.terminationGracePeriodSeconds).toBe(30);
});

test('the grace period follows from what ends before it', () => {
  const { podSpec, server } = buildService({
    drain: { preStopSeconds: 15, preStopBy: 'sleep' },
    server: { drainSeconds: 120 },
  });
  expect(server.lifecycle).toEqual({ preStop: { sleep: { seconds: 15 } } });
  expect(podSpec.terminationGracePeriodSeconds).toBe(140);
});

test('a grace period and hooks of the values win', () => {
  const lifecycle = {
    postStart: { exec: { command: ['warm-up'] } },
    preStop: { httpGet: { path: '/drain', port: 8080 } },
  };
  const { podSpec, server } = buildService({ lifecycle, terminationGracePeriodSeconds: 300 });
  expect(server.lifecycle).toEqual(lifecycle);
  expect(podSpec.terminationGracePeriodSeconds).toBe(300);
});

test('nothing runs before the end', () => {
  expect(buildService({ drain: { preStopSeconds: 0 } }).server).not.toHaveProperty('lifecycle');
});

test('a grace period that is over too early', () => {
  const values = { drain: { preStopSeconds: 10 }, server: { drainSeconds: 60 } };
  expect(problemsOf({ ...values, terminationGracePeriodSeconds: 70 })).toEqual([
    'terminationGracePeriodSeconds: 70 seconds are over before the 10 of drain.preStopSeconds and the 60 of server.drainSeconds, and the server would be killed while it still answers; leave it out, raise it, or lower those',
  ]);
  expect(problemsOf({ ...values, terminationGracePeriodSeconds: 71 })).toEqual([]);
});
