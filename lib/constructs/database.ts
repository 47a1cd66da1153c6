import { z } from 'zod';
import type { Release } from '../release/release';
import { secretReference } from '../values/secret-reference';
import type { EnvVar } from './manifest';
import { secretEnv } from './secret-env';

export const DATABASE_PASSWORD = 'DATABASE_PASSWORD';

/** Port of a PostgreSQL that is installed along. */
export const POSTGRESQL_PORT = 5432;

/** What the service reads of the values of Bitnami's PostgreSQL chart, in that chart's own keys. */
export const postgresqlValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Use the PostgreSQL that is installed with this release as the database, instead of database.host.'),
    auth: z
      .object({
        username: z.string().default('').describe('User that the application connects as. DATABASE_USERNAME.'),
        database: z.string().default('').describe('Database that the application connects to. DATABASE_NAME.'),
        existingSecret: z
          .string()
          .default('')
          .describe('Existing Secret with the password. Empty: the one that the PostgreSQL chart makes.'),
        secretKeys: z
          .object({
            userPasswordKey: z
              .string()
              .min(1)
              .default('password')
              .describe("Key of the user's password in the Secret."),
          })
          .prefault({})
          .describe('Keys inside the Secret.'),
      })
      .prefault({})
      .describe('User, database and password.'),
    fullnameOverride: z
      .string()
      .default('')
      .describe("Full name of the PostgreSQL's objects. Empty: the name of the release with -postgresql."),
  })
  .prefault({})
  .describe('PostgreSQL installed with this release, as a dependency of the chart.');

/** A PostgreSQL that runs elsewhere. */
export const databaseValues = z
  .object({
    host: z
      .string()
      .default('')
      .describe('Host of the database. Empty: none, unless postgresql.enabled. DATABASE_HOST.'),
    port: z.int().min(1).max(65535).default(POSTGRESQL_PORT).describe('Port of the database. DATABASE_PORT.'),
    name: z.string().default('').describe('Name of the database. DATABASE_NAME.'),
    username: z.string().default('').describe('User that the application connects as. DATABASE_USERNAME.'),
    password: secretReference(`Password of that user. ${DATABASE_PASSWORD}.`).optional(),
    sslMode: z
      .enum(['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'])
      .default('require')
      .describe("Encryption of the connection, in libpq's terms. DATABASE_SSL_MODE."),
  })
  .prefault({})
  .describe('A database outside of this release.');

export interface DatabaseValues {
  readonly postgresql: z.output<typeof postgresqlValues>;
  readonly database: z.output<typeof databaseValues>;
}

/** The name of the Service and of the Secret that Bitnami's chart makes. */
const fullname = ({ fullnameOverride }: DatabaseValues['postgresql'], release: Release) =>
  fullnameOverride || `${release.name}-postgresql`;

export function databaseEnvironment(
  { postgresql, database }: DatabaseValues,
  release: Release,
): Record<string, string> {
  if (postgresql.enabled) {
    return {
      DATABASE_HOST: fullname(postgresql, release),
      DATABASE_PORT: String(POSTGRESQL_PORT),
      DATABASE_NAME: postgresql.auth.database,
      DATABASE_USERNAME: postgresql.auth.username,
    };
  }
  if (database.host === '') return {};
  return {
    DATABASE_HOST: database.host,
    DATABASE_PORT: String(database.port),
    DATABASE_NAME: database.name,
    DATABASE_USERNAME: database.username,
    DATABASE_SSL_MODE: database.sslMode,
  };
}

export function databaseSecrets({ postgresql, database }: DatabaseValues, release: Release): EnvVar[] {
  if (postgresql.enabled) {
    const { existingSecret, secretKeys } = postgresql.auth;
    const secret = { secretName: existingSecret || fullname(postgresql, release), key: secretKeys.userPasswordKey };
    return [secretEnv(DATABASE_PASSWORD, secret)];
  }
  if (database.host === '' || database.password === undefined) return [];
  return [secretEnv(DATABASE_PASSWORD, database.password)];
}
