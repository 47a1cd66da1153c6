import { buildService, problemsOf } from './build-service';

const password = { secretName: 'secrets', key: 'redis-password' };

function cacheOf(props: Parameters<typeof buildService>[0]) {
  const { environment, server } = buildService(props);
  const variables = Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('CACHE_')));
  return { variables, secrets: server.env.slice(1) };
}

test('no cache by default, also where a password is ready for one', () => {
  expect(cacheOf({ cache: { password } })).toEqual({ variables: {}, secrets: [] });
});

test('a Redis elsewhere', () => {
  expect(cacheOf({ cache: { host: 'redis.example.com', port: 6380, database: 2, password } })).toEqual({
    variables: { CACHE_HOST: 'redis.example.com', CACHE_PORT: '6380', CACHE_DATABASE: '2' },
    secrets: [{ name: 'CACHE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'redis-password' } } }],
  });
});

test('the Redis of the release, with the Secret that its chart makes', () => {
  expect(cacheOf({ redis: { enabled: true } })).toEqual({
    variables: { CACHE_HOST: 'ml-redis-master', CACHE_PORT: '6379', CACHE_DATABASE: '0' },
    secrets: [{ name: 'CACHE_PASSWORD', valueFrom: { secretKeyRef: { name: 'ml-redis', key: 'redis-password' } } }],
  });
});

test('the Redis of the release, with a Secret that exists or none at all', () => {
  const auth = { existingSecret: 'secrets', existingSecretPasswordKey: 'pw' };
  expect(cacheOf({ redis: { enabled: true, auth } }).secrets).toEqual([
    { name: 'CACHE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'pw' } } },
  ]);
  expect(cacheOf({ redis: { enabled: true, auth: { enabled: false } } }).secrets).toEqual([]);
});

test('the Redis of the release, with a full name of its own', () => {
  const { variables, secrets } = cacheOf({ redis: { enabled: true, fullnameOverride: 'sessions' } });
  expect(variables.CACHE_HOST).toBe('sessions-master');
  expect(secrets[0].valueFrom.secretKeyRef.name).toBe('sessions');
});

test('there is one cache', () => {
  expect(problemsOf({ redis: { enabled: true }, cache: { host: 'redis.example.com' } })).toEqual([
    'cache.host: not allowed while redis.enabled is true; remove it, or set redis.enabled to false',
  ]);
});
