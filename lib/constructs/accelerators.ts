/** What is known of accelerators by the resource name of their device plugin. */
export interface Accelerator {
  /** Key of the taint that nodes with it usually have. */
  readonly taint: string;
  /** Label of nodes that tells its product. @default none is usual */
  readonly productLabel?: string;
  /** Runtime class that containers need to reach it. @default the node's own does */
  readonly runtimeClassName?: string;
}

/** Nodes are labelled by NVIDIA's feature discovery: https://github.com/NVIDIA/k8s-device-plugin */
const NVIDIA: Accelerator = { taint: 'nvidia.com/gpu', productLabel: 'nvidia.com/gpu.product' };

/** Labels by the rules of the node feature discovery: https://intel.github.io/intel-device-plugins-for-kubernetes */
const intel = (taint: string): Accelerator => ({ taint, productLabel: 'gpu.intel.com/product' });

/** Instance types tell the chip: https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/kubernetes-getting-started.html */
const NEURON: Accelerator = { taint: 'aws.amazon.com/neuron', productLabel: 'node.kubernetes.io/instance-type' };

/** A part of a GPU, `nvidia.com/mig-1g.5gb`: https://docs.nvidia.com/datacenter/tesla/mig-user-guide */
export const MIG_PREFIX = 'nvidia.com/mig-';

/** Accelerators by the resource name of their device plugin; a name that ends in `*` stands for all that begin so. */
export const ACCELERATORS: Readonly<Record<string, Accelerator>> = {
  'nvidia.com/gpu': NVIDIA,
  // Several pods share a GPU in turn, where the device plugin renames it: `renameByDefault` of its sharing settings.
  'nvidia.com/gpu.shared': NVIDIA,
  [`${MIG_PREFIX}*`]: NVIDIA,
  // https://instinct.docs.amd.com/projects/gpu-operator
  'amd.com/gpu': { taint: 'amd.com/gpu', productLabel: 'amd.com/gpu.product-name' },
  'gpu.intel.com/i915': intel('gpu.intel.com/i915'),
  'gpu.intel.com/xe': intel('gpu.intel.com/xe'),
  // https://docs.habana.ai/en/latest/Installation_Guide/Additional_Installation/Kubernetes_Installation
  'habana.ai/gaudi': { taint: 'habana.ai/gaudi', runtimeClassName: 'habana' },
  // https://cloud.google.com/kubernetes-engine/docs/concepts/tpus
  'google.com/tpu': { taint: 'google.com/tpu', productLabel: 'cloud.google.com/gke-tpu-accelerator' },
  'aws.amazon.com/neuron': NEURON,
  'aws.amazon.com/neuroncore': NEURON,
};

/** Usual partitions, to name the one that was meant; the figures are shares of computation and memory. */
export const MIG_PROFILES = [
  '1g.5gb',
  '1g.6gb',
  '1g.10gb',
  '1g.12gb',
  '1g.18gb',
  '1g.20gb',
  '1g.24gb',
  '2g.10gb',
  '2g.12gb',
  '2g.20gb',
  '2g.24gb',
  '2g.35gb',
  '3g.20gb',
  '3g.40gb',
  '3g.71gb',
  '4g.20gb',
  '4g.24gb',
  '4g.40gb',
  '4g.71gb',
  '7g.40gb',
  '7g.80gb',
  '7g.141gb',
];
