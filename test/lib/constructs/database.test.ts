import { buildService } from './build-service';

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
  expect(databaseOf({ postgresql, database: { host: 'ignored.example.com', password } })).toEqual({
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
