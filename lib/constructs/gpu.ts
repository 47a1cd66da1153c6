import { z } from 'zod';
import { describeFound } from '../values/expectation';
import { nearest } from '../values/nearest';
import { withPresets } from '../values/presets/with-presets';
import { withRules } from '../values/rules/with-rules';
import { ACCELERATORS, MIG_PREFIX, MIG_PROFILES } from './accelerators';
import type { Toleration } from './manifest';
import { textOfForm } from './text-form';

const RESOURCE_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const NVIDIA_PREFIX = 'nvidia.com/';
const NVIDIA_NAME = /^nvidia\.com\/(gpu|mig-[1-9][0-9]*g\.[1-9][0-9]*gb(\.me)?)(\.shared)?$/;

const NVIDIA_NAMES = ['nvidia.com/gpu', 'nvidia.com/gpu.shared', ...MIG_PROFILES.map((name) => MIG_PREFIX + name)];

/** Resource name of a device plugin; those of NVIDIA are known, so that a misspelt MIG profile does not wait for ever. */
function resourceName() {
  return textOfForm(RESOURCE_NAME, 'the resource name of a device plugin, such as nvidia.com/gpu')
    .refine((name) => !name.startsWith(NVIDIA_PREFIX) || NVIDIA_NAME.test(name), {
      error: ({ input }) => {
        const meant = nearest(NVIDIA_NAMES, String(input));
        const advice = meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`;
        return `expected nvidia.com/gpu, nvidia.com/gpu.shared or a MIG profile such as nvidia.com/mig-1g.5gb, found ${describeFound(input)}${advice}`;
      },
    })
    .meta({ not: { allOf: [{ pattern: '^nvidia\\.com/' }, { not: { pattern: NVIDIA_NAME.source } }] } });
}

/** How the GPUs of a replica share one model. */
const parallelismValues = z
  .object({
    tensor: z
      .int()
      .min(1)
      .optional()
      .describe('GPUs that share each layer. Left out: all, gpu.count. TENSOR_PARALLEL_SIZE, which is 1 without GPUs.'),
    pipeline: z.int().min(1).default(1).describe('Groups of GPUs that have different layers. PIPELINE_PARALLEL_SIZE.'),
  })
  .prefault({})
  .describe('How the GPUs of a replica share the model.');

/** Accelerators of the server. */
export const gpuValues = withPresets(
  withRules(
    z.object({
      enabled: z.boolean().default(false).describe('Run the server on GPUs.'),
      count: z.int().min(1).max(1000).default(1).describe('GPUs of each replica.'),
      type: resourceName()
        .default('nvidia.com/gpu')
        .describe('Resource name of the device plugin: nvidia.com/gpu, nvidia.com/mig-1g.5gb, amd.com/gpu…'),
      model: z
        .string()
        .default('')
        .describe('Product that a node must have, such as Tesla-V100: what its label says. Empty: any.'),
      productLabel: z
        .string()
        .default('')
        .describe(
          'Label of nodes that tells the product. Follows from type when the chart is made; change both together.',
        ),
      tolerateTaint: z
        .boolean()
        .default(true)
        .describe('Tolerate the taint of GPU nodes, with any value. False where tolerations says it already.'),
      taint: z
        .string()
        .default('')
        .describe(
          'Key of that taint. Follows from type when the chart is made; change both together. Empty: the type.',
        ),
      runtimeClassName: z
        .string()
        .default('')
        .describe('Runtime class that the GPUs need, where runtimeClassName has none. Follows from type as well.'),
      parallelism: parallelismValues,
    }),
    ({ atMost, required, product, isTrue, isSet, isAbove, all }) => [
      atMost(product('parallelism.tensor', 'parallelism.pipeline'), 'count', { when: isTrue('enabled') }),
      required('parallelism.tensor', { when: all(isTrue('enabled'), isAbove('parallelism.pipeline', 1)) }),
      required('productLabel', { when: isSet('model') }),
    ],
  ),
  'type',
  ACCELERATORS,
)
  .prefault({})
  .describe('Accelerators of the server.');

type GpuValues = z.output<typeof gpuValues>;

/** The GPUs as a resource quantity: requests and limits of an extended resource must be equal. */
export function gpuQuantity(gpu: GpuValues): Record<string, number> {
  return gpu.enabled ? { [gpu.type]: gpu.count } : {};
}

export function gpuTolerations(gpu: GpuValues): Toleration[] {
  if (!gpu.enabled || !gpu.tolerateTaint) return [];
  return [{ key: gpu.taint || gpu.type, operator: 'Exists', effect: 'NoSchedule' }];
}

/** The label that a node must have for the product. */
export function gpuNodeSelector({ enabled, model, productLabel }: GpuValues): Record<string, string> {
  return enabled && model !== '' && productLabel !== '' ? { [productLabel]: model } : {};
}

/** How servers are told to spread the model. */
export function gpuEnvironment({ enabled, count, parallelism }: GpuValues): Record<string, string> {
  return {
    TENSOR_PARALLEL_SIZE: String(enabled ? (parallelism.tensor ?? count) : 1),
    PIPELINE_PARALLEL_SIZE: String(parallelism.pipeline),
  };
}
