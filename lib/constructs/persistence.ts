import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import type { Volume, VolumeMount } from './manifest';
import { accessMode, existingClaim, persistentVolumeClaim, storageClass } from './persistent-volume-claim';
import { sizeQuantity } from './quantity';
import { absolutePath } from './text-form';

export const DATA_VOLUME = 'data';

/** A writable volume that outlives the pods. */
export const persistenceValues = z
  .object({
    enabled: z.boolean().default(false).describe('Mount a persistent volume into the server.'),
    size: sizeQuantity().default('10Gi').describe('Size of the claim.'),
    storageClass: storageClass(),
    accessMode: accessMode(),
    mountPath: absolutePath().default('/data').describe('Folder of the server where it is mounted.'),
    existingClaim: existingClaim(),
  })
  .prefault({})
  .describe('A writable volume that outlives the pods.');

type PersistenceValues = z.output<typeof persistenceValues>;

export function dataClaim(
  scope: Construct,
  identity: ServiceIdentity,
  values: PersistenceValues,
): ApiObject | undefined {
  if (!values.enabled || values.existingClaim !== '') return undefined;
  return persistentVolumeClaim(scope, 'data-claim', identity, identity.name(), values);
}

export function dataVolumes(identity: ServiceIdentity, values: PersistenceValues): Volume[] {
  if (!values.enabled) return [];
  return [{ name: DATA_VOLUME, persistentVolumeClaim: { claimName: values.existingClaim || identity.shared.name() } }];
}

export function dataMounts(values: PersistenceValues): VolumeMount[] {
  return values.enabled ? [{ name: DATA_VOLUME, mountPath: values.mountPath }] : [];
}
