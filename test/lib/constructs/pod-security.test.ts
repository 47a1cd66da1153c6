import { loadEnvironments } from '../../../lib/environment/load';
import { type InferenceServiceProps, inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { SERVER_NAMES } from '../../../lib/servers/server-profiles';
import { parseValues } from '../../../lib/values/validate';
import { type AnyManifest, buildService, MINIMAL } from './build-service';
import { RICH } from './rich-values';

const VOLUME_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What Pod Security "restricted" has against a pod (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
function violations(pod: AnyManifest): string[] {
  const found: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) found.push(what);
  };
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) demand(!pod[field], field);
  for (const { name, ...source } of pod.volumes) {
    demand(
      Object.keys(source).every((type) => VOLUME_TYPES.includes(type)),
      `volume ${name}`,
    );
  }
  for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
    const context = { ...pod.securityContext, ...container.securityContext };
    const where = `container ${container.name}:`;
    demand(context.runAsNonRoot === true, `${where} runAsNonRoot`);
    demand(context.runAsUser !== 0, `${where} runAsUser`);
    demand(['RuntimeDefault', 'Localhost'].includes(context.seccompProfile?.type), `${where} seccompProfile`);
    demand(context.allowPrivilegeEscalation === false, `${where} allowPrivilegeEscalation`);
    demand(context.privileged !== true, `${where} privileged`);
    demand(context.capabilities?.drop?.includes('ALL') === true, `${where} capabilities.drop`);
    demand(
      (context.capabilities?.add ?? []).every((capability: string) => capability === 'NET_BIND_SERVICE'),
      `${where} capabilities.add`,
    );
    demand(
      (container.ports ?? []).every((port: AnyManifest) => port.hostPort === undefined),
      `${where} hostPort`,
    );
  }
  return found;
}

/** The pods of all objects, those of hooks among them. */
function podSpecs(manifests: AnyManifest[]): AnyManifest[] {
  return manifests.flatMap(({ kind, spec }) => (kind === 'Pod' ? spec : (spec?.template?.spec ?? [])));
}

const { base, environments } = loadEnvironments('environments');
const examples = [base, ...environments].map(({ name, values }): [string, Partial<InferenceServiceProps>] => {
  const { image, ...others } = values as unknown as InferenceServiceProps;
  return [name, { ...others, image: { tag: '1.0.0', ...image } }];
});

test.each([['the defaults', {}], ['everything', { ...RICH, initContainers: [], sidecars: [] }], ...examples])(
  '%s: the pods are restricted',
  (_name, props) => {
    const pods = podSpecs(buildService(props).manifests);
    expect(pods.flatMap(violations)).toEqual([]);
    expect(pods.length).toBeGreaterThan(1);
  },
);

const STORAGES: InferenceServiceProps['model']['storage'][] = [
  { type: 's3', s3: { bucket: 'models' } },
  { type: 'gcs', gcs: { bucket: 'models' } },
  { type: 'azure', azure: { account: 'models', container: 'models' } },
  { type: 'huggingface', huggingface: { repository: 'a/b', revision: 'v1' } },
  { type: 'http', http: { urls: ['https://models.example.com/a.bin'] } },
  { type: 'pvc', pvc: { enabled: true, accessMode: 'ReadWriteMany' } },
  { type: 'oci', oci: { repository: 'registry.example.com/models' } },
  { type: 'none' },
];

test.each(STORAGES.map((storage) => [storage?.type, storage]))(
  'a model from %s, with every hook: the pods are restricted',
  (_type, storage) => {
    const downloads = !['pvc', 'oci', 'none'].includes(storage?.type ?? 'none');
    const { manifests } = buildService({
      model: {
        name: 'sentiment',
        version: 'v1',
        storage: { ...storage, cache: downloads ? { enabled: true, existingClaim: 'models' } : {} },
        migration: { enabled: true, fromVersion: 'v0' },
      },
      database: { host: 'db.example.com' },
      connectionUrls: { enabled: true },
      hooks: {
        modelPrefetch: { enabled: downloads },
        modelValidation: { enabled: true, dataset: 's3://data' },
        databaseMigration: { enabled: true },
        warmup: { enabled: true },
        prediction: { body: '{}' },
      },
    });
    const pods = podSpecs(manifests);
    expect(pods.flatMap(violations)).toEqual([]);
    // The server, four hooks and the smoke test, and where there is a download, the prefetch.
    expect(pods).toHaveLength(downloads ? 7 : 6);
    for (const pod of pods) expect(pod.automountServiceAccountToken).toBe(false);
  },
);

test.each(SERVER_NAMES)('the pods of %s are restricted', (profile) => {
  const values = parseValues(inferenceServiceValues, { ...MINIMAL, server: { profile } });
  const pods = podSpecs(buildService(values as Partial<InferenceServiceProps>).manifests);
  expect(pods.flatMap(violations)).toEqual([]);
});

test('values that weaken the server leave the downloader and the hooks restricted', () => {
  const { podSpec, manifests } = buildService({
    model: { name: 'm', version: 'v1', storage: { type: 's3', s3: { bucket: 'b' } } },
    database: { host: 'db.example.com' },
    hooks: { databaseMigration: { enabled: true } },
    securityContext: {
      runAsNonRoot: false,
      runAsUser: 0,
      privileged: true,
      allowPrivilegeEscalation: true,
      readOnlyRootFilesystem: false,
      capabilities: { drop: [], add: ['SYS_ADMIN'] },
      seccompProfile: { type: 'Unconfined' },
    },
  });
  expect(violations(podSpec)).toEqual([
    'container server: runAsNonRoot',
    'container server: runAsUser',
    'container server: seccompProfile',
    'container server: allowPrivilegeEscalation',
    'container server: privileged',
    'container server: capabilities.drop',
    'container server: capabilities.add',
  ]);
  const hooks = podSpecs(manifests).filter((pod) => pod !== podSpec);
  expect(hooks.map(violations)).toEqual([[], []]);
  expect(podSpec.initContainers[0].securityContext.readOnlyRootFilesystem).toBe(true);
});
