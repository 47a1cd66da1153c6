/**
 * API versions of Kubernetes itself that every cluster has: the stable ones of version 1.27, the oldest that the manifests
 * are written for, and of all since.
 *
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.27/
 */
const STABLE_APIS: ReadonlySet<string> = new Set([
  'v1',
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'apps/v1',
  'authentication.k8s.io/v1',
  'authorization.k8s.io/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'batch/v1',
  'certificates.k8s.io/v1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'events.k8s.io/v1',
  'networking.k8s.io/v1',
  'node.k8s.io/v1',
  'policy/v1',
  'rbac.authorization.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1',
]);

/** Whether every cluster has an API version. */
export function isStableApi(api: string): boolean {
  return STABLE_APIS.has(api);
}
