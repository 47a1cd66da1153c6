import { z } from 'zod';
import { defineChart, InferenceService, inferenceServiceValues, pickValues } from '../../lib';

/** The values of `InferenceService` that the chart has. */
const service = pickValues(inferenceServiceValues, {
  nameOverride: true,
  fullnameOverride: true,
  image: true,
  imagePullSecrets: true,
  serviceAccount: { create: true, name: true, annotations: true },
  replicaCount: true,
  autoscaling: { enabled: true, minReplicas: true, maxReplicas: true, targetCPUUtilizationPercentage: true },
  model: {
    name: true,
    version: true,
    storage: {
      type: ['s3', 'none'],
      s3: { bucket: true, region: true, prefix: true },
      cache: { enabled: true, existingClaim: true },
    },
  },
  gpu: { enabled: true, count: true, type: true, model: true, productLabel: true },
  rollout: { spareGpus: true },
  strategy: { rollingUpdate: true },
  resources: true,
  externalSecrets: true,
  service: { type: true, port: true, targetPort: true },
  healthChecks: { liveness: true, readiness: true, startup: true },
  networkPolicy: true,
  podDisruptionBudget: { enabled: true, minAvailable: true, maxUnavailable: true },
  hooks: { modelPrefetch: { enabled: true }, prediction: { path: true, body: true } },
});
const { serving } = inferenceServiceValues.shape.model.shape;

const ingressValues = z
  .object({
    enabled: z.boolean().default(false).describe('Make an Ingress.'),
    className: z.string().min(1).default('nginx').describe('Ingress class.'),
    annotations: inferenceServiceValues.shape.ingress.unwrap().shape.annotations,
    host: z
      .string()
      .regex(/^[-a-z0-9.]+$/, 'expected a host such as ml-api.example.com')
      .default('ml-api.example.com')
      .describe('Host of the requests.'),
    path: z
      .string()
      .regex(/^\/\S*$/, 'expected a path that begins with /')
      .default('/')
      .describe('Path of the requests, as a prefix.'),
    tls: z
      .object({
        enabled: z.boolean().default(false).describe('Serve by HTTPS.'),
        secretName: z
          .string()
          .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected the name of a Secret')
          .default('ml-api-tls')
          .describe('Secret with the certificate of the host.'),
      })
      .prefault({})
      .describe('Encryption.'),
  })
  .prefault({})
  .describe('HTTP routes from outside of the cluster.');

/** BERT on GPUs, its model on a volume that all replicas share. */
export const bertServing = defineChart({
  metadata: {
    name: 'bert-serving',
    version: '1.0.0',
    appVersion: '1.0.0',
    type: 'application',
    description: 'BERT on GPUs behind an HTTP interface',
    kubeVersion: '>=1.27.0-0',
    keywords: ['ml', 'machine-learning', 'inference', 'model-serving', 'bert'],
    home: 'https://example.com/bert-serving',
    sources: ['https://git.example.com/ml/bert-serving'],
    icon: 'https://example.com/bert-serving.png',
    maintainers: [{ name: 'ML Infrastructure Team', email: 'ml-infra@example.com' }],
    annotations: { category: 'MachineLearning', 'artifacthub.io/license': 'Apache-2.0' },
  },
  values: service.safeExtend({
    model: service.shape.model.extend({ batchSize: serving.unwrap().shape.batchSize }),
    ingress: ingressValues,
    env: z
      .record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'expected the name of a variable'), z.string())
      .default({})
      .describe('Further environment variables of the server.'),
    secrets: z
      .array(z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected the name of a Secret'))
      .default([])
      .describe('Secrets whose keys become variables of the server; externalSecrets makes them.'),
  }),
  constructs: (scope, { model: { batchSize, ...model }, ingress, env, secrets, ...values }) => {
    const { host, path, tls } = ingress;
    new InferenceService(scope, 'bert', {
      ...values,
      // PyTorch hands tensors from process to process through it.
      sharedMemory: { enabled: values.gpu.enabled },
      model: { ...model, framework: 'pytorch', serving: { batchSize } },
      ingress: {
        enabled: ingress.enabled,
        className: ingress.className,
        annotations: ingress.annotations,
        hosts: [{ host, paths: [{ path, pathType: 'Prefix' }] }],
        tls: tls.enabled ? [{ hosts: [host], secretName: tls.secretName }] : [],
      },
      extraEnv: Object.entries(env).map(([name, value]) => ({ name, value })),
      extraEnvFrom: secrets.map((name) => ({ secretRef: { name } })),
    });
  },
});
