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

test('a deadline of the values wins', () => {
  const rollout = { progressDeadlineSeconds: 7200 };
  expect(startOf({ startup: { modelSizeMiB: 1024 }, rollout })).toMatchObject({ failureThreshold: 8, deadline: 7200 });
});

test('hooks that need the model wait for it as well', () => {
  const { manifests } = buildService({
    startup: { modelSizeMiB: 10_000, loadSeconds: 100 },
    model: {
      name: 'sentiment',
      version: 'v1',
      storage: { type: 's3', s3: { bucket: 'models' }, cache: { enabled: true, existingClaim: 'models' } },
    },
    database: { host: 'db.example.com' },
    hooks: {
      modelPrefetch: { enabled: true, deadlineSeconds: 600 },
      modelValidation: { enabled: true, dataset: 's3://data', deadlineSeconds: 900 },
      databaseMigration: { enabled: true, deadlineSeconds: 60 },
      warmup: { enabled: true, deadlineSeconds: 30 },
      prediction: { body: '{}' },
      smokeTest: { deadlineSeconds: 20 },
    },
  });
  const deadlines = manifests.flatMap(({ metadata, spec }) =>
    spec?.activeDeadlineSeconds === undefined ? [] : [[metadata.name, spec.activeDeadlineSeconds]],
  );
  expect(Object.fromEntries(deadlines)).toEqual({
    'ml-model-prefetch': 600 + 200,
    'ml-model-validation': 900 + 200,
    'ml-database-migration': 60,
    'ml-warm-up': 30 + 200,
    'ml-test-connection': 20 + 200,
  });
});

test('a rollout that has failed before the model is loaded', () => {
  const startup = { modelSizeMiB: 8192 };
  expect(problemsOf({ startup, rollout: { progressDeadlineSeconds: 141 } })).toEqual([
    'rollout.progressDeadlineSeconds: the rollout would have failed after 141 seconds: 8192 MiB at 100 MiB/s and 60 seconds to load (startup) take longer; leave it out, which takes as many as are needed, raise it, or correct startup',
  ]);
  expect(problemsOf({ startup, rollout: { progressDeadlineSeconds: 142 } })).toEqual([]);
});

test('a liveness check that kills a server which is loading', () => {
  const without = (liveness: object) =>
    problemsOf({ startup: { modelSizeMiB: 8192 }, healthChecks: { startup: { enabled: false }, liveness } });
  expect(without({})).toEqual([
    'healthChecks.startup.enabled: without this check the server would be killed by healthChecks.liveness before it is ready, again and again: 8192 MiB at 100 MiB/s and 60 seconds to load (startup) take longer than its initialDelaySeconds and 3 failures every 10 seconds; set this to true, or correct startup',
  ]);
  expect(without({ initialDelaySeconds: 112 })).toEqual([]);
  expect(without({ enabled: false })).toEqual([]);
});

test('a threshold that is over before the model is loaded', () => {
  // 82 seconds of download and 60 of loading.
  const startup = { modelSizeMiB: 8192 };
  const withThreshold = (failureThreshold: number, more = {}) =>
    problemsOf({ startup, healthChecks: { startup: { failureThreshold, ...more }, liveness: { enabled: false } } });
  expect(withThreshold(14)).toEqual([
    'healthChecks.startup.failureThreshold: 14 failures every 10 seconds are too few: 8192 MiB at 100 MiB/s and 60 seconds to load (startup) take longer, and the server would be killed before it is ready, again and again; leave it out, which takes as many as are needed, or correct startup',
  ]);
  expect(withThreshold(15)).toEqual([]);
  expect(withThreshold(14, { initialDelaySeconds: 2 })).toEqual([]);
  expect(withThreshold(1, { enabled: false })).toEqual([]);
});
