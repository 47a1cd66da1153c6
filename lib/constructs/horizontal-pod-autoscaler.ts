import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { apiObject, type HorizontalPodAutoscalerBehavior, type MetricSpec } from './manifest';
import { nonEmpty } from './non-empty';
import { structure } from './pass-through';

const utilization = () => z.int().min(1).optional();

const metrics = z.array(z.looseObject({ type: z.string().min(1) })).default([]) as unknown as z.ZodDefault<
  z.ZodType<MetricSpec[], MetricSpec[]>
>;

/** Requests that wait in the server, as a measure of its load. */
const waitingRequestsValues = withRules(
  z.object({
    target: z
      .int()
      .min(1)
      .optional()
      .describe('Requests that may wait in each replica on average. Left out: they do not count.'),
    metric: z
      .string()
      .default('')
      .describe(
        "The server's metric of them, by its name in custom.metrics.k8s.io, such as vllm_num_requests_waiting; a metrics adapter has to offer it.",
      ),
  }),
  ({ required, isSet }) => [required('metric', { when: isSet('target') })],
)
  .prefault({})
  .describe('Scale on the requests that wait in the server.');

/** A number of replicas that follows the load. */
export const autoscalingValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Let a HorizontalPodAutoscaler set the number of replicas.'),
    minReplicas: z.int().min(1).default(1).describe('Fewest replicas.'),
    maxReplicas: z.int().min(1).default(10).describe('Most replicas.'),
    targetCPUUtilizationPercentage: utilization().describe(
      'Wanted CPU use, in percent of resources.requests.cpu. With no target and no metric, Kubernetes takes 80 % of CPU.',
    ),
    targetMemoryUtilizationPercentage: utilization().describe(
      'Wanted memory use, in percent of resources.requests.memory. Left out: memory does not count.',
    ),
    waitingRequests: waitingRequestsValues,
    metrics: metrics.describe(
      'Further metrics, as in autoscaling/v2: Resource, ContainerResource, Pods, Object or External. The one that asks for most replicas counts.',
    ),
    behavior: structure<HorizontalPodAutoscalerBehavior>().describe(
      "How fast it scales up and down, as in autoscaling/v2. Empty: Kubernetes' defaults.",
    ),
  }),
  ({ atMost }) => [atMost('minReplicas', 'maxReplicas')],
)
  .prefault({})
  .describe('A number of replicas that follows the load, by a HorizontalPodAutoscaler.');

export function horizontalPodAutoscaler(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof autoscalingValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  const { targetCPUUtilizationPercentage, targetMemoryUtilizationPercentage, waitingRequests } = values;
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
        ...(waitingRequests.target !== undefined && waitingRequests.metric !== ''
          ? [podsMetric(waitingRequests.metric, waitingRequests.target)]
          : []),
        ...values.metrics,
      ]),
      behavior: nonEmpty(values.behavior),
    },
  });
}

function resourceMetric(name: string, averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

function podsMetric(name: string, average: number): MetricSpec {
  return { type: 'Pods', pods: { metric: { name }, target: { type: 'AverageValue', averageValue: String(average) } } };
}
