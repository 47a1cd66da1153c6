import { ProgressiveInferenceService } from '../../../lib/delivery/progressive-inference-service';
import { progressiveInferenceServiceValues } from '../../../lib/delivery/progressive-inference-service-values';
import { pickValues } from '../../../lib/values/parts/pick-values';
import { smallChart } from '../trace/small-chart';
import { HTTP_ROUTE, INGRESS } from './build-progressive-service';

/** What a second version has to do with; the rest of a service is as it is by default. */
const values = pickValues(progressiveInferenceServiceValues, {
  image: true,
  replicaCount: true,
  autoscaling: { enabled: true },
  keda: { enabled: true, triggers: true },
  server: { args: true, env: true },
  model: {
    name: true,
    version: true,
    storage: {
      type: ['none', 'huggingface', 'http', 'pvc', 'oci'],
      huggingface: { repository: true, revision: true },
      http: { urls: true },
      pvc: { enabled: true, existingClaim: true },
      oci: { repository: true, tag: true },
      checksums: true,
    },
  },
  ingress: true,
  networkPolicy: { enabled: true },
  podDisruptionBudget: { enabled: true, maxUnavailable: true },
  podLabels: true,
  extraEnv: true,
  httpRoute: true,
  delivery: true,
});

/** A chart of a service with a second version. */
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
        replicaCount: 3,
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
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
    constructs: (scope, values) => {
      new ProgressiveInferenceService(scope, 'inference', { ...values, hooks: { smokeTest: { enabled: false } } });
    },
  });
}
