import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import type {
  Affinity,
  NodeAffinity,
  PodAffinity,
  PodAffinityTerm,
  PodAntiAffinity,
  TopologySpreadConstraint,
} from './manifest';
import { nonEmpty } from './non-empty';
import { structure } from './pass-through';

const topologySpreadConstraints = z
  .array(
    z.looseObject({
      topologyKey: z.string().min(1),
      labelSelector: z.record(z.string(), z.unknown()).optional(),
    }),
  )
  .default([]) as unknown as z.ZodDefault<z.ZodType<TopologySpreadConstraint[], TopologySpreadConstraint[]>>;

/** Top-level values that say which neighbours the pods want and avoid. */
export const placementValues = {
  podAntiAffinityPreset: z
    .enum(['none', 'soft', 'hard'])
    .default('soft')
    .describe(
      'Whether replicas avoid the nodes of each other: soft where there is a choice, hard always, so that one without a node of its own waits. affinity.podAntiAffinity wins.',
    ),
  affinity: z
    .object({
      nodeAffinity: structure<NodeAffinity>().describe('Which nodes the pods want.'),
      podAffinity: structure<PodAffinity>().describe('Which pods they want as neighbours.'),
      podAntiAffinity: structure<PodAntiAffinity>().describe(
        'Which pods they avoid; instead of podAntiAffinityPreset.',
      ),
    })
    .prefault({})
    .describe('Which nodes and neighbours the pods want or avoid.'),
  topologySpreadConstraints: topologySpreadConstraints.describe(
    'How the pods spread over zones and nodes. Without a labelSelector it is the pods of this release that count.',
  ),
};

type PlacementValues = { [Key in keyof typeof placementValues]: z.output<(typeof placementValues)[Key]> };

export function podAffinity(identity: ServiceIdentity, values: PlacementValues): Affinity | undefined {
  const nodeAffinity = nonEmpty(values.affinity.nodeAffinity);
  const podAffinity = nonEmpty(values.affinity.podAffinity);
  const podAntiAffinity =
    nonEmpty(values.affinity.podAntiAffinity) ?? presetAntiAffinity(identity, values.podAntiAffinityPreset);
  return nodeAffinity || podAffinity || podAntiAffinity ? { nodeAffinity, podAffinity, podAntiAffinity } : undefined;
}

function presetAntiAffinity(
  identity: ServiceIdentity,
  preset: PlacementValues['podAntiAffinityPreset'],
): PodAntiAffinity | undefined {
  if (preset === 'none') return undefined;
  const neighbours: PodAffinityTerm = {
    labelSelector: { matchLabels: identity.selectorLabels },
    topologyKey: 'kubernetes.io/hostname',
  };
  return preset === 'soft'
    ? { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: neighbours }] }
    : { requiredDuringSchedulingIgnoredDuringExecution: [neighbours] };
}

export function podSpread(identity: ServiceIdentity, values: PlacementValues): TopologySpreadConstraint[] {
  return values.topologySpreadConstraints.map((constraint) => ({
    ...constraint,
    labelSelector: constraint.labelSelector ?? { matchLabels: identity.selectorLabels },
  }));
}
