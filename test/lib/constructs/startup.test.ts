import { buildService, problemsOf } from './build-service';

const startOf = (values: Parameters<typeof buildService>[0]) => {
  const { find, server } = buildService(values);
  const { failureThreshold, periodSeconds } = server.startupProbe;
  return { failureThreshold, periodSeconds, deadline: find('Deployment').spec.progressDeadlineSeconds };
};

test('of a model that nobody knows the size of, a start may take five minutes', () => {
  expect(startOf({})).toEqual({ failureThreshold: 30, periodSeconds: 10, deadline: 600 + 300 });
});

test('size, time for each GiB and loading decide how long the check and the rollout wait', () => {
  expect(startOf({ startup: { modelSizeGiB: 16, loadSeconds: 75 } })).toEqual({
    failureThreshold: 24,
    periodSeconds: 10,
    deadline: 600 + 235,
  });
  const startup = { modelSizeGiB: 140, secondsPerGiB: 2, loadSeconds: 300 };
  expect(startOf({ startup, healthChecks: { startup: { periodSeconds: 30 } } })).toEqual({
    failureThreshold: 20,
    periodSeconds: 30,
    deadline: 600 + 580,
  });
});

test('a threshold of the values wins', () => {
  expect(startOf({ startup: { modelSizeGiB: 1 }, healthChecks: { startup: { failureThreshold: 90 } } })).toEqual({
    failureThreshold: 90,
    periodSeconds: 10,
    deadline: 600 + 900,
  });
});

test('nodes and images may take more or less', () => {
  expect(startOf({ rollout: { schedulingSeconds: 1800 } })).toMatchObject({ deadline: 1800 + 300 });
});

test('a hook that is over before it has the model', () => {
  const values = (deadlineSeconds: number, startup: object) => ({
    startup,
    hooks: { warmup: { enabled: true, deadlineSeconds }, prediction: { body: '{}' } },
  });
  const large = { modelSizeGiB: 20, loadSeconds: 100 };
  expect(problemsOf(values(300, large))).toEqual([
    'hooks.warmup.deadlineSeconds: 300 seconds are over before the model is there: 20 GiB at 10 seconds each and 100 seconds to load (startup) take no less; raise it, or correct startup',
  ]);
  expect(problemsOf(values(301, large))).toEqual([]);
  expect(problemsOf(values(30, {}))).toEqual([]);
});

test('a liveness check that kills a server which is loading', () => {
  const without = (liveness: object, startup: object = { modelSizeGiB: 8, loadSeconds: 62 }) =>
    problemsOf({ startup, healthChecks: { startup: { enabled: false }, liveness } });
  expect(without({})).toEqual([
    'healthChecks.startup.enabled: without this check the server would be killed by healthChecks.liveness before it is ready, again and again: 8 GiB at 10 seconds each and 62 seconds to load (startup) take longer than its initialDelaySeconds and 3 failures every 10 seconds; set this to true, or correct startup',
  ]);
  expect(without({ initialDelaySeconds: 112 })).toEqual([]);
  expect(without({ enabled: false })).toEqual([]);
  expect(without({}, {})).toEqual([]);
});

test('a threshold that is over before the model is loaded', () => {
  const withThreshold = (failureThreshold: number, more = {}, startup: object = { modelSizeGiB: 8, loadSeconds: 62 }) =>
    problemsOf({ startup, healthChecks: { startup: { failureThreshold, ...more }, liveness: { enabled: false } } });
  expect(withThreshold(14)).toEqual([
    'healthChecks.startup.failureThreshold: 14 failures every 10 seconds are too few: 8 GiB at 10 seconds each and 62 seconds to load (startup) take longer, and the server would be killed before it is ready, again and again; leave it out, which takes as many as are needed, or correct startup',
  ]);
  expect(withThreshold(15)).toEqual([]);
  expect(withThreshold(14, { initialDelaySeconds: 2 })).toEqual([]);
  expect(withThreshold(1, { enabled: false })).toEqual([]);
  // The size of the model is not known, and so is not the time.
  expect(withThreshold(1, {}, {})).toEqual([]);
});
