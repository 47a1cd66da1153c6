import type { InferenceServiceProps } from '../../../lib/inference/inference-service-values';
import { buildService, problemsOf } from './build-service';

type Storage = InferenceServiceProps['model']['storage'];

const withStorage = (storage: Storage) => ({ model: { name: 'sentiment', version: 'v1', storage } });

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
    expect(problemsOf({ model: { name: 'm', version: 'v1', storage: { type: 's3' } } })).toEqual([
      'model.storage.s3.bucket: required while model.storage.type is "s3"; set it, or change model.storage.type',
    ]);
    expect(problemsOf({ model: { name: 'm', version: 'v1', storage: { s3: { credentials } } } })).toEqual([
      'model.storage.s3.credentials.secretAccessKey: required; expected { secretName: <name of an existing Secret>, key: <its key> }',
    ]);
  });
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
