import { z } from 'zod';
import type { Volume, VolumeMount } from './manifest';
import { sizeQuantity } from './quantity';

const VOLUME_NAME = 'tmp';

/** The writable folder of containers whose root file system is read-only. */
export const temporaryFilesValues = z
  .object({
    sizeLimit: sizeQuantity()
      .default('1Gi')
      .describe('Most that /tmp of all containers of a pod may hold; above it the pod is evicted.'),
  })
  .prefault({})
  .describe('The folder /tmp, which is writable also on a read-only root file system.');

export const TEMPORARY_FILES_MOUNT = { name: VOLUME_NAME, mountPath: '/tmp' } as const satisfies VolumeMount;

export function temporaryFilesVolume(values: z.output<typeof temporaryFilesValues>): Volume {
  return { name: VOLUME_NAME, emptyDir: { sizeLimit: values.sizeLimit } };
}
