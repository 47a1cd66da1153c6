import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { apiObject, type HorizontalPodAutoscalerBehavior } from './manifest';
import { nonEmpty } from './non-empty';
import { structure } from './pass-through';

const utilization = () => z.int().min(1).optional();

/** A number of replicas that follows the load. */
export const autoscalingValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Let a HorizontalPodAutoscaler set the number of replicas.'),
    minReplicas: z.int().min(1).default(1).describe('Fewest replicas.'),
    maxReplicas: z.int().min(1).default(10).describe('Most replicas.'),
    targetCPUUtilizationPercentage: utilization().describe(
      'Wanted CPU use, in percent of resources.requests.cpu. With neither target, Kubernetes takes 80 % of CPU.',
    ),
    targetMemoryUtilizationPercentage: utilization().describe(
      'Wanted memory use, in percent of resources.requests.memory. Left out: memory does not count.',
    ),
    behavior: structure<HorizontalPodAutoscalerBehavior>().describe(
      "How fast it scales up and down, as in autoscaling/v2. Empty: Kubernetes' defaults.",
    ),
  }),
  ({ atMost }) => [atMost('minReplicas', 'maxReplicas')],
)
  .prefault({})
  .describe('A number of replicas that follows the load.');

export function horizontalPodAutoscaler(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof autoscalingValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  const { targetCPUUtilizationPercentage, targetMemoryUtilizationPercentage } = values;
  return apiObject<'HorizontalPodAutoscaler'>(scope, 'horizontal-pod-autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: identity.metadata(),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.name() },
      minReplicas: values.minReplicas,
      maxReplicas: values.maxReplicas,
      metrics: nonEmpty([
        ...(targetCPUUtilizationPercentage !== undefined
          ? [resourceMetric('cpu', targetCPUUtilizationPercentage)]
          : []),
        ...(targetMemoryUtilizationPercentage !== undefined
          ? [resourceMetric('memory', targetMemoryUtilizationPercentage)]
          : []),
      ]),
      behavior: nonEmpty(values.behavior),
    },
  });
}

function resourceMetric(name: string, averageUtilization: number) {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
