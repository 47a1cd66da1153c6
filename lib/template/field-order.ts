/**
 * The order in which Kubernetes manifests are usually written: what a thing is before what is in it, names first. One
 * list serves all maps, because a name means much the same wherever it stands; other fields follow by alphabet.
 */
const FIELDS = [
  'apiVersion',
  'apiGroup',
  'apiGroups',
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
  'parentRefs',
  'hostnames',
  'podSelector',
  'selector',
  'matchLabels',
  'matchExpressions',
  'policyTypes',
  'from',
  'to',
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
  'verbs',
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
  'tls',
  'rules',
  'matches',
  'filters',
  'backendRefs',
  // Placement
  'weight',
  'preference',
  'podAffinityTerm',
  'maxSkew',
  'topologyKey',
  'whenUnsatisfiable',
  'labelSelector',
  // Probes
  'httpGet',
  'grpc',
  'tcpSocket',
  'exec',
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

const ranks = new Map(FIELDS.map((field, index) => [field, index]));

/** What `type` says of a thing comes before its `metadata`, unless it is an object, which its metadata name. */
const METADATA_OF_NO_OBJECT = (ranks.get('type') as number) + 0.5;

/** Orders two fields of a map. */
export type CompareFields = (left: string, right: string) => number;

/** Orders the fields of a map as a reader of Kubernetes manifests expects them, knowing which fields it has. */
export function fieldOrder(fields: readonly string[]): CompareFields {
  const isObject = fields.includes('kind');
  const rankOf = (field: string) =>
    field === 'metadata' && !isObject ? METADATA_OF_NO_OBJECT : (ranks.get(field) ?? FIELDS.length);
  return (left, right) => rankOf(left) - rankOf(right) || (left < right ? -1 : left > right ? 1 : 0);
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
  const keys = Object.keys(map);
  const ordered: Record<string, unknown> = {};
  for (const key of keys.sort(fieldOrder(keys))) ordered[key] = inFieldOrder(map[key]);
  return ordered;
}
