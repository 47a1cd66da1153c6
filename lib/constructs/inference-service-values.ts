import { z } from 'zod';
import { apiValues } from './api';
import { cacheValues, redisValues } from './cache';
import { databaseValues, postgresqlValues } from './database';
import { deploymentValues } from './deployment';
import { flaskValues } from './flask';
import { gpuValues } from './gpu';
import { healthChecksValues } from './health-checks';
import { autoscalingValues } from './horizontal-pod-autoscaler';
import { imageValues } from './image';
import { ingressValues } from './ingress';
import { metricsValues } from './metrics';
import { modelValues } from './model';
import { nameValues } from './names';
import { networkPolicyValues } from './network-policy';
import { persistenceValues } from './persistence';
import { podExtraValues, podValues } from './pod';
import { podDisruptionBudgetValues } from './pod-disruption-budget';
import { resourcesValues } from './resources';
import { securityContextValues } from './security-context';
import { serverContainerValues } from './server-container';
import { serviceValues } from './service';
import { serviceAccountValues } from './service-account';
import { serviceMonitorValues } from './service-monitor';
import { temporaryFilesValues } from './temporary-files';

const { replicaCount, strategy } = deploymentValues;
const { imagePullSecrets, ...scheduling } = podValues;

/** Everything that configures an inference service; the order is that of `values.yaml`. */
export const inferenceServiceValues = z
  .object({
    ...nameValues,
    image: imageValues,
    imagePullSecrets,
    serviceAccount: serviceAccountValues,
    replicaCount,
    autoscaling: autoscalingValues,
    model: modelValues,
    flask: flaskValues,
    api: apiValues,
    gpu: gpuValues,
    resources: resourcesValues,
    postgresql: postgresqlValues,
    redis: redisValues,
    database: databaseValues,
    cache: cacheValues,
    service: serviceValues,
    ingress: ingressValues,
    healthChecks: healthChecksValues,
    securityContext: securityContextValues,
    temporaryFiles: temporaryFilesValues,
    networkPolicy: networkPolicyValues,
    podDisruptionBudget: podDisruptionBudgetValues,
    metrics: metricsValues,
    serviceMonitor: serviceMonitorValues,
    persistence: persistenceValues,
    strategy,
    ...scheduling,
    ...serverContainerValues,
    ...podExtraValues,
  })
  .superRefine(({ serviceMonitor, metrics, service, gpu, resources }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });

    if (serviceMonitor.enabled && !metrics.enabled) {
      refuse(
        ['serviceMonitor', 'enabled'],
        'a ServiceMonitor has nothing to scrape while metrics.enabled is false; set it to true, or this to false',
      );
    }
    if (metrics.enabled && (metrics.port === service.targetPort || metrics.port === service.port)) {
      refuse(
        ['metrics', 'port'],
        `port ${metrics.port} is taken by service; leave metrics.port out where the server has its metrics on the HTTP port`,
      );
    }
    for (const list of ['requests', 'limits'] as const) {
      if (gpu.enabled && gpu.type in resources[list]) {
        refuse(['resources', list, gpu.type], 'gpu.count sets this resource while gpu.enabled is true; remove it here');
      }
    }
  });

/** Validated values, with all defaults filled in. */
export type InferenceServiceValues = z.output<typeof inferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type InferenceServiceProps = z.input<typeof inferenceServiceValues>;
