import { z } from 'zod';
import { imageValues, pinnedTag } from '../../../lib/constructs/image';
import { ingressValues } from '../../../lib/constructs/ingress';
import { labels, labelValue, MODEL_LABELS, SELECTOR_LABELS } from '../../../lib/constructs/labels';
import type { EnvVar } from '../../../lib/constructs/manifest';
import { modelChecksums } from '../../../lib/constructs/model-storage';
import { namedStructures } from '../../../lib/constructs/pass-through';
import { OWN_VARIABLES, serverValues } from '../../../lib/constructs/server';
import { deliveryValues } from '../../../lib/delivery/delivery-values';
import { httpRouteValues } from '../../../lib/delivery/http-route';
import { ProgressiveInferenceService } from '../../../lib/delivery/progressive-inference-service';
import { deliveryRules } from '../../../lib/delivery/progressive-inference-service-values';
import { withRules } from '../../../lib/values/rules/with-rules';
import { smallChart } from '../trace/small-chart';
import { HTTP_ROUTE, INGRESS } from './build-progressive-service';

const toggle = () => z.object({ enabled: z.boolean().default(false) }).prefault({});

/** Where the model comes from, as far as a second version has something of its own to say about it. */
const storage = withRules(
  z.object({
    type: z.enum(['none', 'huggingface', 'http', 'pvc', 'oci']).default('none'),
    huggingface: z.object({ revision: labelValue().min(1).default('v1') }).prefault({}),
    pvc: z.object({ existingClaim: z.string().default('') }).prefault({}),
    oci: z.object({ tag: pinnedTag().default('') }).prefault({}),
    checksums: modelChecksums(),
  }),
  ({ forbidden, equals, any }) => [
    forbidden('checksums', { when: any(equals('type', 'none'), equals('type', 'pvc'), equals('type', 'oci')) }),
  ],
).prefault({});

const { args, env } = serverValues.unwrap().shape;

const schema = z.object({
  image: imageValues,
  replicaCount: z.int().min(0).default(1),
  autoscaling: toggle(),
  keda: toggle(),
  model: z.object({ name: labelValue().min(1), version: labelValue().min(1), storage }),
  podDisruptionBudget: toggle(),
  networkPolicy: toggle(),
  podLabels: labels([...SELECTOR_LABELS, ...MODEL_LABELS]),
  server: z.object({ args, env }).prefault({}),
  extraEnv: namedStructures<EnvVar>(OWN_VARIABLES),
  ingress: ingressValues,
  httpRoute: httpRouteValues,
  delivery: deliveryValues,
});

const values = withRules(
  withRules(schema, (vocabulary) => deliveryRules(vocabulary as never)),
  ({ forbidden, isTrue }) => [forbidden(isTrue('keda.enabled'), { when: isTrue('autoscaling.enabled') })],
);

/**
 * A chart of a progressive service that leaves most of the service as it is by default: what is traced is what a second
 * version does.
 */
export function progressiveChart() {
  return smallChart({
    values,
    base: {
      image: { repository: 'registry.example.com/ml/sentiment', tag: '1.0.0' },
      model: { name: 'sentiment', version: 'v1' },
    },
    environments: {
      dev: {},
      canary: {
        replicaCount: 9,
        delivery: { type: 'canary', variant: { replicaCount: 1, model: { version: 'v2' } } },
      },
      nginx: {
        ingress: INGRESS,
        podDisruptionBudget: { enabled: true },
        delivery: { type: 'canary', canary: { traffic: 'nginx', weight: 20 }, variant: { image: { tag: '2.0.0' } } },
      },
      route: {
        httpRoute: HTTP_ROUTE,
        autoscaling: { enabled: true },
        delivery: { type: 'canary', canary: { traffic: 'httpRoute' }, variant: { server: { args: ['--fast'] } } },
      },
      green: {
        networkPolicy: { enabled: true },
        delivery: { type: 'blueGreen', blueGreen: { active: 'green' }, variant: { model: { version: 'v2' } } },
      },
    },
    apiVersions: ['gateway.networking.k8s.io/v1', 'keda.sh/v1alpha1'],
    constructs: (scope, { model, ...values }) => {
      new ProgressiveInferenceService(scope, 'inference', {
        ...values,
        model: {
          ...model,
          storage: {
            ...model.storage,
            huggingface: { ...model.storage.huggingface, repository: 'example/sentiment' },
            http: { urls: ['https://example.com/v1/model.bin'] },
            pvc: { ...model.storage.pvc, enabled: true },
            oci: { ...model.storage.oci, repository: 'registry.example.com/models/sentiment' },
          },
        },
        keda: { ...values.keda, triggers: [{ type: 'cpu', metadata: { value: '70' } }] },
        // Whatever the number of replicas is, this is no mistake.
        podDisruptionBudget: { ...values.podDisruptionBudget, minAvailable: 1, blocksDrains: true },
        hooks: { smokeTest: { enabled: false } },
      });
    },
  });
}
