import { problemsOf } from './build-service';

const KEY = { secretName: 'storage', key: 'key' };
const HANGS =
  'networkPolicy.cloudIdentity: the download has no credentials and has to ask the cloud who it is, and the policy keeps it from that: it would hang; set this to true, give it credentials in model.storage, or annotate serviceAccount with its role or identity';

const problemsWith = (storage: object, more: object = {}) =>
  problemsOf({
    model: { name: 'sentiment', version: 'v1', storage },
    networkPolicy: { enabled: true },
    ...more,
  });

const S3 = { type: 's3', s3: { bucket: 'models' } };
const GCS = { type: 'gcs', gcs: { bucket: 'models' } };
const AZURE = { type: 'azure', azure: { account: 'models', container: 'models' } };

test('a download that cannot find out who it is', () => {
  for (const storage of [S3, GCS, AZURE]) expect(problemsWith(storage)).toEqual([HANGS]);
});

test('credentials tell it', () => {
  expect(
    problemsWith({ ...S3, s3: { bucket: 'models', credentials: { accessKeyId: KEY, secretAccessKey: KEY } } }),
  ).toEqual([]);
  expect(problemsWith({ ...GCS, gcs: { bucket: 'models', credentials: KEY } })).toEqual([]);
  expect(problemsWith({ ...AZURE, azure: { account: 'models', container: 'models', sasToken: KEY } })).toEqual([]);
});

test('so do annotations of the service account, and one that others have made may have them', () => {
  const annotated = (annotation: string) => ({ serviceAccount: { annotations: { [annotation]: 'example' } } });
  expect(problemsWith(S3, annotated('eks.amazonaws.com/role-arn'))).toEqual([]);
  expect(problemsWith(AZURE, annotated('azure.workload.identity/client-id'))).toEqual([]);
  expect(problemsWith(S3, { serviceAccount: { create: false, name: 'reader' } })).toEqual([]);
  // On GKE it is the metadata server that goes by the annotation.
  expect(problemsWith(GCS, annotated('iam.gke.io/gcp-service-account'))).toEqual([HANGS]);
});

test('policies that do not keep it from the cloud', () => {
  for (const networkPolicy of [{}, { enabled: true, cloudIdentity: true }, { enabled: true, egress: [{}] }]) {
    expect(problemsWith(GCS, { networkPolicy })).toEqual([]);
  }
});
