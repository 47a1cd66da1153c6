import { z } from 'zod';
import { modelUrls } from '../constructs/http-model-source';
import type { ServiceIdentity } from '../constructs/identity';
import { imageDigest, imageTag, pinnedTag } from '../constructs/image';
import { labelValue } from '../constructs/labels';
import type { EnvVar } from '../constructs/manifest';
import { modelChecksums } from '../constructs/model-storage';
import { namedStructureList } from '../constructs/pass-through';
import { OWN_VARIABLES } from '../constructs/server';
import type { InferenceServiceValues } from '../inference/inference-service-values';
import type { PartOf } from '../values/presets/with-presets';

/** What the second version of a service has of its own; the keys are those that the service has for the same. */
export const variantValues = z
  .object({
    replicaCount: z
      .int()
      .min(0)
      .optional()
      .describe('Number of its replicas. Left out: as for the service, its autoscaler included.'),
    image: z
      .object({
        tag: imageTag().default('').describe('Image tag. With no digest either: the image of the service.'),
        digest: imageDigest,
      })
      .prefault({})
      .describe('Its version of the image.'),
    model: z
      .object({
        version: labelValue().default('').describe("Version of the model. Empty: the service's."),
        storage: z
          .object({
            huggingface: z
              .object({ revision: z.string().default('').describe("Commit or tag. Empty: the service's.") })
              .prefault({})
              .describe('Its revision, where model.storage.type is huggingface.'),
            http: z
              .object({ urls: modelUrls().describe("URL of each file of the model. Empty: the service's.") })
              .prefault({})
              .describe('Its files, where model.storage.type is http.'),
            pvc: z
              .object({ existingClaim: z.string().default('').describe("Name of a claim. Empty: the service's.") })
              .prefault({})
              .describe('Its claim, where model.storage.type is pvc.'),
            oci: z
              .object({
                tag: pinnedTag().default('').describe("Tag. Empty: the service's, or the version of the model."),
              })
              .prefault({})
              .describe('Its tag, where model.storage.type is oci.'),
            checksums: modelChecksums().describe(
              "SHA-256 of files of the model, as in model.storage.checksums. Empty: the service's.",
            ),
          })
          .prefault({})
          .describe('Where its model differs from the one of the service by more than the version.'),
      })
      .prefault({})
      .describe('Its version of the model.'),
    server: z
      .object({ args: z.array(z.string()).default([]).describe("Arguments of the server. Empty: the service's.") })
      .prefault({})
      .describe('What runs in its container.'),
    extraEnv: namedStructureList<EnvVar>(OWN_VARIABLES)
      .optional()
      .describe('Environment variables of the server in the place of extraEnv. Left out: those of extraEnv.'),
  })
  .prefault({})
  .describe(
    'The second version: the canary, or green. Image, model and settings that belong together; everything else is as for the service.',
  );

export type VariantValues = z.output<typeof variantValues>;

/**
 * The values that the second version runs with.
 *
 * @param service the identity of the first one
 * @param written the part of its values that somebody has written, or that the values of the chart have
 */
export function valuesOfVariant(
  values: InferenceServiceValues,
  variant: VariantValues,
  service: ServiceIdentity,
  written: PartOf<InferenceServiceValues>,
): InferenceServiceValues {
  const { model, autoscaling, keda } = values;
  const { storage } = variant.model;
  const version = variant.model.version || model.version;
  // Where the chart has values for them, they are named templates of it, whatever the type of the storage is.
  const { oci, pvc } = { ...written.model?.storage };
  const tag = storage.oci.tag || model.storage.oci.tag || version;
  const claim = storage.pvc.existingClaim || model.storage.pvc.existingClaim || service.name('model');
  const isAsService = variant.replicaCount === undefined;
  return {
    ...values,
    replicaCount: variant.replicaCount ?? values.replicaCount,
    autoscaling: { ...autoscaling, enabled: isAsService && autoscaling.enabled },
    keda: { ...keda, enabled: isAsService && keda.enabled },
    // A digest wins over a tag, so that the one of the service must not stay beside a tag of the variant.
    image:
      variant.image.tag !== '' || variant.image.digest !== '' ? { ...values.image, ...variant.image } : values.image,
    model: {
      ...model,
      version,
      storage: {
        ...model.storage,
        huggingface: {
          ...model.storage.huggingface,
          revision: storage.huggingface.revision || model.storage.huggingface.revision,
        },
        http: { ...model.storage.http, urls: orElse(storage.http.urls, model.storage.http.urls) },
        pvc: { ...model.storage.pvc, existingClaim: pvc ? service.helper('variant.modelClaim', claim) : claim },
        oci: { ...model.storage.oci, tag: oci ? service.helper('variant.modelTag', tag) : tag },
        checksums: orElse(storage.checksums, model.storage.checksums),
      },
    },
    server: { ...values.server, args: orElse(variant.server.args, values.server.args) },
    extraEnv: variant.extraEnv ?? values.extraEnv,
  };
}

function orElse<T>(own: T[], other: T[]): T[] {
  return own.length > 0 ? own : other;
}
