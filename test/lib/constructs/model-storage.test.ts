import { z } from 'zod';
import { AZURE_DOWNLOAD } from '../../../lib/constructs/azure-model-source';
import { GCS_DOWNLOAD } from '../../../lib/constructs/gcs-model-source';
import { HTTP_DOWNLOAD } from '../../../lib/constructs/http-model-source';
import { HUGGING_FACE_DOWNLOAD } from '../../../lib/constructs/hugging-face-model-source';
import { modelValues } from '../../../lib/constructs/model';
import { MODEL_DOWNLOAD_FUNCTIONS } from '../../../lib/constructs/model-download-script';
import { modelDestinations, modelStorageValues } from '../../../lib/constructs/model-storage';
import { formatProblem } from '../../../lib/errors';
import type { InferenceServiceProps } from '../../../lib/inference/inference-service-values';
import { clusterProblems } from '../../../lib/values/rules/cluster-problems';
import { shapeOf } from '../../../lib/values/shape';
import { parseValues } from '../../../lib/values/validate';
import { buildService, problemsOf } from './build-service';

type Storage = InferenceServiceProps['model']['storage'];

const withStorage = (storage: Storage) => ({
  model: { name: 'sentiment', version: 'v1', storage },
  // One node alone can mount a claim, unless its access mode says otherwise.
  strategy: { type: 'Recreate' as const },
});

test('none: the image holds the model', () => {
  const { podSpec, environment } = buildService();
  expect(podSpec).not.toHaveProperty('initContainers');
  expect(podSpec.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]);
  expect(environment.MODEL_STORAGE_TYPE).toBe('none');
  expect(environment).not.toHaveProperty('MODEL_PATH');
});

describe('s3', () => {
  const s3 = { bucket: 'models', region: 'us-west-2', prefix: 'team', endpoint: 'https://minio.example.com' };

  test('an init container downloads, the server reads', () => {
    const { podSpec, server, environment } = buildService(withStorage({ type: 's3', s3, sizeLimit: '20Gi' }));
    expect(environment).toMatchObject({
      MODEL_STORAGE_TYPE: 's3',
      MODEL_PATH: '/models',
      MODEL_S3_BUCKET: 'models',
      MODEL_S3_REGION: 'us-west-2',
      MODEL_S3_PREFIX: 'team',
      MODEL_S3_ENDPOINT: 'https://minio.example.com',
    });
    expect(podSpec.volumes).toContainEqual({ name: 'model-storage', emptyDir: { sizeLimit: '20Gi' } });
    expect(server.volumeMounts).toContainEqual({
      name: 'model-storage',
      mountPath: '/models',
      subPath: 'sentiment/v1',
      readOnly: true,
    });
    const [{ command, ...downloader }] = podSpec.initContainers;
    expect(command.slice(0, 2)).toEqual(['/bin/sh', '-c']);
    expect(downloader).toMatchInlineSnapshot(`
{
  "env": [
    {
      "name": "HOME",
      "value": "/tmp",
    },
    {
      "name": "POD_NAME",
      "valueFrom": {
        "fieldRef": {
          "fieldPath": "metadata.name",
        },
      },
    },
    {
      "name": "DOWNLOAD_FOLDER",
      "value": "/models",
    },
    {
      "name": "DOWNLOAD_ATTEMPTS",
      "value": "3",
    },
    {
      "name": "DOWNLOAD_BACKOFF",
      "value": "5",
    },
    {
      "name": "DOWNLOAD_CONNECT_TIMEOUT",
      "value": "15",
    },
    {
      "name": "DOWNLOAD_READ_TIMEOUT",
      "value": "30",
    },
  ],
  "envFrom": [
    {
      "configMapRef": {
        "name": "ml",
      },
    },
  ],
  "image": "amazon/aws-cli:2.27.50",
  "imagePullPolicy": "Always",
  "name": "model-downloader",
  "resources": {
    "limits": {
      "cpu": 1,
      "ephemeral-storage": "12Gi",
      "memory": "1Gi",
    },
    "requests": {
      "cpu": "100m",
      "ephemeral-storage": "1Gi",
      "memory": "256Mi",
    },
  },
  "securityContext": {
    "allowPrivilegeEscalation": false,
    "capabilities": {
      "drop": [
        "ALL",
      ],
    },
    "privileged": false,
    "readOnlyRootFilesystem": true,
    "runAsGroup": 10001,
    "runAsNonRoot": true,
    "runAsUser": 10001,
    "seccompProfile": {
      "type": "RuntimeDefault",
    },
  },
  "volumeMounts": [
    {
      "mountPath": "/tmp",
      "name": "tmp",
    },
    {
      "mountPath": "/models",
      "name": "model-storage",
    },
  ],
}
`);
  });

  test('region and endpoint may be left to the client', () => {
    const { environment } = buildService(withStorage({ type: 's3', s3: { bucket: 'models' } }));
    expect(Object.keys(environment).filter((name) => name.startsWith('MODEL_S3_'))).toEqual([
      'MODEL_S3_BUCKET',
      'MODEL_S3_PREFIX',
    ]);
  });

  test('credentials from a Secret reach the downloader only', () => {
    const { podSpec, server } = buildService(
      withStorage({
        type: 's3',
        s3: {
          bucket: 'models',
          credentials: {
            accessKeyId: { secretName: 's3', key: 'id' },
            secretAccessKey: { secretName: 's3', key: 'secret' },
          },
        },
      }),
    );
    expect(podSpec.initContainers[0].env.slice(-2)).toEqual([
      { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 's3', key: 'id' } } },
      { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's3', key: 'secret' } } },
    ]);
    expect(server.env).toEqual([{ name: 'PORT', value: '8080' }]);
  });

  test('a bucket is needed, and both halves of a key', () => {
    const credentials = { accessKeyId: { secretName: 's3', key: 'id' } };
    expect(problemsOf(withStorage({ type: 's3' }))).toEqual([
      'model.storage.s3.bucket: required while model.storage.type is "s3"; set it, or change model.storage.type',
    ]);
    expect(problemsOf({ model: { name: 'm', version: 'v1', storage: { s3: { credentials } } } })).toEqual([
      'model.storage.s3.credentials.secretAccessKey: required; expected { secretName: <name of a Secret>, key: <its key> }',
    ]);
  });

  test('a bucket has no folders, and an endpoint is a URL', () => {
    const s3 = { bucket: 's3://models/team', prefix: '/team', endpoint: 'minio:9000' };
    expect(problemsOf(withStorage({ type: 's3', s3 }))).toEqual([
      'model.storage.s3.bucket: expected a name only, without "s3://" or the like and without folders, found text "s3://models/team"',
      'model.storage.s3.endpoint: expected a URL that begins with http:// or https://, or empty text, found text "minio:9000"',
      'model.storage.s3.prefix: expected a folder that does not begin with "/", or empty text, found text "/team"',
    ]);
  });
});

/** What sets a downloader apart: everything that depends on the source. */
function downloader(storage: Storage) {
  const { podSpec, environment, server } = buildService(withStorage(storage));
  const [{ image, command, env }] = podSpec.initContainers;
  const settings = Object.entries(environment).filter(([name]) =>
    /^MODEL_(?!NAME|VERSION|PATH|STORAGE_TYPE)/.test(name),
  );
  return {
    image,
    script: command[2] as string,
    settings: Object.fromEntries(settings),
    secrets: env.filter(({ valueFrom }: { valueFrom?: object }) => valueFrom && !('fieldRef' in valueFrom)),
    environment,
    volumes: podSpec.volumes,
    mounts: server.volumeMounts,
  };
}

const DOWNLOADED = { name: 'model-storage', mountPath: '/models', subPath: 'sentiment/v1', readOnly: true };

test('gcs', () => {
  const credentials = { secretName: 'gcs', key: 'key.json' };
  const found = downloader({ type: 'gcs', gcs: { bucket: 'ml-models', prefix: 'team', credentials } });
  expect(found).toMatchObject({
    image: 'google/cloud-sdk:528.0.0-slim',
    script: MODEL_DOWNLOAD_FUNCTIONS + GCS_DOWNLOAD,
    secrets: [{ name: 'GCS_CREDENTIALS', valueFrom: { secretKeyRef: { name: 'gcs', key: 'key.json' } } }],
    environment: { MODEL_STORAGE_TYPE: 'gcs', MODEL_PATH: '/models' },
  });
  expect(found.settings).toEqual({ MODEL_GCS_BUCKET: 'ml-models', MODEL_GCS_PREFIX: 'team' });
  expect(found.mounts).toContainEqual(DOWNLOADED);
  expect(problemsOf(withStorage({ type: 'gcs' }))).toEqual([
    'model.storage.gcs.bucket: required while model.storage.type is "gcs"; set it, or change model.storage.type',
  ]);
});

test('azure', () => {
  const sasToken = { secretName: 'azure', key: 'sas' };
  const found = downloader({ type: 'azure', azure: { account: 'mlmodels', container: 'models', sasToken } });
  expect(found).toMatchObject({
    image: 'mcr.microsoft.com/azcopy/linux/amd64:10.32.22',
    script: MODEL_DOWNLOAD_FUNCTIONS + AZURE_DOWNLOAD,
    secrets: [{ name: 'AZURE_SAS_TOKEN', valueFrom: { secretKeyRef: { name: 'azure', key: 'sas' } } }],
  });
  expect(found.settings).toEqual({
    MODEL_AZURE_ACCOUNT: 'mlmodels',
    MODEL_AZURE_CONTAINER: 'models',
    MODEL_AZURE_PREFIX: '',
  });
  const endpoint = 'https://mlmodels.blob.core.chinacloudapi.cn';
  const elsewhere = downloader({ type: 'azure', azure: { container: 'models', endpoint } });
  expect(elsewhere).toMatchObject({ settings: { MODEL_AZURE_ENDPOINT: endpoint }, secrets: [] });
  expect(problemsOf(withStorage({ type: 'azure', azure: { container: 'models' } }))).toEqual([
    'model.storage.azure.account: required while model.storage.type is "azure" and model.storage.azure.endpoint is not set; set it, or change model.storage.type, or set model.storage.azure.endpoint',
  ]);
});

describe('huggingface', () => {
  const huggingface = { repository: 'example/sentiment', revision: 'v1.0' };

  test('a pinned revision', () => {
    const token = { secretName: 'hub', key: 'token' };
    const include = ['*.safetensors', '*.json'];
    const found = downloader({ type: 'huggingface', huggingface: { ...huggingface, include, token } });
    expect(found).toMatchObject({
      image: 'kserve/storage-initializer:v0.17.0',
      script: MODEL_DOWNLOAD_FUNCTIONS + HUGGING_FACE_DOWNLOAD,
      secrets: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } }],
    });
    expect(found.settings).toEqual({
      MODEL_HF_ENDPOINT: 'https://huggingface.co',
      MODEL_HF_REPOSITORY: 'example/sentiment',
      MODEL_HF_REVISION: 'v1.0',
      MODEL_HF_INCLUDE: '*.safetensors\n*.json',
      MODEL_HF_EXCLUDE: '',
    });
  });

  test('one that is missing, or that moves', () => {
    expect(problemsOf(withStorage({ type: 'huggingface', huggingface: { repository: 'example/sentiment' } }))).toEqual([
      'model.storage.huggingface.revision: a model is pinned; set this to a commit (40 hexadecimal digits) or a tag of the repository',
    ]);
    expect(problemsOf(withStorage({ type: 'huggingface', huggingface: { ...huggingface, revision: 'main' } }))).toEqual(
      [
        'model.storage.huggingface.revision: main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag',
      ],
    );
  });

  test('a URL in the place of a repository, and a literal token', () => {
    const wrong = { ...huggingface, repository: 'https://huggingface.co/example/sentiment', token: 'hf_secret' };
    expect(problemsOf({ model: { name: 'm', version: 'v1', storage: { huggingface: wrong } } })).toEqual([
      'model.storage.huggingface.repository: expected the name of a repository, such as <organisation>/<model>, found text "https://huggingface.co/example/sentiment"',
      'model.storage.huggingface.token: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }',
    ]);
  });
});

test('http', () => {
  const urls = ['https://models.example.com/v1/config.json', 'https://models.example.com/v1/weights.bin?sig=1'];
  const header = { secretName: 'web', key: 'header' };
  const found = downloader({ type: 'http', http: { urls, header } });
  expect(found).toMatchObject({
    image: 'curlimages/curl:8.14.1',
    script: MODEL_DOWNLOAD_FUNCTIONS + HTTP_DOWNLOAD,
    secrets: [{ name: 'HTTP_HEADER', valueFrom: { secretKeyRef: { name: 'web', key: 'header' } } }],
  });
  expect(found.settings).toEqual({ MODEL_HTTP_URLS: urls.join('\n') });
  expect(problemsOf(withStorage({ type: 'http' }))).toEqual([
    'model.storage.http.urls: required while model.storage.type is "http"; set it, or change model.storage.type',
  ]);
  expect(problemsOf(withStorage({ type: 'http', http: { urls: ['https://models.example.com/v1/'] } }))).toEqual([
    'model.storage.http.urls[0]: expected the URL of a file, which begins with http:// or https://, found text "https://models.example.com/v1/"',
  ]);
});

describe('oci', () => {
  test('nodes mount the image, in the version of the model unless another is given', () => {
    const oci = { repository: 'registry.example.com/models/sentiment' };
    const { podSpec, server, environment } = buildService(withStorage({ type: 'oci', oci }));
    expect(podSpec).not.toHaveProperty('initContainers');
    expect(podSpec.volumes).toContainEqual({ name: 'model-storage', image: { reference: `${oci.repository}:v1` } });
    expect(server.volumeMounts).toContainEqual({ name: 'model-storage', mountPath: '/models', readOnly: true });
    expect(environment).toMatchObject({ MODEL_STORAGE_TYPE: 'oci', MODEL_PATH: '/models' });

    const tag = `2.0@sha256:${'0'.repeat(64)}`;
    expect(buildService(withStorage({ type: 'oci', oci: { ...oci, tag } })).podSpec.volumes).toContainEqual({
      name: 'model-storage',
      image: { reference: `${oci.repository}:${tag}` },
    });
  });

  test('a repository is needed, and a cluster that has image volumes', () => {
    expect(problemsOf(withStorage({ type: 'oci' }))).toEqual([
      'model.storage.oci.repository: required while model.storage.type is "oci"; set it, or change model.storage.type',
    ]);
    const schema = z.object({ storage: modelStorageValues });
    const values = parseValues(schema, { storage: { type: 'oci', oci: { repository: 'registry.example.com/m' } } });
    const on = (version: string) =>
      clusterProblems(shapeOf(schema), values, {
        hasApi: () => true,
        hasKubernetes: (needed) => version >= needed,
      }).map(formatProblem);
    expect(on('1.31')).toEqual([]);
    expect(on('1.30')).toEqual([
      'storage.type: oci needs image volumes, which Kubernetes has since 1.31, and the cluster is older; upgrade it, or change storage.type',
    ]);
  });
});

describe('what downloads are verified by', () => {
  const s3 = { bucket: 'models' };
  const line = `${'0'.repeat(64)}  weights.bin`;

  test('checksums and size reach the downloader', () => {
    const { podSpec } = buildService(withStorage({ type: 's3', s3, size: '15Gi', checksums: [line, line] }));
    expect(podSpec.initContainers[0].env.slice(-2)).toEqual([
      { name: 'MODEL_SIZE', value: '15Gi' },
      { name: 'MODEL_CHECKSUMS', value: `${line}\n${line}` },
    ]);
  });

  test('what is no checksum, and no size', () => {
    const md5 = 'd41d8cd98f00b204e9800998ecf8427e  weights.bin';
    expect(problemsOf(withStorage({ type: 's3', s3, size: '1.5Gi', checksums: [line, md5] }))).toEqual([
      `model.storage.checksums[1]: expected a line as sha256sum prints it: 64 lower-case hexadecimal digits, two spaces, a file, found text "${md5}"`,
      'model.storage.size: expected a whole number of Mi, Gi or Ti, such as 15Gi, or empty text, found text "1.5Gi"',
    ]);
  });

  test('what is not downloaded is not verified', () => {
    const pvc = { existingClaim: 'models' };
    expect(problemsOf(withStorage({ type: 'pvc', pvc, checksums: [line] }))).toEqual([
      'model.storage.checksums: type "pvc" downloads nothing, so nothing verifies these; remove them, or change model.storage.type',
    ]);
  });
});

describe('a cache', () => {
  const s3 = { bucket: 'models' };

  test('a claim is made for it, and takes the place of the temporary volume', () => {
    const cache = { enabled: true, size: '200Gi', storageClass: 'shared' };
    const { find, podSpec, server, service } = buildService(withStorage({ type: 's3', s3, cache }));
    expect(find('PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'ml-model-cache' },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'shared',
        resources: { requests: { storage: '200Gi' } },
      },
    });
    expect(service.modelCache?.name).toBe('ml-model-cache');
    const claim = { name: 'model-storage', persistentVolumeClaim: { claimName: 'ml-model-cache' } };
    expect(podSpec.volumes).toContainEqual(claim);
    expect(server.volumeMounts).toContainEqual(DOWNLOADED);
  });

  test('a claim that exists', () => {
    const cache = { enabled: true, existingClaim: 'shared' };
    const { find, podSpec } = buildService(withStorage({ type: 's3', s3, cache }));
    expect(find('PersistentVolumeClaim')).toBeUndefined();
    expect(podSpec.volumes).toContainEqual({ name: 'model-storage', persistentVolumeClaim: { claimName: 'shared' } });
  });

  test('only for what is downloaded, and only a claim that can be written to', () => {
    expect(problemsOf(withStorage({ type: 'none', cache: { enabled: true } }))).toEqual([
      'model.storage.cache.enabled: type "none" downloads nothing that could be kept; set this to false, or change model.storage.type',
    ]);
    const cache = { enabled: true, accessMode: 'ReadOnlyMany' } as never;
    expect(problemsOf(withStorage({ type: 's3', s3, cache }))).toEqual([
      'model.storage.cache.accessMode: expected one of "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod", found text "ReadOnlyMany"',
    ]);
  });
});

test('what the pods connect to', () => {
  const destinations = (storage: object) =>
    modelDestinations(parseValues(modelValues, { name: 'sentiment', version: 'v1', storage }));
  expect(destinations({})).toEqual([]);
  expect(destinations({ type: 's3', s3: { bucket: 'models' } })).toEqual([{ endpoint: 's3.amazonaws.com', port: 443 }]);
  const s3 = { bucket: 'models', endpoint: 'http://minio:9000' };
  expect(destinations({ type: 's3', s3 })).toEqual([{ endpoint: 'http://minio:9000' }]);
  expect(destinations({ type: 'azure', azure: { account: 'mlmodels', container: 'models' } })).toEqual([
    { endpoint: 'mlmodels.blob.core.windows.net', port: 443 },
  ]);
});

describe('pvc', () => {
  test('a claim is made for the model', () => {
    const pvc = { enabled: true, size: '5Gi', storageClass: 'fast', mountPath: '/srv/models' };
    const { find, podSpec, server, environment, service } = buildService(withStorage({ type: 'pvc', pvc }));
    expect(find('PersistentVolumeClaim')).toMatchObject({
      metadata: { name: 'ml-model' },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
    });
    expect(podSpec.volumes).toContainEqual({ name: 'model-storage', persistentVolumeClaim: { claimName: 'ml-model' } });
    expect(server.volumeMounts).toContainEqual({ name: 'model-storage', mountPath: '/srv/models', readOnly: true });
    expect(environment).toMatchObject({ MODEL_STORAGE_TYPE: 'pvc', MODEL_PATH: '/srv/models' });
    expect(podSpec).not.toHaveProperty('initContainers');
    expect(service.modelClaim?.name).toBe('ml-model');
  });

  test('a claim that exists', () => {
    const { find, podSpec } = buildService(
      withStorage({ type: 'pvc', pvc: { enabled: true, existingClaim: 'shared' } }),
    );
    expect(find('PersistentVolumeClaim')).toBeUndefined();
    expect(podSpec.volumes).toContainEqual({ name: 'model-storage', persistentVolumeClaim: { claimName: 'shared' } });
  });

  test('one of the two is needed', () => {
    expect(problemsOf(withStorage({ type: 'pvc' }))).toEqual([
      'model.storage.pvc.existingClaim: type pvc needs a claim; set this to the name of one, or model.storage.pvc.enabled to true to create one',
    ]);
  });
});
