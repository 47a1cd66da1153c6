import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ingress } from '../constructs/ingress';
import type { InferenceServiceValues } from '../inference/inference-service-values';
import type { VariantIdentity } from './variant-identity';

/** @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary */
export const CANARY_ANNOTATIONS = {
  canary: 'nginx.ingress.kubernetes.io/canary',
  weight: 'nginx.ingress.kubernetes.io/canary-weight',
} as const;

/**
 * A second Ingress of the same hosts and paths, from which ingress-nginx takes no more than the backend and its share:
 * certificates and all other annotations are those of the first, and are not asked for twice.
 */
export function canaryIngress(
  scope: Construct,
  identity: VariantIdentity,
  values: InferenceServiceValues['ingress'],
  weight: number,
  annotations: Record<string, string>,
): ApiObject | undefined {
  return ingress(scope, identity, {
    ...values,
    tls: [],
    annotations: {
      [CANARY_ANNOTATIONS.canary]: 'true',
      [CANARY_ANNOTATIONS.weight]: String(weight),
      ...annotations,
    },
  });
}
