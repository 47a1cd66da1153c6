import type { z } from 'zod';
import { inferenceServiceValues as serviceValues } from '../constructs/inference-service-values';
import { modelValues } from '../constructs/model';
import { hooksValues } from '../hooks/hooks-values';
import { modelMigrationValues } from '../hooks/model-migration';
import { withRules } from '../values/rules/with-rules';

const servedModelValues = modelValues
  .extend({ migration: modelMigrationValues })
  .describe(modelValues.description ?? '');

/** Everything that configures an inference service and its hooks; the order is that of `values.yaml`. */
export const inferenceServiceValues = withRules(
  serviceValues.safeExtend({ model: servedModelValues, hooks: hooksValues }),
  ({ required, forbidden, isTrue, isSet, isAbove, sum, product, not, all, any, words, valueAt }) => [
    forbidden(isTrue('hooks.databaseMigration.enabled'), {
      when: all(not(isTrue('postgresql.enabled')), not(isSet('database.host'))),
      message: words`there is no database to migrate; set ${'database.host'}, or ${'postgresql.enabled'} to true`,
    }),
    ...(['modelPrefetch', 'modelValidation', 'warmup'] as const).map((hook) =>
      forbidden(
        not(
          isAbove(
            `hooks.${hook}.deadlineSeconds`,
            sum(product('startup.modelSizeGiB', 'startup.secondsPerGiB'), 'startup.loadSeconds'),
          ),
        ),
        {
          when: all(isTrue(`hooks.${hook}.enabled`), isAbove('startup.modelSizeGiB', 0)),
          message: words`${valueAt(`hooks.${hook}.deadlineSeconds`)} seconds are over before the model is there: ${valueAt('startup.modelSizeGiB')} GiB at ${valueAt('startup.secondsPerGiB')} seconds each and ${valueAt('startup.loadSeconds')} seconds to load (${'startup'}) take no less; raise it, or correct ${'startup'}`,
        },
      ),
    ),
    required('hooks.prediction.body', {
      when: isTrue('hooks.warmup.enabled'),
      message: words`${'hooks.warmup.enabled'} is true and there is no request to make; set this, or ${'hooks.warmup.enabled'} to false`,
    }),
    forbidden(isTrue('hooks.modelPrefetch.enabled'), {
      when: any(not(isTrue('model.storage.cache.enabled')), not(isSet('model.storage.cache.existingClaim'))),
      message: words`it runs before any object of the release is there, a claim too; set ${'model.storage.cache.enabled'} to true and ${'model.storage.cache.existingClaim'} to the name of a claim that exists`,
    }),
  ],
);

/** Validated values, with all defaults filled in. */
export type InferenceServiceValues = z.output<typeof inferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type InferenceServiceProps = z.input<typeof inferenceServiceValues>;
