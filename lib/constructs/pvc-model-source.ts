import { z } from 'zod';
import { accessMode, existingClaim, storageClass } from './persistent-volume-claim';
import { sizeQuantity } from './quantity';
import { absolutePath } from './text-form';

/** A model on a persistent volume that something else has filled. */
export const pvcValues = z
  .object({
    enabled: z.boolean().default(false).describe('Create the claim, unless existingClaim names one.'),
    size: sizeQuantity().default('50Gi').describe('Size of the claim.'),
    storageClass: storageClass(),
    accessMode: accessMode(),
    mountPath: absolutePath()
      .default('/models')
      .describe('Folder of the server where the volume is mounted read-only. MODEL_PATH.'),
    existingClaim: existingClaim(),
  })
  .prefault({})
  .describe('The model on a persistent volume; used when type is pvc.');
