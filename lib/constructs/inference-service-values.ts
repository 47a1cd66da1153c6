import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
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
import { kedaValues } from './scaled-object';
import { securityContextValues } from './security-context';
import { serverContainerValues } from './server-container';
import { serviceValues } from './service';
import { serviceAccountValues } from './service-account';
import { serviceMonitorValues } from './service-monitor';
import { temporaryFilesValues } from './temporary-files';

const { replicaCount, strategy } = deploymentValues;
const { imagePullSecrets, ...scheduling } = podValues;

/** Everything that configures an inference service; the order is that of `values.yaml`. */
export const inferenceServiceValues = withRules(
  z.object({
    ...nameValues,
    image: imageValues,
    imagePullSecrets,
    serviceAccount: serviceAccountValues,
    replicaCount,
    autoscaling: autoscalingValues,
    keda: kedaValues,
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
  }),
  ({ forbidden, requiredApi, isTrue, isSet, isSame, hasKey, valueAt, words, not, all, any }) => [
    forbidden(isTrue('serviceMonitor.enabled'), { when: not(isTrue('metrics.enabled')) }),
    forbidden(isTrue('keda.enabled'), { when: isTrue('autoscaling.enabled') }),
    requiredApi('keda.sh/v1alpha1', { when: isTrue('keda.enabled') }),
    requiredApi('monitoring.coreos.com/v1', { when: isTrue('serviceMonitor.enabled') }),
    forbidden(any(isSame('metrics.port', 'service.targetPort'), isSame('metrics.port', 'service.port')), {
      when: all(isTrue('metrics.enabled'), isSet('metrics.port')),
      message: words`port ${valueAt('metrics.port')} is taken by service; leave ${'metrics.port'} out where the server has its metrics on the HTTP port`,
    }),
    ...(['resources.requests', 'resources.limits'] as const).map((quantities) =>
      forbidden(hasKey(quantities, valueAt('gpu.type')), {
        when: isTrue('gpu.enabled'),
        message: words`${'gpu.count'} sets this resource while ${'gpu.enabled'} is true; remove it here`,
      }),
    ),
  ],
);

/** Validated values, with all defaults filled in. */
export type InferenceServiceValues = z.output<typeof inferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type InferenceServiceProps = z.input<typeof inferenceServiceValues>;
