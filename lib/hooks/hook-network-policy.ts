import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import type { ServiceIdentity } from '../constructs/identity';
import { apiObject } from '../constructs/manifest';
import { DNS_EGRESS, hookLabels, type networkPolicyValues } from '../constructs/network-policy';

/**
 * The pods of hooks may reach the service and whatever it may reach itself, and nobody may reach them. Before an
 * installation there are no policies yet, so that hooks of that moment are not limited.
 */
export function hookNetworkPolicy(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof networkPolicyValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return apiObject<'NetworkPolicy'>(scope, 'hook-network-policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: identity.metadata({ name: identity.name('hooks') }),
    spec: {
      podSelector: { matchLabels: hookLabels(identity) },
      policyTypes: ['Ingress', 'Egress'],
      egress: [DNS_EGRESS, { to: [{ podSelector: { matchLabels: identity.selectorLabels } }] }, ...values.egress],
    },
  });
}
