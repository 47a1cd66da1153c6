import type { Manifest } from './build';

/** The order in which Helm installs kinds (its `releaseutil.InstallOrder`), so that each finds what it refers to. */
const INSTALL_ORDER = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const ranks = new Map(INSTALL_ORDER.map((kind, index) => [kind, index]));

/** Orders objects as Helm installs them; kinds that Helm does not know come last, and equals by name. */
export function compareInInstallOrder(left: Manifest, right: Manifest): number {
  const rank = (manifest: Manifest) => ranks.get(manifest.kind) ?? INSTALL_ORDER.length;
  return (
    rank(left) - rank(right) ||
    compareText(left.kind, right.kind) ||
    compareText(left.metadata.name, right.metadata.name)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
