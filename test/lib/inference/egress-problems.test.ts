import { validationsOf } from '../constructs/build-service';

const KEY = { secretName: 'storage', key: 'key' };

const storage = (endpoint: string) => {
  const credentials = { accessKeyId: KEY, secretAccessKey: KEY };
  const s3 = { bucket: 'models', endpoint, credentials };
  return { model: { name: 'sentiment', version: 'v1', storage: { type: 's3', s3 } } };
};
const policy = (more: object = {}) => ({ networkPolicy: { enabled: true, ...more } });

test('model storage on a port that the policy does not open', () => {
  expect(validationsOf({ ...storage('http://minio:9000'), ...policy() })).toEqual([
    'networkPolicy.modelStoragePort: the model comes from http://minio:9000, on port 9000, and the policy would keep the pods from it; set it to 9000, or allow the way in networkPolicy.egress',
  ]);
  expect(validationsOf({ ...storage('http://minio'), ...policy() })).toEqual([
    'networkPolicy.modelStoragePort: the model comes from http://minio, on port 80, and the policy would keep the pods from it; set it to 80, or allow the way in networkPolicy.egress',
  ]);
});

test('a port that it opens, or that something else does', () => {
  expect(validationsOf({ ...storage('http://minio:9000'), ...policy({ modelStoragePort: 9000 }) })).toEqual([]);
  expect(validationsOf({ ...storage('https://minio.example.com'), ...policy() })).toEqual([]);
  expect(validationsOf({ ...storage(''), ...policy() })).toEqual([]);
  expect(validationsOf({ ...storage('http://minio:9000'), ...policy({ egress: [{}] }) })).toEqual([]);
  expect(validationsOf({ ...storage('http://minio:9000'), ...policy({ derivedEgress: false }) })).toEqual([]);
  expect(validationsOf(storage('http://minio:9000'))).toEqual([]);
});
