import { buildService, problemsOf } from './build-service';

const deadlineOf = (values: Parameters<typeof buildService>[0]) =>
  buildService(values).find('Deployment').spec.progressDeadlineSeconds;

test('a rollout may take as long as the startup check grants, and ten minutes for nodes and images', () => {
  expect(deadlineOf({})).toBe(600 + 300);
  expect(deadlineOf({ healthChecks: { startup: { failureThreshold: 20, periodSeconds: 30 } } })).toBe(600 + 600);
  expect(deadlineOf({ rollout: { schedulingSeconds: 1800 } })).toBe(1800 + 300);
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
    'healthChecks.startup.failureThreshold: 14 failures every 10 seconds are too few: 8 GiB at 10 seconds each and 62 seconds to load (startup) take longer, and the server would be killed before it is ready, again and again; raise it, or correct startup',
  ]);
  expect(withThreshold(15)).toEqual([]);
  expect(withThreshold(14, { initialDelaySeconds: 2 })).toEqual([]);
  expect(withThreshold(1, { enabled: false })).toEqual([]);
  // The size of the model is not known, and so is not the time.
  expect(withThreshold(1, {}, {})).toEqual([]);
});
