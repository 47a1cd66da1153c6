import { z } from 'zod';
import type { Toleration } from './manifest';
import { textOfForm } from './text-form';

const RESOURCE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Accelerators of the server. */
export const gpuValues = z
  .object({
    enabled: z.boolean().default(false).describe('Run the server on GPUs.'),
    count: z.int().min(1).default(1).describe('GPUs of each replica.'),
    type: textOfForm(RESOURCE_NAME, 'the resource name of a device plugin, such as nvidia.com/gpu')
      .default('nvidia.com/gpu')
      .describe('Resource name of the device plugin: nvidia.com/gpu, nvidia.com/mig-1g.5gb, amd.com/gpu…'),
    tolerateTaint: z
      .boolean()
      .default(true)
      .describe('Tolerate the taint <type>:NoSchedule of GPU nodes. False where tolerations says it already.'),
  })
  .prefault({})
  .describe('Accelerators of the server.');

type GpuValues = z.output<typeof gpuValues>;

/** The GPUs as a resource quantity: requests and limits of an extended resource must be equal. */
export function gpuQuantity(gpu: GpuValues): Record<string, number> {
  return gpu.enabled ? { [gpu.type]: gpu.count } : {};
}

export function gpuTolerations(gpu: GpuValues): Toleration[] {
  return gpu.enabled && gpu.tolerateTaint ? [{ key: gpu.type, operator: 'Exists', effect: 'NoSchedule' }] : [];
}
