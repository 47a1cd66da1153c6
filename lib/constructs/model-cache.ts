import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import type { Volume } from './manifest';
import { existingClaim, persistentVolumeClaim, storageClass } from './persistent-volume-claim';
import { sizeQuantity } from './quantity';

/** A volume that keeps downloaded models. */
export const modelCacheValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Keep downloaded models on a persistent volume, in a folder for each name and version, instead of one that every pod downloads into anew. A version that is there is not downloaded again, so a version must never change.',
      ),
    size: sizeQuantity().default('50Gi').describe('Size of the claim; room for the versions in use, and one more.'),
    storageClass: storageClass(),
    accessMode: z
      .enum(['ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'])
      .default('ReadWriteMany')
      .describe(
        'Access mode of the claim. ReadWriteMany: all replicas share it, and one of them downloads; ReadWriteOnce does for replicas on one node.',
      ),
    existingClaim: existingClaim(),
  })
  .prefault({})
  .describe('A volume that keeps downloaded models; used by every type that downloads.');

type ModelCacheValues = z.output<typeof modelCacheValues>;

const PART = 'model-cache';

export function modelCacheClaim(scope: Construct, identity: ServiceIdentity, cache: ModelCacheValues): ApiObject {
  return persistentVolumeClaim(scope, 'model-cache', identity, identity.name(PART), cache);
}

/** What a volume for downloads is made of. */
export function downloadVolume(
  identity: ServiceIdentity,
  cache: ModelCacheValues,
  sizeLimit: string,
): Omit<Volume, 'name'> {
  if (!cache.enabled) return { emptyDir: { sizeLimit } };
  return { persistentVolumeClaim: { claimName: cache.existingClaim || identity.shared.name(PART) } };
}
