import { z } from 'zod';
import { withPresets } from '../values/presets/with-presets';
import { withRules } from '../values/rules/with-rules';
import { apiValues } from './api';
import { cacheValues, redisValues } from './cache';
import { connectionUrlsValues } from './connection-urls';
import { databaseValues, postgresqlValues } from './database';
import { deploymentValues } from './deployment';
import { disruptionRules } from './disruption-rules';
import { drainValues } from './drain';
import { externalSecretsValues } from './external-secret';
import { flaskValues } from './flask';
import { gpuValues } from './gpu';
import { grafanaDashboardValues } from './grafana-dashboard';
import { healthChecksValues } from './health-checks';
import { autoscalingValues } from './horizontal-pod-autoscaler';
import { identityRules } from './identity-rules';
import { imageValues } from './image';
import { ingressValues } from './ingress';
import { metricsValues, SCRAPE_ANNOTATIONS } from './metrics';
import { modelValues } from './model';
import { nameValues } from './names';
import { networkPolicyValues } from './network-policy';
import { persistenceValues } from './persistence';
import { podExtraValues, podValues } from './pod';
import { podDisruptionBudgetValues } from './pod-disruption-budget';
import { prometheusRuleValues } from './prometheus-rule';
import { resourcesValues } from './resources';
import { rolloutRules } from './rollout-rules';
import { kedaValues } from './scaled-object';
import { sealedSecretsValues } from './sealed-secret';
import { securityContextValues } from './security-context';
import { serverValues } from './server';
import { serverContainerValues } from './server-container';
import { SERVER_PRESETS } from './server-presets';
import { serviceValues } from './service';
import { serviceAccountValues } from './service-account';
import { serviceMonitorValues } from './service-monitor';
import { sharedMemoryValues } from './shared-memory';
import { startupValues } from './startup';
import { temporaryFilesValues } from './temporary-files';

const { replicaCount, strategy, rollout } = deploymentValues;
const { imagePullSecrets, ...scheduling } = podValues;

/** Everything that configures an inference service; the order is that of `values.yaml`. */
const values = z.object({
  ...nameValues,
  image: imageValues,
  imagePullSecrets,
  serviceAccount: serviceAccountValues,
  replicaCount,
  autoscaling: autoscalingValues,
  keda: kedaValues,
  server: serverValues,
  model: modelValues,
  flask: flaskValues,
  api: apiValues,
  gpu: gpuValues,
  resources: resourcesValues,
  postgresql: postgresqlValues,
  redis: redisValues,
  database: databaseValues,
  cache: cacheValues,
  connectionUrls: connectionUrlsValues,
  externalSecrets: externalSecretsValues,
  sealedSecrets: sealedSecretsValues,
  service: serviceValues,
  ingress: ingressValues,
  healthChecks: healthChecksValues,
  securityContext: securityContextValues,
  temporaryFiles: temporaryFilesValues,
  sharedMemory: sharedMemoryValues,
  networkPolicy: networkPolicyValues,
  podDisruptionBudget: podDisruptionBudgetValues,
  metrics: metricsValues,
  serviceMonitor: serviceMonitorValues,
  prometheusRule: prometheusRuleValues,
  grafanaDashboard: grafanaDashboardValues,
  persistence: persistenceValues,
  strategy,
  rollout,
  startup: startupValues,
  drain: drainValues,
  ...scheduling,
  ...serverContainerValues,
  ...podExtraValues,
});

/** The same, with what holds between the values and what follows from the server. */
export const inferenceServiceValues = withPresets(
  withRules(
    withRules(values, (vocabulary) => [
      ...disruptionRules(vocabulary),
      ...rolloutRules(vocabulary),
      ...identityRules(vocabulary),
    ]),
    ({ forbidden, required, requiredApi, isTrue, isSet, isSame, equals, hasKey, valueAt, words, not, all, any }) => [
      forbidden(isTrue('serviceMonitor.enabled'), { when: not(isTrue('metrics.enabled')) }),
      forbidden(equals('image.tag', 'latest'), {
        when: all(equals('flask.env', 'production'), not(isSet('image.digest'))),
        message: words`latest moves: replicas of one release may run different versions, and a rollback changes nothing; set this to the version that it stands for, or ${'image.digest'} (or ${'flask.env'} to what this is, where it is not production)`,
      }),
      forbidden(isTrue('keda.enabled'), { when: isTrue('autoscaling.enabled') }),
      requiredApi('keda.sh/v1alpha1', { when: isTrue('keda.enabled') }),
      requiredApi('monitoring.coreos.com/v1', { when: isTrue('serviceMonitor.enabled') }),
      requiredApi('external-secrets.io/v1', { when: isSet('externalSecrets') }),
      requiredApi('bitnami.com/v1alpha1', { when: isSet('sealedSecrets') }),
      forbidden('database.host', { when: isTrue('postgresql.enabled') }),
      forbidden('cache.host', { when: isTrue('redis.enabled') }),
      forbidden(any(isSame('metrics.port', 'service.targetPort'), isSame('metrics.port', 'service.port')), {
        when: all(isTrue('metrics.enabled'), isSet('metrics.port')),
        message: words`port ${valueAt('metrics.port')} is taken by service; leave ${'metrics.port'} out where the server has its metrics on the HTTP port`,
      }),
      forbidden(
        any(
          isSame('service.grpc.port', 'service.targetPort'),
          isSame('service.grpc.port', 'service.port'),
          all(isTrue('metrics.enabled'), isSame('service.grpc.port', 'metrics.port')),
        ),
        {
          when: isTrue('service.grpc.enabled'),
          message: words`port ${valueAt('service.grpc.port')} is taken by ${'service.targetPort'}, ${'service.port'} or ${'metrics.port'}; give gRPC another one`,
        },
      ),
      forbidden(equals('healthChecks.protocol', 'grpc'), { when: not(isTrue('service.grpc.enabled')) }),
      required('metrics.names.failureMatchers', { when: isSet('metrics.names.failures') }),
      required('metrics.names.requests', { when: isSet('metrics.names.failures') }),
      requiredApi('monitoring.coreos.com/v1', { when: isTrue('prometheusRule.enabled') }),
      ...Object.values(SCRAPE_ANNOTATIONS).map((annotation) =>
        forbidden(hasKey('service.annotations', annotation), {
          when: all(isTrue('metrics.enabled'), isTrue('metrics.annotations')),
          message: words`${'metrics.annotations'} sets this annotation; remove it here, or set that to false`,
        }),
      ),
      forbidden(hasKey('nodeSelector', valueAt('gpu.productLabel')), {
        when: all(isTrue('gpu.enabled'), isSet('gpu.model')),
        message: words`${'gpu.model'} sets this label; remove it here`,
      }),
      ...(['resources.requests', 'resources.limits'] as const).map((quantities) =>
        forbidden(hasKey(quantities, valueAt('gpu.type')), {
          when: isTrue('gpu.enabled'),
          message: words`${'gpu.count'} sets this resource while ${'gpu.enabled'} is true; remove it here`,
        }),
      ),
    ],
  ),
  'server.profile',
  SERVER_PRESETS,
);

/** Validated values, with all defaults filled in. */
export type InferenceServiceValues = z.output<typeof inferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type InferenceServiceProps = z.input<typeof values>;
