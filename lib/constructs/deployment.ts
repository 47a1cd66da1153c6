import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import type { InferenceServiceValues } from './inference-service-values';
import { apiObject } from './manifest';
import { podTemplate } from './pod';
import { rolloutStrategy, rolloutValues } from './rollout';
import { progressDeadlineSeconds } from './startup';

/** Top-level values of the Deployment itself. */
export const deploymentValues = {
  replicaCount: z.int().min(0).default(1).describe('Number of replicas, unless autoscaling or keda sets it.'),
  ...rolloutValues,
};

export function deployment(
  scope: Construct,
  identity: ServiceIdentity,
  values: InferenceServiceValues,
  configMap: ApiObject,
  files: ApiObject | undefined,
): ApiObject {
  return apiObject<'Deployment'>(scope, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: identity.metadata(),
    spec: {
      replicas: values.autoscaling.enabled || values.keda.enabled ? undefined : values.replicaCount,
      progressDeadlineSeconds: progressDeadlineSeconds(values),
      strategy: rolloutStrategy(values),
      selector: { matchLabels: identity.selectorLabels },
      template: podTemplate(identity, values, configMap, files),
    },
  });
}
