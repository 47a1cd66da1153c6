import type { z } from 'zod';
import { inferenceServiceValues as serviceValues } from '../constructs/inference-service-values';
import { hooksValues } from '../hooks/hooks-values';
import { withRules } from '../values/rules/with-rules';

/** Everything that configures an inference service and its hooks; the order is that of `values.yaml`. */
export const inferenceServiceValues = withRules(
  serviceValues.extend({ hooks: hooksValues }),
  ({ forbidden, isTrue, isSet, not, all, words }) => [
    forbidden(isTrue('hooks.databaseMigration.enabled'), {
      when: all(not(isTrue('postgresql.enabled')), not(isSet('database.host'))),
      message: words`there is no database to migrate; set ${'database.host'}, or ${'postgresql.enabled'} to true`,
    }),
  ],
);

/** Validated values, with all defaults filled in. */
export type InferenceServiceValues = z.output<typeof inferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type InferenceServiceProps = z.input<typeof inferenceServiceValues>;
