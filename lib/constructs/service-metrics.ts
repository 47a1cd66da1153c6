import type { ServiceIdentity } from './identity';

/** Label matchers of Prometheus for the service's own pods, which are named after its Deployment. */
export function podMatchers(identity: ServiceIdentity): string {
  return [namespaceMatcher(identity), `pod=~"${podPattern(identity)}"`].join(',');
}

/** Label matchers of kube-state-metrics for the service's Deployment. */
export function deploymentMatchers(identity: ServiceIdentity): string {
  return [namespaceMatcher(identity), `deployment="${identity.name()}"`].join(',');
}

/** Names of the service's pods: the Deployment's, and what it and its ReplicaSet append. */
export function podPattern(identity: ServiceIdentity): string {
  return `${identity.name()}-[a-z0-9]+-[a-z0-9]+`;
}

function namespaceMatcher({ release }: ServiceIdentity): string {
  return `namespace="${release.namespace ?? 'default'}"`;
}
