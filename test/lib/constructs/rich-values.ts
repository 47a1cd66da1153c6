import type { InferenceServiceProps } from '../../../lib/inference/inference-service-values';

/** Values that make every kind of object and fill every part of it. */
export const RICH = {
  image: { repository: 'registry.example.com/ml/sentiment', tag: '1.0.0' },
  imagePullSecrets: [{ name: 'registry' }],
  serviceAccount: { annotations: { 'example.com/role': 'reader' } },
  replicaCount: 3,
  autoscaling: {
    enabled: true,
    minReplicas: 2,
    maxReplicas: 20,
    targetCPUUtilizationPercentage: 70,
    targetMemoryUtilizationPercentage: 80,
    waitingRequests: { target: 5, metric: 'vllm_num_requests_waiting' },
    metrics: [
      {
        type: 'External',
        external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '30' } },
      },
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
  },
  model: {
    name: 'sentiment',
    version: 'v1',
    framework: 'onnx',
    storage: {
      type: 's3',
      s3: {
        bucket: 'models',
        region: 'us-west-2',
        prefix: 'team',
        endpoint: 'https://minio.example.com',
        credentials: {
          accessKeyId: { secretName: 's3', key: 'id' },
          secretAccessKey: { secretName: 's3', key: 'secret' },
        },
      },
    },
    warmup: { enabled: true },
    migration: { enabled: true, fromVersion: 'v0', extraEnv: [{ name: 'A', value: 'b' }] },
  },
  flask: { secretKey: { secretName: 'secrets', key: 'flask' } },
  api: { rateLimit: { enabled: true }, cors: { enabled: true, origins: ['https://app.example.com'] } },
  gpu: { enabled: true },
  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
  database: {
    host: 'db.example.com',
    name: 'app',
    username: 'user',
    password: { secretName: 'secrets', key: 'database' },
  },
  cache: { host: 'redis.example.com', password: { secretName: 'secrets', key: 'redis' } },
  connectionUrls: { enabled: true },
  service: { annotations: { 'example.com/internal': 'true' } },
  ingress: {
    enabled: true,
    className: 'nginx',
    annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
    hosts: [{ host: 'ml-api.example.com', paths: [{ path: '/', pathType: 'Prefix' }] }],
    tls: [{ secretName: 'tls', hosts: ['ml-api.example.com'] }],
  },
  healthChecks: { liveness: { port: 8081 }, readiness: { port: 8081 }, startup: { port: 8081 } },
  securityContext: { supplementalGroups: [20000], capabilities: { add: ['NET_BIND_SERVICE'] } },
  networkPolicy: {
    enabled: true,
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'gateway' } } }], ports: [{ port: 8080 }] }],
    egress: [{ ports: [{ port: 443 }] }],
  },
  podDisruptionBudget: { enabled: true, minAvailable: 1 },
  metrics: { port: 9090 },
  serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  persistence: { enabled: true, storageClass: 'fast' },
  strategy: { type: 'Recreate' },
  podAnnotations: { 'prometheus.io/scrape': 'true' },
  podLabels: { team: 'ml' },
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'spot', operator: 'Exists' }],
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'cache' } } },
      ],
    },
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 1,
          preference: {
            matchExpressions: [{ key: 'disk', operator: 'Exists' }],
          },
        },
      ],
    },
  },
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
  priorityClassName: 'high',
  runtimeClassName: 'nvidia',
  extraEnv: [{ name: 'EXTRA', value: 'x' }],
  extraEnvFrom: [{ secretRef: { name: 'more' } }],
  extraVolumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
  extraVolumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  startup: { modelSizeGiB: 4, loadSeconds: 60 },
  lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { exec: { command: ['sleep', '10'] } } },
  initContainers: [{ name: 'check', image: 'busybox:1.37' }],
  sidecars: [{ name: 'proxy', image: 'envoyproxy/envoy:v1.31.0' }],
  hooks: {
    modelValidation: {
      enabled: true,
      image: { repository: 'registry.example.com/ml/validator', tag: '1.2.0' },
      dataset: 's3://data/validation/',
      extraEnv: [{ name: 'A', value: 'b' }],
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'spot', operator: 'Exists' }],
    },
    databaseMigration: { enabled: true, extraEnv: [{ name: 'A', value: 'b' }] },
    warmup: { enabled: true },
    prediction: { body: '{"text": "test input"}' },
  },
} satisfies InferenceServiceProps;

/** KEDA with all that it takes; it excludes autoscaling. */
export const KEDA = {
  enabled: true,
  minReplicaCount: 2,
  waitingRequests: { serverAddress: 'http://prometheus:9090', metric: 'vllm:num_requests_waiting' },
  triggers: [{ type: 'cpu', metadata: { value: '70' } }],
  fallback: { failureThreshold: 3, replicas: 2 },
  advanced: { restoreToOriginalReplicaCount: true },
  annotations: { 'autoscaling.keda.sh/paused': 'false' },
} satisfies InferenceServiceProps['keda'];
