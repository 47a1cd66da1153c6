import { App, Chart } from 'cdk8s';
import {
  ProgressiveInferenceService,
  type ProgressiveInferenceServiceOptions,
} from '../../../lib/delivery/progressive-inference-service';
import type { ProgressiveInferenceServiceProps } from '../../../lib/delivery/progressive-inference-service-values';
import { type AnyManifest, MINIMAL } from '../constructs/build-service';

/** A progressive service alone in a plain cdk8s chart named `ml`, in the namespace `serving`. */
export function buildProgressiveService(
  props: Partial<ProgressiveInferenceServiceProps> = {},
  options?: ProgressiveInferenceServiceOptions,
) {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  const service = new ProgressiveInferenceService(chart, 'inference', { ...MINIMAL, ...props }, options);
  const manifests: AnyManifest[] = chart.toJson();
  return {
    service,
    manifests,
    /** The object of a kind and name. */
    find: (kind: string, name: string) =>
      manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name),
  };
}

/** Kind and name of every object. */
export function objectNames(manifests: readonly AnyManifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
}

/** The problems that are found in values, one a line, without the headline. */
export function progressiveProblems(props: object, options?: ProgressiveInferenceServiceOptions): string[] {
  try {
    buildProgressiveService(props, options);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** What routes need: an Ingress, and a Gateway. */
export const INGRESS = {
  enabled: true,
  className: 'nginx',
  annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
  hosts: [{ host: 'ml.example.com', paths: [{ path: '/', pathType: 'Prefix' as const }] }],
  tls: [{ secretName: 'tls', hosts: ['ml.example.com'] }],
};
export const HTTP_ROUTE = { enabled: true, parentRefs: [{ name: 'gateway' }] };
