import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Release } from '../release/release';
import type { InferenceServiceProps } from './inference-service-values';

/** The release around a service; outside of a `HelmApp`, one named after the cdk8s chart, with the service's overrides. */
export function releaseOf(scope: Construct, props: InferenceServiceProps): Release {
  return Release.provided(scope) ?? standaloneRelease(scope, props);
}

/** A release named after the cdk8s chart, with the overrides that a `HelmApp`'s release would know. */
function standaloneRelease(scope: Construct, props: InferenceServiceProps): Release {
  const chart = Chart.of(scope);
  return new Release({
    release: chart.node.id,
    chart: chart.node.id,
    managedBy: 'cdk8s',
    namespace: chart.namespace,
    nameOverride: props.nameOverride,
    fullnameOverride: props.fullnameOverride,
  });
}
