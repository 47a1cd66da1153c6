import { z } from 'zod';
import { gpuQuantity, type gpuValues } from './gpu';
import type { ResourceRequirements } from './manifest';
import { nonEmpty } from './non-empty';
import { resourceQuantity } from './quantity';

const quantities = () => z.record(z.string().min(1), resourceQuantity()).default({});

/** Requests and limits of the server, GPUs aside. */
export const resourcesValues = z
  .object({
    requests: quantities().describe(
      'What the scheduler sets aside: cpu, memory, ephemeral-storage… A CPU target of autoscaling is a share of this.',
    ),
    limits: quantities().describe('What the server may use at most; above the memory limit it is killed.'),
  })
  .prefault({})
  .describe('Requests and limits of the server. GPUs are added by gpu.');

export function serverResources(
  resources: z.output<typeof resourcesValues>,
  gpu: z.output<typeof gpuValues>,
): ResourceRequirements | undefined {
  const requests = nonEmpty({ ...resources.requests, ...gpuQuantity(gpu) });
  const limits = nonEmpty({ ...resources.limits, ...gpuQuantity(gpu) });
  return requests !== undefined || limits !== undefined ? { requests, limits } : undefined;
}
