import { App, Chart } from 'cdk8s';
import { InferenceService, type InferenceServiceOptions } from '../../../lib/inference/inference-service';
import type { InferenceServiceProps } from '../../../lib/inference/inference-service-values';

// biome-ignore lint/suspicious/noExplicitAny: tests look into manifests of every kind
export type AnyManifest = any;

/** The least that a service needs. */
export const MINIMAL: InferenceServiceProps = {
  image: { repository: 'registry.example.com/ml/sentiment', tag: '1.0.0' },
  model: { name: 'sentiment', version: 'v1' },
};

/** An inference service alone in a plain cdk8s chart named `ml`, in the namespace `serving`. */
export function buildService(props: Partial<InferenceServiceProps> = {}, options?: InferenceServiceOptions) {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  const service = new InferenceService(chart, 'inference', { ...MINIMAL, ...props }, options);
  const manifests: AnyManifest[] = chart.toJson();
  const find = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
  const podSpec = find('Deployment').spec.template.spec;
  return {
    chart,
    service,
    manifests,
    /** The first manifest of a kind. */
    find,
    podSpec,
    server: podSpec.containers[0] as AnyManifest,
    environment: find('ConfigMap').data as Record<string, string>,
  };
}

/** The problems that are found in values, one a line, without the headline. */
export function problemsOf(props: object, options?: InferenceServiceOptions): string[] {
  try {
    buildService(props, options);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** What synth finds wrong with a service whose values fit the schema. */
export function validationsOf(props: object): string[] {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  return new InferenceService(chart, 'inference', { ...MINIMAL, ...props }).node.validate();
}
