import { z } from 'zod';
import { sizeQuantity } from '../constructs/quantity';
import { withRules } from '../values/rules/with-rules';
import { chartDependency } from './chart-dependency';
import { enabled, literalSecret, type PresetOptions, presetEntry } from './preset';

/** Grafana's own chart, in the range that the reference documents have. */
const CHART = { name: 'grafana', version: '6.x.x', repository: 'https://grafana.github.io/helm-charts' } as const;

const values = withRules(
  z.object({
    enabled: enabled('Grafana'),
    adminPassword: literalSecret(),
    admin: z
      .object({
        existingSecret: z
          .string()
          .default('')
          .describe('Existing Secret with name and password of the administrator. Empty: the chart makes one.'),
        userKey: z.string().min(1).default('admin-user').describe('Key of the name in the Secret.'),
        passwordKey: z.string().min(1).default('admin-password').describe('Key of the password in the Secret.'),
      })
      .prefault({})
      .describe('The administrator.'),
    persistence: z
      .object({
        enabled: z.boolean().default(true).describe('Keep dashboards and users on a persistent volume.'),
        size: sizeQuantity().default('10Gi').describe('Size of the volume.'),
      })
      .prefault({})
      .describe('Persistent volume.'),
  }),
  ({ forbidden, words }) => [
    forbidden('adminPassword', {
      message: words`a secret is never written into values; put it into a Secret and set ${'admin.existingSecret'}, or leave both out, and the chart makes one`,
    }),
  ],
)
  .prefault({})
  .describe('Grafana installed with this release.');

/** Grafana, as its own chart. */
export function grafana<const Alias extends string = 'grafana'>(options: PresetOptions<Alias> = {}) {
  return chartDependency<'grafana', typeof values, Alias>({ ...presetEntry(CHART, options), values });
}
