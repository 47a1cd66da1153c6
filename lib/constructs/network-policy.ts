import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { COMPONENT_LABEL, HOOK_COMPONENT } from './labels';
import { apiObject, type NetworkPolicyEgressRule, type NetworkPolicyPeer, type NetworkPolicyPort } from './manifest';
import { METRICS_PORT } from './metrics';
import { structureList, structures } from './pass-through';
import { GRPC_PORT, HTTP_PORT } from './service';

/** Anywhere, because a cluster's resolver may be a pod, the node's own cache or outside of the cluster. */
export const DNS_EGRESS: NetworkPolicyEgressRule = {
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

/** By name; a pod without gRPC, or without a port of its own for metrics, has none of that name: its entry allows nothing. */
const HTTP_INGRESS: NetworkPolicyPort = { port: HTTP_PORT, protocol: 'TCP' };
const SERVER_PORTS: NetworkPolicyPort[] = [
  HTTP_INGRESS,
  { port: GRPC_PORT, protocol: 'TCP' },
  { port: METRICS_PORT, protocol: 'TCP' },
];

/** Who may talk to the pods, and whom they may talk to. */
export const networkPolicyValues = z
  .object({
    enabled: z.boolean().default(false).describe('Make a NetworkPolicy; whatever it does not allow is then refused.'),
    ingress: z
      .array(
        z.object({
          from: structureList<NetworkPolicyPeer>().optional().describe('Who may come in. Left out: everybody.'),
          ports: structureList<NetworkPolicyPort>().optional().describe("To which ports. Left out: the server's own."),
        }),
      )
      .default([])
      .describe('Who may reach the pods, as rules of a NetworkPolicy. Empty: only the hooks of the release.'),
    egress: structures<NetworkPolicyEgressRule>().describe(
      'Whom else the pods may reach, as rules of a NetworkPolicy, such as a feature store. DNS is always allowed.',
    ),
    derivedEgress: z
      .boolean()
      .default(true)
      .describe(
        'Let the pods reach what other values name, by a NetworkPolicy each: model storage on modelStoragePort, database and cache on their ports. false: egress says it all.',
      ),
    modelStoragePort: z
      .int()
      .min(1)
      .max(65535)
      .default(443)
      .describe('Port of the model storage for derivedEgress. All clouds have 443; other endpoints may have another.'),
    cloudIdentity: z
      .boolean()
      .default(false)
      .describe(
        "Let the pods ask the cloud who they are: for GKE's Workload Identity, EKS Pod Identity, and roles of nodes. It also lets them have what the node may do, where the cloud does not prevent that. Roles of service accounts on EKS and identities of Azure do without.",
      ),
  })
  .prefault({})
  .describe('Who may talk to the pods, and whom they may talk to.');

/** The labels of the pods of all hooks of the release, such as the smoke test, which asks the service. */
export function hookLabels({ release }: ServiceIdentity): Record<string, string> {
  return { 'app.kubernetes.io/instance': release.name, [COMPONENT_LABEL]: HOOK_COMPONENT };
}

export function networkPolicy(
  scope: Construct,
  identity: ServiceIdentity,
  values: z.output<typeof networkPolicyValues>,
): ApiObject | undefined {
  if (!values.enabled) return undefined;
  return apiObject<'NetworkPolicy'>(scope, 'network-policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: identity.metadata(),
    spec: {
      podSelector: { matchLabels: identity.selectorLabels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...values.ingress.map(({ from, ports }) => ({ from, ports: ports ?? SERVER_PORTS })),
        { from: [{ podSelector: { matchLabels: hookLabels(identity) } }], ports: [HTTP_INGRESS] },
      ],
      egress: [DNS_EGRESS, ...values.egress],
    },
  });
}
