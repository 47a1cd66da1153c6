import { z } from 'zod';
import type { Release } from '../release/release';
import { secretReference } from '../values/secret-reference';
import type { EnvVar } from './manifest';
import { secretEnv } from './secret-env';

export const CACHE_PASSWORD = 'CACHE_PASSWORD';

/** Port of a Redis that is installed along. */
export const REDIS_PORT = 6379;

/** What the service reads of the values of Bitnami's Redis chart, in that chart's own keys. */
export const redisValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Use the Redis that is installed with this release as the cache, instead of cache.host.'),
    auth: z
      .object({
        enabled: z.boolean().default(true).describe('Redis asks for a password.'),
        existingSecret: z
          .string()
          .default('')
          .describe('Existing Secret with the password. Empty: the one that the Redis chart makes.'),
        existingSecretPasswordKey: z
          .string()
          .default('')
          .describe('Key of the password in the Secret. Empty: redis-password.'),
      })
      .prefault({})
      .describe('Password.'),
    fullnameOverride: z
      .string()
      .default('')
      .describe("Full name of the Redis's objects. Empty: the name of the release with -redis."),
  })
  .prefault({})
  .describe('Redis installed with this release, as a dependency of the chart.');

/** A Redis that runs elsewhere. */
export const cacheValues = z
  .object({
    host: z.string().default('').describe('Host of the Redis. Empty: none, unless redis.enabled. CACHE_HOST.'),
    port: z.int().min(1).max(65535).default(REDIS_PORT).describe('Port of the Redis. CACHE_PORT.'),
    password: secretReference(`Password of the Redis. ${CACHE_PASSWORD}.`).optional(),
    database: z.int().min(0).default(0).describe('Number of the Redis database. CACHE_DATABASE.'),
  })
  .prefault({})
  .describe('A Redis outside of this release.');

export interface CacheValues {
  readonly redis: z.output<typeof redisValues>;
  readonly cache: z.output<typeof cacheValues>;
}

/** The name of the Secret that Bitnami's chart makes, and the beginning of those of its Services. */
const fullname = ({ fullnameOverride }: CacheValues['redis'], release: Release) =>
  fullnameOverride || `${release.name}-redis`;

export function cacheEnvironment({ redis, cache }: CacheValues, release: Release): Record<string, string> {
  if (redis.enabled) {
    return { CACHE_HOST: `${fullname(redis, release)}-master`, CACHE_PORT: String(REDIS_PORT), CACHE_DATABASE: '0' };
  }
  if (cache.host === '') return {};
  return { CACHE_HOST: cache.host, CACHE_PORT: String(cache.port), CACHE_DATABASE: String(cache.database) };
}

export function cacheSecrets({ redis, cache }: CacheValues, release: Release): EnvVar[] {
  if (redis.enabled) {
    if (!redis.auth.enabled) return [];
    const { existingSecret, existingSecretPasswordKey } = redis.auth;
    const secret = {
      secretName: existingSecret || fullname(redis, release),
      key: existingSecretPasswordKey || 'redis-password',
    };
    return [secretEnv(CACHE_PASSWORD, secret)];
  }
  if (cache.host === '' || cache.password === undefined) return [];
  return [secretEnv(CACHE_PASSWORD, cache.password)];
}
