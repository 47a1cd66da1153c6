import {
  defineChart,
  ProgressiveInferenceService,
  pickValues,
  postgresql,
  progressiveInferenceServiceValues,
  redis,
} from '../../lib';

const database = postgresql({ tags: ['database'] });
const cache = redis({ tags: ['cache'] });

/** The values of `ProgressiveInferenceService` that the chart has. */
const service = pickValues(progressiveInferenceServiceValues, {
  nameOverride: true,
  fullnameOverride: true,
  image: true,
  imagePullSecrets: true,
  serviceAccount: { create: true, name: true, annotations: true },
  replicaCount: true,
  autoscaling: {
    enabled: true,
    minReplicas: true,
    maxReplicas: true,
    targetCPUUtilizationPercentage: true,
    targetMemoryUtilizationPercentage: true,
  },
  model: {
    name: true,
    version: true,
    framework: true,
    storage: {
      type: ['s3', 'pvc'],
      s3: { bucket: true, region: true, prefix: true, endpoint: true },
      pvc: { enabled: true, size: true, storageClass: true, mountPath: true, existingClaim: true },
    },
    serving: true,
    warmup: true,
    migration: { enabled: true, fromVersion: true },
  },
  flask: true,
  api: true,
  strategy: { rollingUpdate: true },
  gpu: { enabled: true, count: true, type: true },
  resources: true,
  postgresql: true,
  redis: true,
  database: true,
  cache: true,
  service: { type: true, port: true, targetPort: true, annotations: true },
  ingress: true,
  healthChecks: { liveness: true, readiness: true, startup: true },
  securityContext: { runAsUser: true, runAsGroup: true, fsGroup: true, readOnlyRootFilesystem: true },
  networkPolicy: true,
  podDisruptionBudget: { enabled: true, minAvailable: true, maxUnavailable: true },
  metrics: { enabled: true, port: true, path: true },
  serviceMonitor: true,
  persistence: true,
  podAntiAffinityPreset: true,
  affinity: true,
  podAnnotations: true,
  podLabels: true,
  nodeSelector: true,
  tolerations: true,
  hooks: { databaseMigration: { enabled: true }, prediction: { path: true, body: true } },
  delivery: {
    type: true,
    canary: { traffic: ['nginx', 'replicas'], weight: true },
    blueGreen: true,
    variant: { replicaCount: true, image: { tag: true }, model: { version: true } },
  },
});

/** A sentiment classifier whose next version runs beside it before it takes over. */
export const sentimentClassifier = defineChart({
  metadata: {
    name: 'sentiment-classifier',
    version: '1.0.0',
    appVersion: '1.0.0',
    type: 'application',
    description: 'Sentiment classifier with canaries, hooks, database and cache',
    kubeVersion: '>=1.27.0-0',
    keywords: ['machine-learning', 'ml', 'inference', 'tensorflow', 'flask', 'canary'],
    home: 'https://example.com/sentiment-classifier',
    sources: ['https://git.example.com/ml/sentiment-classifier'],
    icon: 'https://example.com/sentiment-classifier.png',
    maintainers: [
      { name: 'ML Infrastructure Team', email: 'ml-infra@example.com', url: 'https://example.com/ml-infra' },
    ],
    annotations: { category: 'MachineLearning', 'artifacthub.io/license': 'Apache-2.0' },
    dependencies: [database, cache],
  },
  values: service.safeExtend({ ...database.values, ...cache.values }),
  constructs: (scope, values) => {
    new ProgressiveInferenceService(scope, 'sentiment', {
      ...values,
      // TensorFlow hands batches from process to process through it.
      sharedMemory: { enabled: values.gpu.enabled },
    });
  },
});
