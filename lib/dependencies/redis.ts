import { z } from 'zod';
import { redisValues } from '../constructs/cache';
import { withRules } from '../values/rules/with-rules';
import { chartDependency } from './chart-dependency';
import { literalSecret, type PresetOptions, presetEntry, resourceValues, volumeValues } from './preset';

/** Bitnami's chart, in the range that the reference documents have. */
const CHART = { name: 'redis', version: '17.x.x', repository: 'https://charts.bitnami.com/bitnami' } as const;

const keys = redisValues.unwrap().shape;
const auth = keys.auth.unwrap().extend({ password: literalSecret() });

const values = withRules(
  z.object({
    ...keys,
    architecture: z
      .enum(['standalone', 'replication'])
      .default('standalone')
      .describe('One server, or one that writes and others that follow it.'),
    auth: auth.prefault({}).describe('Password.'),
    master: z
      .object({ persistence: volumeValues('5Gi'), resources: resourceValues() })
      .prefault({})
      .describe('The server that writes.'),
  }),
  ({ forbidden, words }) => [
    forbidden('auth.password', {
      message: words`a secret is never written into values; put it into a Secret and set ${'auth.existingSecret'}, or leave both out, and the chart makes one`,
    }),
  ],
)
  .prefault({})
  .describe('Redis installed with this release, as a dependency of the chart.');

/** Redis, as Bitnami's chart; `InferenceService` uses it as its cache where `redis.enabled` is true. */
export function redis<const Alias extends string = 'redis'>(options: PresetOptions<Alias> = {}) {
  return chartDependency<'redis', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
