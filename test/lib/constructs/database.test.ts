import { buildService, problemsOf } from './build-service';

const password = { secretName: 'secrets', key: 'database-password' };

function databaseOf(props: Parameters<typeof buildService>[0]) {
  const { environment, server } = buildService(props);
  const variables = Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith('DATABASE_')));
  return { variables, secrets: server.env.slice(1) };
}

test('no database by default, also where a password is ready for one', () => {
  expect(databaseOf({ database: { password } })).toEqual({ variables: {}, secrets: [] });
});

test('a database elsewhere', () => {
  const database = { host: 'db.example.com', port: 6432, name: 'app', username: 'user', password } as const;
  expect(databaseOf({ database })).toEqual({
    variables: {
      DATABASE_HOST: 'db.example.com',
      DATABASE_PORT: '6432',
      DATABASE_NAME: 'app',
      DATABASE_USERNAME: 'user',
      DATABASE_SSL_MODE: 'require',
    },
    secrets: [
      { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'database-password' } } },
    ],
  });
});

test('a database without a password', () => {
  expect(databaseOf({ database: { host: 'db.example.com' } }).secrets).toEqual([]);
});

test('the PostgreSQL of the release, with the Secret that its chart makes', () => {
  const postgresql = { enabled: true, auth: { username: 'user', database: 'app' } };
  expect(databaseOf({ postgresql, database: { password } })).toEqual({
    variables: {
      DATABASE_HOST: 'ml-postgresql',
      DATABASE_PORT: '5432',
      DATABASE_NAME: 'app',
      DATABASE_USERNAME: 'user',
    },
    secrets: [{ name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'ml-postgresql', key: 'password' } } }],
  });
});

test('the PostgreSQL of the release, with a Secret that exists', () => {
  const auth = { existingSecret: 'secrets', secretKeys: { userPasswordKey: 'pg' } };
  expect(databaseOf({ postgresql: { enabled: true, auth } }).secrets).toEqual([
    { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'secrets', key: 'pg' } } },
  ]);
});

test('the PostgreSQL of the release, with a full name of its own', () => {
  const { variables, secrets } = databaseOf({ postgresql: { enabled: true, fullnameOverride: 'db' } });
  expect(variables.DATABASE_HOST).toBe('db');
  expect(secrets[0].valueFrom.secretKeyRef.name).toBe('db');
});

test('there is one database, and its password is no literal', () => {
  expect(problemsOf({ postgresql: { enabled: true }, database: { host: 'db.example.com' } })).toEqual([
    'database.host: not allowed while postgresql.enabled is true; remove it, or set postgresql.enabled to false',
  ]);
  expect(problemsOf({ database: { host: 'db.example.com', password: 'hunter2' } })).toEqual([
    'database.password: a secret is never written into values; write { secretName: <name of a Secret>, key: <its key> }',
  ]);
});
