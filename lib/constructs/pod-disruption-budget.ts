import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { apiObject } from './manifest';
import { podCount } from './pod-count';

/** How many pods may be missing while nodes are drained. */
export const podDisruptionBudgetValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Make a PodDisruptionBudget.'),
    minAvailable: podCount()
      .optional()
      .describe('Pods that must stay, as a number or a percentage; below the fewest replicas, or drains block.'),
    maxUnavailable: podCount()
      .optional()
      .describe('Pods that may be missing, as a number or a percentage; instead of minAvailable.'),
    unhealthyPodEvictionPolicy: z
      .enum(['AlwaysAllow', 'IfHealthyBudget'])
      .default('AlwaysAllow')
      .describe('Whether pods that are not ready may always be evicted, so that broken ones do not block drains.'),
    blocksDrains: z
      .boolean()
      .default(false)
      .describe('Accept a budget that lets no pod go, where somebody moves the pods before nodes are drained.'),
  }),
  ({ atLeastOneOf, atMostOneOf, isTrue }) => [
    atLeastOneOf(['minAvailable', 'maxUnavailable'], { when: isTrue('enabled') }),
    atMostOneOf(['minAvailable', 'maxUnavailable']),
  ],
)
  .prefault({})
  .describe('How many pods may be missing while nodes are drained.');

export function podDisruptionBudget(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof podDisruptionBudgetValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return apiObject<'PodDisruptionBudget'>(scope, 'pod-disruption-budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: identity.metadata(),
    spec: {
      minAvailable: values.minAvailable,
      maxUnavailable: values.maxUnavailable,
      unhealthyPodEvictionPolicy: values.unhealthyPodEvictionPolicy,
      selector: { matchLabels: identity.selectorLabels },
    },
  });
}
