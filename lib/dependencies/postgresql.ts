import { z } from 'zod';
import { postgresqlValues } from '../constructs/database';
import { withRules } from '../values/rules/with-rules';
import { chartDependency } from './chart-dependency';
import { literalSecret, type PresetOptions, presetEntry, resourceValues, volumeValues } from './preset';

/** Bitnami's chart, in the range that the reference documents have. */
const CHART = { name: 'postgresql', version: '12.x.x', repository: 'https://charts.bitnami.com/bitnami' } as const;

const keys = postgresqlValues.unwrap().shape;
const auth = keys.auth.unwrap().extend({ password: literalSecret(), postgresPassword: literalSecret() });

const values = withRules(
  z.object({
    ...keys,
    auth: auth.prefault({}).describe('User, database and password.'),
    primary: z
      .object({ persistence: volumeValues('10Gi'), resources: resourceValues() })
      .prefault({})
      .describe('The server that writes.'),
  }),
  ({ forbidden, words }) =>
    (['auth.password', 'auth.postgresPassword'] as const).map((key) =>
      forbidden(key, {
        message: words`a secret is never written into values; put it into a Secret and set ${'auth.existingSecret'}, or leave both out, and the chart makes one`,
      }),
    ),
)
  .prefault({})
  .describe('PostgreSQL installed with this release, as a dependency of the chart.');

/** PostgreSQL, as Bitnami's chart; `InferenceService` uses it as its database where `postgresql.enabled` is true. */
export function postgresql<const Alias extends string = 'postgresql'>(options: PresetOptions<Alias> = {}) {
  return chartDependency<'postgresql', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
