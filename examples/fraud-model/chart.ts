import { z } from 'zod';
import { defineChart, InferenceService, inferenceServiceValues, pickValues, redis, withRules } from '../../lib';

const cache = redis();

/** The values of `InferenceService` that the chart has. */
const service = pickValues(inferenceServiceValues, {
  nameOverride: true,
  fullnameOverride: true,
  image: true,
  imagePullSecrets: true,
  serviceAccount: { create: true, name: true, annotations: true },
  replicaCount: true,
  strategy: { rollingUpdate: true },
  autoscaling: { enabled: true, minReplicas: true, maxReplicas: true, targetCPUUtilizationPercentage: true },
  model: {
    name: true,
    version: true,
    storage: { type: ['s3', 'none'], s3: { bucket: true, region: true, prefix: true } },
  },
  resources: true,
  redis: true,
  cache: { host: true, port: true, password: true },
  service: { type: true, port: true },
  networkPolicy: true,
  podDisruptionBudget: { enabled: true, minAvailable: true, maxUnavailable: true },
  podAntiAffinityPreset: true,
  affinity: true,
  podAnnotations: true,
  nodeSelector: true,
  tolerations: true,
  hooks: {
    modelValidation: {
      enabled: true,
      image: { repository: true, tag: true, pullPolicy: true },
      command: true,
      dataset: true,
      minimumAuc: true,
      maximumP99LatencyMs: true,
    },
    prediction: { path: true, body: true },
  },
});
const { serving } = inferenceServiceValues.shape.model.shape;

const modelValues = service.shape.model.extend({
  file: z
    .string()
    .regex(/^[-A-Za-z0-9._]+$/, 'expected the name of a file')
    .default('model.pt')
    .describe('File in the folder of the model. MODEL_PATH is the path of it.'),
  decisionThreshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.75)
    .describe('Score from which on a payment counts as fraud. DECISION_THRESHOLD.'),
  batchSize: serving.unwrap().shape.batchSize,
});

const featureServerValues = z
  .object({
    url: z
      .string()
      .regex(/^https?:\/\/\S+$/, 'expected a URL that begins with http:// or https://')
      .default('http://feature-server-svc:8081')
      .describe('URL of the feature server. FEATURE_SERVER_URL.'),
  })
  .prefault({})
  .describe('Where the service finds what is known of an account.');

const ingressValues = withRules(
  z.object({
    enabled: z.boolean().default(false).describe('Make an Ingress.'),
    host: z
      .string()
      .regex(/^[-a-z0-9.]*$/, 'expected a host such as fraud.example.com')
      .default('')
      .describe('Host of the requests.'),
    tlsSecretName: z
      .string()
      .regex(/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$/, 'expected the name of a Secret')
      .default('')
      .describe('Secret with the certificate of the host. Empty: plain HTTP.'),
  }),
  ({ required, isTrue }) => [required('host', { when: isTrue('enabled') })],
)
  .prefault({})
  .describe('HTTP routes from outside of the cluster.');

/** Detection of fraud: a model that asks a feature server and a cache, and that is validated before each upgrade. */
export const fraudModel = defineChart({
  metadata: {
    name: 'fraud-model',
    version: '1.4.2',
    appVersion: 'v2.1.0',
    type: 'application',
    description: 'Fraud detection, validated before each upgrade',
    kubeVersion: '>=1.27.0-0',
    keywords: ['ml', 'machine-learning', 'inference', 'fraud'],
    home: 'https://example.com/fraud-model',
    sources: ['https://git.example.com/ml/fraud-model'],
    icon: 'https://example.com/fraud-model.png',
    maintainers: [{ name: 'ML Infrastructure Team', email: 'ml-infra@example.com' }],
    annotations: { category: 'MachineLearning', 'artifacthub.io/license': 'Apache-2.0' },
    dependencies: [cache],
  },
  values: service.safeExtend({
    ...cache.values,
    model: modelValues,
    featureServer: featureServerValues,
    ingress: ingressValues,
  }),
  constructs: (
    scope,
    { model: { file, decisionThreshold, batchSize, ...model }, featureServer, ingress, ...values },
  ) => {
    const { host, tlsSecretName } = ingress;
    new InferenceService(scope, 'fraud', {
      ...values,
      model: { ...model, framework: 'pytorch', serving: { batchSize } },
      healthChecks: {
        liveness: { initialDelaySeconds: 0, periodSeconds: 30 },
        readiness: { initialDelaySeconds: 0, periodSeconds: 10 },
        startup: { path: '/health/ready', failureThreshold: 30 },
      },
      ingress: {
        enabled: ingress.enabled,
        hosts: host === '' ? [] : [{ host, paths: [{ path: '/', pathType: 'Prefix' }] }],
        tls: tlsSecretName === '' ? [] : [{ hosts: [host], secretName: tlsSecretName }],
      },
      extraEnv: [
        { name: 'MODEL_PATH', value: `/models/${file}` },
        { name: 'DECISION_THRESHOLD', value: String(decisionThreshold) },
        { name: 'FEATURE_SERVER_URL', value: featureServer.url },
        // The application calls its cache Redis.
        ...(values.redis.enabled || values.cache.host !== ''
          ? [
              { name: 'REDIS_HOST', value: '$(CACHE_HOST)' },
              { name: 'REDIS_PORT', value: '$(CACHE_PORT)' },
            ]
          : []),
      ],
    });
  },
});
