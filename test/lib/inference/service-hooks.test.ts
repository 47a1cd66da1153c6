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
    'post-install,pre-upgrade: Job ml-database-migration',
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

  test('needs a database', () => {
    expect(problemsOf({ hooks: { databaseMigration: { enabled: true } } })).toEqual([
      'hooks.databaseMigration.enabled: there is no database to migrate; set database.host, or postgresql.enabled to true',
    ]);
    const postgresql = { enabled: true };
    expect(problemsOf({ postgresql, hooks: { databaseMigration: { enabled: true } } })).toEqual([]);
  });
});
