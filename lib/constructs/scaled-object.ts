import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { annotations } from './labels';
import { nonEmpty } from './non-empty';
import { structure } from './pass-through';

// The keys are those of KEDA's ScaledObject: https://keda.sh/docs/latest/reference/scaledobject-spec

/** An event source that KEDA scales on. */
export interface KedaTrigger {
  /** The scaler: `prometheus`, `cron`, `kafka`, `aws-sqs-queue`… */
  type: string;
  name?: string;
  /** What the scaler needs to know; KEDA takes text only. */
  metadata: Record<string, string>;
  metricType?: 'AverageValue' | 'Value' | 'Utilization';
  useCachedMetrics?: boolean;
  authenticationRef?: { name: string; kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication' };
}

/** How many replicas to run where triggers fail. */
export interface KedaFallback {
  failureThreshold: number;
  replicas: number;
  behavior?: string;
}

const trigger = z.looseObject({ type: z.string().min(1), metadata: z.record(z.string(), z.string()) });
const triggers = z.array(trigger).default([]) as unknown as z.ZodDefault<z.ZodType<KedaTrigger[], KedaTrigger[]>>;

/** Requests that wait in the server, as Prometheus counts them. */
const waitingRequestsValues = withRules(
  z.object({
    serverAddress: z
      .string()
      .default('')
      .describe('URL of the Prometheus, such as http://prometheus.monitoring:9090. Empty: they do not count.'),
    metric: z
      .string()
      .default('')
      .describe("The server's metric of them, such as vllm:num_requests_waiting, with the labels namespace and pod."),
    target: z.int().min(1).default(5).describe('Requests that may wait in each replica on average.'),
  }),
  ({ required, isSet }) => [required('metric', { when: isSet('serverAddress') })],
)
  .prefault({})
  .describe('Scale on the requests that wait in the server, which Prometheus counts.');

/** A number of replicas that follows events. */
export const kedaValues = withRules(
  z.object({
    enabled: z
      .boolean()
      .default(false)
      .describe('Let KEDA set the number of replicas, by a ScaledObject; instead of autoscaling.'),
    minReplicaCount: z.int().min(0).default(1).describe('Fewest replicas. 0: none while there is nothing to do.'),
    maxReplicaCount: z.int().min(1).default(10).describe('Most replicas.'),
    pollingInterval: z.int().min(1).default(30).describe('Seconds between two looks at the triggers.'),
    cooldownPeriod: z
      .int()
      .min(0)
      .default(300)
      .describe('Seconds without an event before the last replica goes, where minReplicaCount is 0.'),
    waitingRequests: waitingRequestsValues,
    triggers: triggers.describe(
      'What it scales on, as in a ScaledObject. Secrets come by authenticationRef, from a TriggerAuthentication.',
    ),
    fallback: structure<KedaFallback>().describe(
      'failureThreshold and replicas: how often triggers may fail, and the replicas from then on. Empty: as many as there are.',
    ),
    advanced: structure<object>().describe(
      "KEDA's further settings, such as horizontalPodAutoscalerConfig.behavior or scalingModifiers.",
    ),
    annotations: annotations().describe(
      'Annotations of the ScaledObject, such as scaledobject.keda.sh/transfer-hpa-ownership.',
    ),
  }),
  ({ atMost, atLeastOneOf, required, isTrue, isSet, equals, all, words }) => [
    atMost('minReplicaCount', 'maxReplicaCount'),
    atLeastOneOf(['triggers', 'waitingRequests.serverAddress'], { when: isTrue('enabled') }),
    required('triggers', {
      when: all(isTrue('enabled'), equals('minReplicaCount', 0), isSet('waitingRequests.serverAddress')),
      message: words`required while ${'minReplicaCount'} is 0: without a replica there is no ${'waitingRequests.metric'} that would start the first one; add a trigger that counts requests before they reach the server, or set ${'minReplicaCount'} to 1`,
    }),
  ],
)
  .prefault({})
  .describe('A number of replicas that follows events, by KEDA; down to none.');

type KedaValues = z.output<typeof kedaValues>;

export function scaledObject(scope: Construct, identity: ServiceIdentity, values: KedaValues): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return new ApiObject(scope, 'scaled-object', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: identity.metadata({ annotations: values.annotations }),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.name() },
      minReplicaCount: values.minReplicaCount,
      maxReplicaCount: values.maxReplicaCount,
      pollingInterval: values.pollingInterval,
      cooldownPeriod: values.cooldownPeriod,
      fallback: nonEmpty(values.fallback),
      advanced: nonEmpty(values.advanced),
      triggers: nonEmpty([...waitingRequestsTrigger(identity, values.waitingRequests), ...values.triggers]),
    },
  });
}

/** KEDA divides the sum by the threshold, which makes it an average of the replicas. */
function waitingRequestsTrigger(
  identity: ServiceIdentity,
  { serverAddress, metric, target }: KedaValues['waitingRequests'],
): KedaTrigger[] {
  if (serverAddress === '') return [];
  // A Deployment names its pods <name>-<hash>-<suffix>; no other release has such pods.
  const pods = `${identity.name()}-[0-9a-z]+-[0-9a-z]+`;
  const query = `sum(${metric}{namespace="${identity.release.namespace}", pod=~"${pods}"})`;
  return [{ type: 'prometheus', metadata: { serverAddress, query, threshold: String(target) } }];
}
