import { checkHooks } from '../../../lib/hooks/check-hooks';
import { type AnyManifest, buildService, problemsOf } from '../constructs/build-service';
import { RICH } from '../constructs/rich-values';

const hooksOf = (manifests: AnyManifest[]) =>
  manifests
    .filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] !== undefined)
    .map(({ kind, metadata }) => `${metadata.annotations['helm.sh/hook']}: ${kind} ${metadata.name}`);

test('by default, the smoke test is the only hook', () => {
  expect(hooksOf(buildService().manifests)).toEqual(['test: Pod ml-test-connection']);
  expect(hooksOf(buildService({ hooks: { smokeTest: { enabled: false } } }).manifests)).toEqual([]);
});

test('all at once', () => {
  const { manifests } = buildService(RICH);
  expect(hooksOf(manifests)).toEqual([
    'pre-install,pre-upgrade: ConfigMap ml-hooks',
    'pre-upgrade: Job ml-model-migration',
    'pre-upgrade: Job ml-model-validation',
    'post-install,pre-upgrade: Job ml-database-migration',
    'post-install,post-upgrade: Job ml-warm-up',
    'test: Pod ml-test-connection',
  ]);
  expect(checkHooks(manifests)).toEqual([]);
});

test('the service does not select the pods of its hooks', () => {
  const { manifests, find } = buildService(RICH);
  const selector = Object.entries(find('Service').spec.selector);
  const labelsOf = ({ kind, metadata, spec }: AnyManifest) =>
    (kind === 'Pod' ? metadata : spec.template.metadata).labels;
  for (const hook of manifests.filter(({ kind }) => kind === 'Pod' || kind === 'Job')) {
    const labels = labelsOf(hook);
    expect(selector.every(([key, value]) => labels[key] === value)).toBe(false);
  }
});

test('the smoke test asks the Service for what the values say', () => {
  const { env } = buildService({
    service: { port: 8000 },
    healthChecks: { readiness: { path: '/ready' } },
    hooks: { prediction: { path: '/v1/predict', body: '{}', timeoutSeconds: 5 } },
  }).find('Pod').spec.containers[0];
  expect(env).toEqual([
    { name: 'SERVICE_URL', value: 'http://ml:8000' },
    { name: 'READINESS_PATH', value: '/ready' },
    { name: 'PREDICTION_PATH', value: '/v1/predict' },
    { name: 'PREDICTION_CONTENT_TYPE', value: 'application/json' },
    { name: 'PREDICTION_BODY', value: '{}' },
    { name: 'REQUEST_TIMEOUT', value: '5' },
  ]);
});

test('before an upgrade the model is migrated, then validated, then the database is migrated', () => {
  const weights = buildService(RICH)
    .manifests.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook']?.includes('pre-upgrade'))
    .map(({ metadata }) => [metadata.name, Number(metadata.annotations['helm.sh/hook-weight'])]);
  expect(weights).toEqual([
    ['ml-hooks', -20],
    ['ml-model-migration', -5],
    ['ml-model-validation', -3],
    ['ml-database-migration', 0],
  ]);
});

/** A container as far as hooks differ in it; variables as one text each. */
function programOf({ spec }: AnyManifest) {
  const [{ image, command, env }] = spec.template.spec.containers;
  const shown = ({ name, value, valueFrom }: AnyManifest) =>
    `${name}=${value ?? `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`}`;
  return { image, command, env: env.map(shown) };
}

const settingsOf = ({ envFrom }: AnyManifest) => envFrom.map(({ configMapRef }: AnyManifest) => configMapRef.name);

const fromS3 = { name: 'sentiment', version: 'v2', storage: { type: 's3' as const, s3: { bucket: 'models' } } };

test("the model migration knows both versions and the storage, in the server's image", () => {
  const migration = { enabled: true, fromVersion: 'v1' };
  const { find } = buildService({ model: { ...fromS3, migration } });
  expect(programOf(find('Job'))).toEqual({
    image: 'registry.example.com/ml/sentiment:1.0.0',
    command: ['python', '-m', 'scripts.migrate_model'],
    env: ['MODEL_NAME=sentiment', 'OLD_VERSION=v1', 'NEW_VERSION=v2'],
  });
  expect(settingsOf(find('Job').spec.template.spec.containers[0])).toEqual(['ml-hooks']);
  expect(problemsOf({ model: { ...fromS3, migration: { enabled: true } } })).toEqual([
    'model.migration.fromVersion: required while model.migration.enabled is true; set it, or set model.migration.enabled to false',
  ]);
});

test('the model migration writes to the volume that the model is on', () => {
  const migration = { enabled: true, fromVersion: 'v1' };
  const storage = { type: 'pvc' as const, pvc: { existingClaim: 'models' } };
  const model = { name: 'sentiment', version: 'v2', storage, migration };
  const { spec } = buildService({ model, strategy: { type: 'Recreate' } }).find('Job').spec.template;
  expect(spec.volumes).toContainEqual({ name: 'model-storage', persistentVolumeClaim: { claimName: 'models' } });
  expect(spec.containers[0].volumeMounts).toContainEqual({ name: 'model-storage', mountPath: '/models' });
});

describe('the model prefetch', () => {
  const cache = { enabled: true, existingClaim: 'models' };
  const cached = { ...fromS3, storage: { ...fromS3.storage, cache } };
  const hooks = { modelPrefetch: { enabled: true }, smokeTest: { enabled: false } };

  test('downloads into the claim that the pods use, with an account and settings of its own', () => {
    const serviceAccount = { annotations: { 'example.com/role': 'reader' } };
    const { manifests, podSpec } = buildService({ model: cached, hooks, serviceAccount });
    expect(hooksOf(manifests)).toEqual([
      'pre-install,pre-upgrade: ConfigMap ml-hooks',
      'pre-install,pre-upgrade: ServiceAccount ml-model-prefetch',
      'pre-install,pre-upgrade: Job ml-model-prefetch',
    ]);
    expect(checkHooks(manifests)).toEqual([]);
    const job = manifests.find(({ kind }) => kind === 'Job');
    const { spec } = job.spec.template;
    const [downloader] = podSpec.initContainers;
    expect(spec.serviceAccountName).toBe('ml-model-prefetch');
    expect(spec.volumes[1]).toEqual(podSpec.volumes[1]);
    expect(spec.containers[0].command).toEqual(downloader.command);
    expect(spec.containers[0].env).toEqual(downloader.env);
    expect(settingsOf(spec.containers[0])).toEqual(['ml-hooks']);
    const settings = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'ml-hooks');
    expect(settings.data).toEqual({
      MODEL_NAME: 'sentiment',
      MODEL_VERSION: 'v2',
      MODEL_STORAGE_TYPE: 's3',
      MODEL_PATH: '/models',
      MODEL_S3_BUCKET: 'models',
      MODEL_S3_PREFIX: '',
    });
  });

  test('takes a service account that exists', () => {
    const { find } = buildService({ model: cached, hooks, serviceAccount: { create: false, name: 'reader' } });
    expect(find('Job').spec.template.spec.serviceAccountName).toBe('reader');
  });

  test('needs a claim that is there before the release', () => {
    const told = [
      'hooks.modelPrefetch.enabled: it runs before any object of the release is there, a claim too; set model.storage.cache.enabled to true and model.storage.cache.existingClaim to the name of a claim that exists',
    ];
    expect(problemsOf({ model: fromS3, hooks })).toEqual(told);
    const created = { ...fromS3, storage: { ...fromS3.storage, cache: { enabled: true } } };
    expect(problemsOf({ model: created, hooks })).toEqual(told);
  });
});

describe('the model validation', () => {
  const modelValidation = { enabled: true, dataset: 's3://data/v1/', minimumAuc: 0.92, maximumP99LatencyMs: 150 };

  test('gets the model that the upgrade brings, and is not tried again', () => {
    const job = buildService({ model: fromS3, hooks: { modelValidation } }).find('Job');
    expect(job.spec.backoffLimit).toBe(0);
    expect(programOf(job)).toEqual({
      image: 'registry.example.com/ml/sentiment:1.0.0',
      command: ['python', 'validate_model.py'],
      env: [
        'MODEL_NAME=sentiment',
        'MODEL_VERSION=v2',
        'VALIDATION_DATASET=s3://data/v1/',
        'MINIMUM_AUC=0.92',
        'MAXIMUM_P99_LATENCY_MS=150',
      ],
    });
    const { initContainers, containers } = job.spec.template.spec;
    // The service's ConfigMap is still that of the model before.
    expect(settingsOf(initContainers[0])).toEqual(['ml-hooks']);
    expect(settingsOf(containers[0])).toEqual(['ml-hooks']);
    expect(containers[0].volumeMounts).toContainEqual({
      name: 'model-storage',
      mountPath: '/models',
      subPath: 'sentiment/v2',
      readOnly: true,
    });
  });

  test('may have an image of its own, which is pinned', () => {
    const image = { repository: 'registry.example.com/ml/validator', tag: '1.2.0' };
    const { find } = buildService({ hooks: { modelValidation: { ...modelValidation, image } } });
    expect(programOf(find('Job')).image).toBe('registry.example.com/ml/validator:1.2.0');
    const unpinned = { repository: image.repository };
    expect(problemsOf({ hooks: { modelValidation: { ...modelValidation, image: unpinned } } })).toEqual([
      'hooks.modelValidation.image.tag: this or hooks.modelValidation.image.digest is required while hooks.modelValidation.image.repository is set; set one of them, or remove hooks.modelValidation.image.repository',
    ]);
  });

  test('needs data', () => {
    expect(problemsOf({ hooks: { modelValidation: { enabled: true } } })).toEqual([
      'hooks.modelValidation.dataset: required while hooks.modelValidation.enabled is true; set it, or set hooks.modelValidation.enabled to false',
    ]);
  });
});

test('the warm-up needs a request', () => {
  const { find } = buildService({ hooks: { warmup: { enabled: true, requests: 3 }, prediction: { body: '{}' } } });
  expect(programOf(find('Job')).env).toContain('WARM_UP_REQUESTS=3');
  expect(problemsOf({ hooks: { warmup: { enabled: true } } })).toEqual([
    'hooks.prediction.body: hooks.warmup.enabled is true and there is no request to make; set this, or hooks.warmup.enabled to false',
  ]);
});

describe('the database migration', () => {
  const database = {
    host: 'db.example.com',
    name: 'app',
    username: 'user',
    password: { secretName: 'secrets', key: 'database' },
  };

  test("runs the server's image with the server's account, and knows the database without the ConfigMap", () => {
    const { spec } = buildService({ database, hooks: { databaseMigration: { enabled: true } } }).find('Job').spec
      .template;
    expect(spec).toMatchObject({ serviceAccountName: 'ml', automountServiceAccountToken: false });
    expect(spec.containers[0]).toMatchObject({
      image: 'registry.example.com/ml/sentiment:1.0.0',
      command: ['python', '-m', 'flask', 'db', 'upgrade'],
      env: [
        { name: 'DATABASE_HOST', value: 'db.example.com' },
        { name: 'DATABASE_PORT', value: '5432' },
        { name: 'DATABASE_NAME', value: 'app' },
        { name: 'DATABASE_USERNAME', value: 'user' },
        { name: 'DATABASE_SSL_MODE', value: 'require' },
        { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'database' } } },
      ],
    });
  });

  test('has the URL of the database in a file, where the server has it', () => {
    const hooks = { databaseMigration: { enabled: true } };
    const { spec } = buildService({ database, connectionUrls: { enabled: true }, hooks }).find('Job').spec.template;
    expect(spec.initContainers[0]).toMatchObject({
      name: 'connection-urls',
      env: expect.arrayContaining([{ name: 'DATABASE_HOST', value: 'db.example.com' }]),
    });
    expect(spec.initContainers[0].envFrom).toBeUndefined();
    expect(spec.containers[0].env).toContainEqual({
      name: 'DATABASE_URL_FILE',
      value: '/run/connections/database-url',
    });
  });

  test('needs a database', () => {
    expect(problemsOf({ hooks: { databaseMigration: { enabled: true } } })).toEqual([
      'hooks.databaseMigration.enabled: there is no database to migrate; set database.host, or postgresql.enabled to true',
    ]);
    const postgresql = { enabled: true };
    expect(problemsOf({ postgresql, hooks: { databaseMigration: { enabled: true } } })).toEqual([]);
  });
});
