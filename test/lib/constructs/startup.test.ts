import { buildService, problemsOf } from './build-service';

const startOf = (values: Parameters<typeof buildService>[0]) => {
  const { find, server } = buildService(values);
  const { failureThreshold, periodSeconds } = server.startupProbe;
  return { failureThreshold, periodSeconds, deadline: find('Deployment').spec.progressDeadlineSeconds };
};

test('of a model that nobody knows the size of, a start may take five minutes', () => {
  expect(startOf({})).toEqual({ failureThreshold: 30, periodSeconds: 10, deadline: 600 + 300 });
});

test('size, bandwidth and loading decide how long the check and the rollout wait', () => {
  // 16 GiB at 100 MiB/s take 163.84 seconds, to be rounded up, and then a minute.
  expect(startOf({ startup: { modelSizeMiB: 16_384 } })).toEqual({
    failureThreshold: 23,
    periodSeconds: 10,
    deadline: 600 + 164 + 60,
  });
  const startup = { modelSizeMiB: 143_360, bandwidthMiBPerSecond: 500, loadSeconds: 300 };
  expect(startOf({ startup, healthChecks: { startup: { periodSeconds: 30 } } })).toEqual({
    failureThreshold: 20,
    periodSeconds: 30,
    deadline: 600 + 287 + 300,
  });
});

test('a threshold of the values wins', () => {
  expect(startOf({ startup: { modelSizeMiB: 1024 }, healthChecks: { startup: { failureThreshold: 90 } } })).toEqual({
    failureThreshold: 90,
    periodSeconds: 10,
    deadline: 600 + 900,
  });
});

test('a threshold that is over before the model is loaded', () => {
  // 82 seconds of download and 60 of loading.
  const startup = { modelSizeMiB: 8192 };
  const withThreshold = (failureThreshold: number, more = {}) =>
    problemsOf({ startup, healthChecks: { startup: { failureThreshold, ...more } } });
  expect(withThreshold(14)).toEqual([
    'healthChecks.startup.failureThreshold: 14 failures every 10 seconds are too few: 8192 MiB at 100 MiB/s and 60 seconds to load (startup) take longer, and the server would be killed before it is ready, again and again; leave it out, which takes as many as are needed, or correct startup',
  ]);
  expect(withThreshold(15)).toEqual([]);
  expect(withThreshold(14, { initialDelaySeconds: 2 })).toEqual([]);
  expect(withThreshold(1, { enabled: false })).toEqual([]);
});
