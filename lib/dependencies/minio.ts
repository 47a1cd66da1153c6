import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import { chartDependency } from './chart-dependency';
import { enabled, literalSecret, type PresetOptions, presetEntry, resourceValues, volumeValues } from './preset';

/** Bitnami's chart, in the range that the reference documents have. */
const CHART = { name: 'minio', version: '12.x.x', repository: 'https://charts.bitnami.com/bitnami' } as const;

const values = withRules(
  z.object({
    enabled: enabled('MinIO'),
    auth: z
      .object({
        rootUser: z.string().default('admin').describe('Name of the administrator, where the chart makes the Secret.'),
        rootPassword: literalSecret(),
        existingSecret: z
          .string()
          .default('')
          .describe('Existing Secret with the keys root-user and root-password. Empty: the chart makes one.'),
      })
      .prefault({})
      .describe('The administrator.'),
    persistence: volumeValues('500Gi'),
    resources: resourceValues(),
  }),
  ({ forbidden, words }) => [
    forbidden('auth.rootPassword', {
      message: words`a secret is never written into values; put it into a Secret and set ${'auth.existingSecret'}, or leave both out, and the chart makes one`,
    }),
  ],
)
  .prefault({})
  .describe('MinIO, a store that speaks the protocol of S3, installed with this release.');

/** MinIO, as Bitnami's chart: a store for models and data. */
export function minio<const Alias extends string = 'minio'>(options: PresetOptions<Alias> = {}) {
  return chartDependency<'minio', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
