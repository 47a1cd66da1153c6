/**
 * The order in which Kubernetes manifests are usually written: what a thing is before what is in it, names first. One
 * list serves all maps, because a name means much the same wherever it stands; other fields follow by alphabet.
 */
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'generateName',
  'alert',
  'record',
  'expr',
  'for',
  'namespace',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'type',
  'immutable',
  // Workloads
  'replicas',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'schedule',
  'scaleTargetRef',
  'minReplicas',
  'maxReplicas',
  'metrics',
  'behavior',
  'minReplicaCount',
  'maxReplicaCount',
  'pollingInterval',
  'cooldownPeriod',
  'fallback',
  'advanced',
  'triggers',
  'serverAddress',
  'query',
  'threshold',
  'minAvailable',
  'maxUnavailable',
  'strategy',
  'updateStrategy',
  'serviceName',
  'ingressClassName',
  'podSelector',
  'selector',
  'matchLabels',
  'matchExpressions',
  'policyTypes',
  'template',
  'spec',
  // Pods
  'imagePullSecrets',
  'serviceAccountName',
  'automountServiceAccountToken',
  'enableServiceLinks',
  'restartPolicy',
  'priorityClassName',
  'runtimeClassName',
  'securityContext',
  'terminationGracePeriodSeconds',
  'runAsNonRoot',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'fsGroupChangePolicy',
  'initContainers',
  // Containers
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'ports',
  'env',
  'envFrom',
  'lifecycle',
  'startupProbe',
  'livenessProbe',
  'readinessProbe',
  'accessModes',
  'storageClassName',
  'resources',
  'volumeMounts',
  'containers',
  'nodeSelector',
  'affinity',
  'topologySpreadConstraints',
  'tolerations',
  'volumes',
  // Ports, keys, rules
  'key',
  'operator',
  'path',
  'pathType',
  'port',
  'containerPort',
  'targetPort',
  'protocol',
  'value',
  'valueFrom',
  'host',
  'http',
  'paths',
  'backend',
  'service',
  'mountPath',
  'subPath',
  'readOnly',
  'limits',
  'requests',
  'ingress',
  'egress',
  'from',
  'to',
  'tls',
  'rules',
  // Probes
  'httpGet',
  'exec',
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

const ranks = new Map(FIELDS.map((field, index) => [field, index]));

/** Orders the fields of a map as a reader of Kubernetes manifests expects them. */
export function compareFields(left: string, right: string): number {
  const [leftRank, rightRank] = [ranks.get(left) ?? FIELDS.length, ranks.get(right) ?? FIELDS.length];
  return leftRank - rightRank || (left < right ? -1 : left > right ? 1 : 0);
}

/** Whether a field has its place in manifests, rather than by alphabet. */
export function isConventional(field: string): boolean {
  return ranks.has(field);
}

/** A copy of a JSON value whose maps have their fields in that order. */
export function inFieldOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inFieldOrder);
  if (typeof value !== 'object' || value === null) return value;
  const map = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(map).sort(compareFields)) ordered[key] = inFieldOrder(map[key]);
  return ordered;
}
