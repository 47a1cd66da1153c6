import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { z } from 'zod';
import { type CacheValues, REDIS_PORT } from './cache';
import { type DatabaseValues, POSTGRESQL_PORT } from './database';
import type { ServiceIdentity } from './identity';
import { apiObject, type NetworkPolicyEgressRule } from './manifest';
import type { ModelValues } from './model';
import { modelSource } from './model-storage';
import type { networkPolicyValues } from './network-policy';

/**
 * Where clouds tell a pod who it is: the metadata of AWS, Azure and Google Cloud, EKS Pod Identity (.170.23), and GKE's
 * metadata server (.169.252, port 988; https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity).
 */
const CLOUD_IDENTITY: NetworkPolicyEgressRule = {
  to: ['169.254.169.254/32', '169.254.169.252/32', '169.254.170.23/32'].map((cidr) => ({ ipBlock: { cidr } })),
  ports: [
    { port: 80, protocol: 'TCP' },
    { port: 988, protocol: 'TCP' },
  ],
};

interface EgressValues extends DatabaseValues, CacheValues {
  readonly model: ModelValues;
  readonly networkPolicy: z.output<typeof networkPolicyValues>;
}

/**
 * Lets the pods of the service, and those of its hooks, reach what they talk to by their values: a policy each for model
 * storage, database, cache and the identity of the cloud. Policies know no names of hosts, so that outside of the release it is the port that counts.
 */
export function egressPolicies(scope: Construct, identity: ServiceIdentity, values: EgressValues): ApiObject[] {
  const { enabled, derivedEgress, cloudIdentity } = values.networkPolicy;
  if (!enabled) return [];
  const derived: [part: string, egress: NetworkPolicyEgressRule[]][] = [
    ['model-storage', modelEgress(values)],
    ['database', databaseEgress(identity, values)],
    ['cache', cacheEgress(identity, values)],
  ];
  const destinations = [
    ...(derivedEgress ? derived : []),
    ...(cloudIdentity ? [['cloud-identity', [CLOUD_IDENTITY]] as const] : []),
  ];
  return destinations
    .filter(([, egress]) => egress.length > 0)
    .map(([part, egress]) =>
      apiObject<'NetworkPolicy'>(scope, `egress-policy-${part}`, {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: identity.metadata({ name: identity.name(part) }),
        spec: { podSelector: { matchLabels: identity.memberLabels }, policyTypes: ['Egress'], egress: [...egress] },
      }),
    );
}

function modelEgress({ model, networkPolicy }: EgressValues): NetworkPolicyEgressRule[] {
  return modelSource(model.storage) === undefined ? [] : [anywhere(networkPolicy.modelStoragePort)];
}

function databaseEgress(identity: ServiceIdentity, { postgresql, database }: DatabaseValues) {
  if (postgresql.enabled) return [inRelease(identity, POSTGRESQL_PORT)];
  return database.host === '' ? [] : [anywhere(database.port)];
}

function cacheEgress(identity: ServiceIdentity, { redis, cache }: CacheValues) {
  if (redis.enabled) return [inRelease(identity, REDIS_PORT)];
  return cache.host === '' ? [] : [anywhere(cache.port)];
}

function anywhere(port: number): NetworkPolicyEgressRule {
  return { ports: [{ port, protocol: 'TCP' }] };
}

/** Only to pods of the same release, whatever their chart calls them. */
function inRelease({ release }: ServiceIdentity, port: number): NetworkPolicyEgressRule {
  const podSelector = { matchLabels: { 'app.kubernetes.io/instance': release.name } };
  return { to: [{ podSelector }], ports: [{ port, protocol: 'TCP' }] };
}
