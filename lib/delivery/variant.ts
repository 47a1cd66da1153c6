import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap } from '../constructs/config-map';
import { deployment } from '../constructs/deployment';
import { horizontalPodAutoscaler } from '../constructs/horizontal-pod-autoscaler';
import { networkPolicy } from '../constructs/network-policy';
import { podDisruptionBudget } from '../constructs/pod-disruption-budget';
import { prometheusRule } from '../constructs/prometheus-rule';
import { scaledObject } from '../constructs/scaled-object';
import { service } from '../constructs/service';
import { hookNetworkPolicy } from '../hooks/hook-network-policy';
import type { InferenceServiceValues } from '../inference/inference-service-values';
import type { PartOf } from '../values/presets/with-presets';
import { canaryIngress } from './canary-ingress';
import { canaryWeight, type DeliveryValues, sharesService } from './delivery-values';
import type { VariantIdentity } from './variant-identity';

export interface VariantProps {
  readonly identity: VariantIdentity;
  /** What the second version runs with. */
  readonly values: InferenceServiceValues;
  /** The part of the service's values that somebody has written, or that the values of the chart have. */
  readonly written: PartOf<InferenceServiceValues>;
  readonly delivery: DeliveryValues;
  /** The ConfigMap with the server's files, which both versions share. @default none */
  readonly files?: ApiObject;
}

/** The second version of a service: its own pods and settings, and what is about these pods. */
export class Variant extends Construct {
  readonly configMap: ApiObject;
  readonly deployment: ApiObject;
  /** Of a canary by nginx or HTTPRoute, the Service in front of its pods; of blue and green, the preview. */
  readonly service?: ApiObject;
  readonly ingress?: ApiObject;
  readonly horizontalPodAutoscaler?: ApiObject;
  readonly scaledObject?: ApiObject;
  readonly podDisruptionBudget?: ApiObject;
  readonly networkPolicy?: ApiObject;
  readonly hookNetworkPolicy?: ApiObject;
  readonly prometheusRule?: ApiObject;

  constructor(scope: Construct, id: string, { identity, values, written, delivery, files }: VariantProps) {
    super(scope, id);
    this.configMap = configMap(this, identity, values, written);
    this.deployment = deployment(this, identity, values, this.configMap, files);
    this.service = ownService(this, identity, values, delivery);
    const weight = canaryWeight(delivery, 'nginx');
    if (weight !== undefined) {
      this.ingress = canaryIngress(this, identity, values.ingress, weight, delivery.canary.annotations);
    }
    this.horizontalPodAutoscaler = horizontalPodAutoscaler(this, identity, values.autoscaling);
    this.scaledObject = scaledObject(this, identity, values.keda);
    this.podDisruptionBudget = ownDisruptionBudget(this, identity, values, delivery);
    this.networkPolicy = networkPolicy(this, identity, values.networkPolicy);
    if (delivery.type === 'blueGreen') {
      // The smoke test asks whatever is behind the Service.
      this.hookNetworkPolicy = hookNetworkPolicy(this, identity, { ...values.networkPolicy, egress: [] });
    }
    // Further rules are about anything, and are there once, with those of the service.
    this.prometheusRule = prometheusRule(this, identity, { ...values.prometheusRule, rules: [] }, values.metrics);
  }
}

/** A Service inside of the cluster, whatever the type of the one that requests come in by: nobody else is to find it. */
function ownService(
  scope: Construct,
  identity: VariantIdentity,
  { service: values, metrics }: InferenceServiceValues,
  delivery: DeliveryValues,
): ApiObject | undefined {
  if (sharesService(delivery)) return undefined;
  const inside = { ...values, type: 'ClusterIP' as const, annotations: {} };
  if (delivery.type === 'canary') return service(scope, identity, inside, metrics);
  const idle = delivery.blueGreen.active === 'green' ? identity.shared : identity;
  return service(scope, idle, inside, metrics, identity.shared.name('preview'));
}

/**
 * As for the service where it has as many replicas. Of a number of its own, for which the figures of the service say
 * nothing, one after the other may go: that never blocks a drain. And no pod may have two budgets.
 */
function ownDisruptionBudget(
  scope: Construct,
  identity: VariantIdentity,
  { podDisruptionBudget: budget }: InferenceServiceValues,
  delivery: DeliveryValues,
): ApiObject | undefined {
  if (sharesService(delivery)) return undefined;
  const { enabled, unhealthyPodEvictionPolicy } = budget;
  const own = { enabled, unhealthyPodEvictionPolicy, blocksDrains: false, maxUnavailable: 1 };
  return podDisruptionBudget(scope, identity, delivery.variant.replicaCount === undefined ? budget : own);
}
