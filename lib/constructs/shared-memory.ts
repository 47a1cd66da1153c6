import { z } from 'zod';
import type { Volume, VolumeMount } from './manifest';
import { sizeQuantity } from './quantity';

/** Name of the volume that processes of the server exchange data by. */
export const SHARED_MEMORY_VOLUME = 'shared-memory';

/** The memory that processes of the server share; container runtimes give them 64 MiB. */
export const sharedMemoryValues = z
  .object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Give the server more shared memory than the 64 MiB of the runtime. More than one GPU always gets it.'),
    sizeLimit: sizeQuantity()
      .default('2Gi')
      .describe('Most that /dev/shm may hold. It counts as memory of the server, whose limit has to have room for it.'),
  })
  .prefault({})
  .describe('Memory that processes of the server share, in /dev/shm.');

interface Values {
  readonly sharedMemory: z.output<typeof sharedMemoryValues>;
  readonly gpu: { readonly enabled: boolean; readonly count: number };
}

/** Several GPUs exchange data through it. */
function isWanted({ sharedMemory, gpu }: Values): boolean {
  return sharedMemory.enabled || (gpu.enabled && gpu.count > 1);
}

export function sharedMemoryVolumes(values: Values): Volume[] {
  if (!isWanted(values)) return [];
  return [{ name: SHARED_MEMORY_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: values.sharedMemory.sizeLimit } }];
}

export function sharedMemoryMounts(values: Values): VolumeMount[] {
  return isWanted(values) ? [{ name: SHARED_MEMORY_VOLUME, mountPath: '/dev/shm' }] : [];
}
