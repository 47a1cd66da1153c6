import { validationsOf } from '../constructs/build-service';

const vault = { secretStoreRef: { name: 'vault' } };
const data = (...keys: string[]) => keys.map((secretKey) => ({ secretKey, remoteRef: { key: 'ml' } }));
const cache = (key: string) => ({ host: 'redis.example.com', password: { secretName: 'app', key } });
const sealed = (...keys: string[]) => ({
  encryptedData: Object.fromEntries(keys.map((key) => [key, 'A'.repeat(720)])),
});

test('references to what the values make, or others', () => {
  expect(validationsOf({ cache: cache('redis') })).toEqual([]);
  expect(
    validationsOf({ cache: cache('redis'), externalSecrets: { app: { ...vault, data: data('a', 'redis') } } }),
  ).toEqual([]);
  expect(validationsOf({ cache: cache('redis'), sealedSecrets: { app: sealed('redis') } })).toEqual([]);
  expect(validationsOf({ cache: cache('redis'), sealedSecrets: { other: sealed('a') } })).toEqual([]);
});

test('a key that the Secret will not have', () => {
  expect(
    validationsOf({ cache: cache('redis'), externalSecrets: { app: { ...vault, data: data('a', 'b') } } }),
  ).toEqual([
    'cache.password.key: externalSecrets.app makes a Secret without the key "redis"; add it there, or take one that it has: a, b',
  ]);
  expect(
    validationsOf({ flask: { secretKey: { secretName: 'app', key: 'x' } }, sealedSecrets: { app: sealed('y') } }),
  ).toEqual([
    'flask.secretKey.key: sealedSecrets.app makes a Secret without the key "x"; add it there, or take one that it has: y',
  ]);
});

test('what is fetched as a whole, or renamed, has keys that nobody knows', () => {
  const dataFrom = [{ extract: { key: 'ml' } }];
  expect(validationsOf({ cache: cache('redis'), externalSecrets: { app: { ...vault, dataFrom } } })).toEqual([]);
  const app = { ...vault, data: data('a'), target: { template: { data: { redis: '{{ .a }}' } } } };
  expect(validationsOf({ cache: cache('redis'), externalSecrets: { app } })).toEqual([]);
});

test('two that make the same Secret', () => {
  const app = { ...vault, data: data('redis') };
  expect(validationsOf({ externalSecrets: { app }, sealedSecrets: { app: sealed('redis') } })).toEqual([
    'sealedSecrets.app: externalSecrets.app makes the same Secret; remove one of them',
  ]);
});
