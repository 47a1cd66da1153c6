import { z } from 'zod';
import { defineChart, InferenceService, inferenceServiceValues, pickValues, postgresql, redis } from '../../lib';

const database = postgresql({ tags: ['database'] });
const cache = redis({ tags: ['cache'] });

const { flask, healthChecks, model } = inferenceServiceValues.shape;
const { liveness, readiness, startup } = healthChecks.unwrap().shape;
const serving = model.shape.serving.unwrap().shape;

const flaskValues = flask
  .unwrap()
  .pick({ env: true, debug: true, logLevel: true, secretKey: true })
  .extend({
    appName: z
      .string()
      .regex(/^[-A-Za-z0-9._]+$/, 'expected a name such as flask-app')
      .default('flask-app')
      .describe('Name that the application calls itself. APP_NAME.'),
    workers: serving.workers,
    threads: serving.threads,
  })
  .prefault({})
  .describe('Settings of the application, which reach it as environment variables.');

const mlModelValues = z
  .object({
    enabled: z.boolean().default(false).describe('Serve a model.'),
    modelPath: z
      .string()
      .regex(/^\/models\/\S+$/, 'expected a file in /models')
      .default('/models/model.pkl')
      .describe('File of the model. MODEL_PATH.'),
    modelVersion: z
      .string()
      .regex(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, 'expected a version such as 1.0.0')
      .default('1.0.0')
      .describe('Version of the model, also a label. MODEL_VERSION.'),
    modelType: z
      .string()
      .regex(/^[-A-Za-z0-9._]+$/, 'expected a framework such as sklearn')
      .default('sklearn')
      .describe('Framework of the model. MODEL_TYPE.'),
    batchSize: z.int().min(1).default(32).describe('Most requests in one batch. BATCH_SIZE.'),
    url: z
      .string()
      .regex(/^(https?:\/\/\S+\/\S+)?$/, 'expected the URL of a file, or empty text')
      .default('')
      .describe(
        'Where the file is downloaded from before the application starts; its name is that of modelPath. Empty: it is in the image.',
      ),
  })
  .prefault({})
  .describe('The model, if the application has one.');

/** A Flask application, with or without a model. */
export const flaskApp = defineChart({
  metadata: {
    name: 'flask-app',
    version: '1.0.0',
    appVersion: '1.0.0',
    type: 'application',
    description: 'Flask application with an optional model, database and cache',
    kubeVersion: '>=1.27.0-0',
    keywords: ['flask', 'python', 'ml', 'machine-learning', 'inference'],
    home: 'https://example.com/flask-app',
    sources: ['https://git.example.com/ml/flask-app'],
    icon: 'https://example.com/flask-app.png',
    maintainers: [{ name: 'ML Infrastructure Team', email: 'ml-infra@example.com' }],
    annotations: { category: 'MachineLearning', 'artifacthub.io/license': 'Apache-2.0' },
    dependencies: [database, cache],
  },
  values: pickValues(inferenceServiceValues, {
    nameOverride: true,
    fullnameOverride: true,
    image: true,
    imagePullSecrets: true,
    serviceAccount: true,
    replicaCount: true,
    strategy: true,
    autoscaling: {
      enabled: true,
      minReplicas: true,
      maxReplicas: true,
      targetCPUUtilizationPercentage: true,
      targetMemoryUtilizationPercentage: true,
    },
    server: { profile: ['flask'], drainSeconds: true },
    resources: true,
    postgresql: true,
    redis: true,
    database: true,
    cache: true,
    connectionUrls: true,
    service: { type: true, port: true, targetPort: true, annotations: true },
    ingress: true,
    securityContext: { runAsUser: true, runAsGroup: true, fsGroup: true, readOnlyRootFilesystem: true },
    networkPolicy: true,
    podDisruptionBudget: true,
    serviceMonitor: true,
    persistence: true,
    podAnnotations: true,
    podLabels: true,
    nodeSelector: true,
    affinity: true,
    tolerations: true,
    terminationGracePeriodSeconds: true,
    lifecycle: true,
    extraEnv: true,
    extraEnvFrom: true,
    extraVolumes: true,
    extraVolumeMounts: true,
    initContainers: true,
    sidecars: true,
  }).safeExtend({
    ...database.values,
    ...cache.values,
    flask: flaskValues,
    mlModel: mlModelValues,
    healthCheck: z
      .object({ livenessProbe: liveness, readinessProbe: readiness, startupProbe: startup })
      .prefault({})
      .describe('How the kubelet finds out whether the application works.'),
  }),
  constructs: (
    scope,
    { flask: { appName, workers, threads, ...flask }, mlModel, healthCheck, extraEnv, ...values },
  ) => {
    new InferenceService(scope, 'app', {
      ...values,
      flask,
      model: {
        name: 'flask-app',
        version: mlModel.modelVersion,
        serving: { workers, threads, ...(mlModel.enabled && { batchSize: mlModel.batchSize }) },
        storage: mlModel.enabled && mlModel.url !== '' ? { type: 'http', http: { urls: [mlModel.url] } } : {},
      },
      healthChecks: {
        liveness: healthCheck.livenessProbe,
        readiness: healthCheck.readinessProbe,
        startup: healthCheck.startupProbe,
      },
      extraEnv: [
        { name: 'APP_NAME', value: appName },
        ...(mlModel.enabled
          ? [
              { name: 'MODEL_PATH', value: mlModel.modelPath },
              { name: 'MODEL_TYPE', value: mlModel.modelType },
            ]
          : []),
        ...extraEnv,
      ],
    });
  },
});
