import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceIdentity } from '../constructs/identity';
import { ValuesError } from '../errors';
import { completed, writtenValues } from '../inference/complete-values';
import { InferenceService } from '../inference/inference-service';
import type { InferenceServiceValues } from '../inference/inference-service-values';
import { releaseOf } from '../inference/release-of';
import { Release } from '../release/release';
import type { PartOf } from '../values/presets/with-presets';
import { checkValues } from '../values/validate';
import { canaryWeight, type DeliveryValues, sharesService, trackOf } from './delivery-values';
import { httpRoute } from './http-route';
import {
  type ProgressiveInferenceServiceProps,
  type ProgressiveInferenceServiceValues,
  progressiveInferenceServiceValues,
} from './progressive-inference-service-values';
import { Variant, type VariantProps } from './variant';
import { VariantIdentity } from './variant-identity';
import { valuesOfVariant } from './variant-values';

export interface ProgressiveInferenceServiceOptions {
  /** As for an {@link InferenceService}: needed where a chart has several services. @default none */
  readonly suffix?: string;
}

/**
 * An {@link InferenceService} and a second version of it, by `delivery`: as a canary, or as green beside blue. The objects
 * of the service are those of an `InferenceService`, so that one that is deployed already may become progressive.
 *
 * Throws {@link ValuesError} with every problem where the values do not fit {@link progressiveInferenceServiceValues}.
 */
export class ProgressiveInferenceService extends Construct {
  readonly inferenceService: InferenceService;
  /** The second version, unless `delivery.type` is none. */
  readonly variant?: Variant;
  readonly httpRoute?: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    props: ProgressiveInferenceServiceProps,
    { suffix }: ProgressiveInferenceServiceOptions = {},
  ) {
    super(scope, id);
    const provided = Release.provided(this);
    if (!provided?.isTracing) this.check(props, provided !== undefined);

    const { delivery: _delivery, httpRoute: _httpRoute, ...serviceProps } = props;
    const values = completed(progressiveInferenceServiceValues, props) as ProgressiveInferenceServiceValues;
    const { delivery } = values;
    const identity = new ServiceIdentity(releaseOf(this, serviceProps), values.model, suffix);
    const written = writtenValues(values, serviceProps);
    const second = secondVersion(values, written, identity, suffix);

    this.inferenceService = new InferenceService(this, 'service', serviceProps, {
      ...(suffix !== undefined && { suffix }),
      ...(second && isGreenActive(delivery) && { servedBy: second.identity }),
    });
    if (second) {
      const files = this.inferenceService.serverFiles;
      this.variant = new Variant(this, 'variant', { ...second, delivery, ...(files && { files }) });
    }
    const weight = canaryWeight(delivery, 'httpRoute');
    const canary = second && weight !== undefined ? { name: second.identity.name(), weight } : undefined;
    this.httpRoute = httpRoute(this, identity, values.httpRoute, values.service.port, canary);
  }

  private check(props: ProgressiveInferenceServiceProps, isInRelease: boolean): void {
    const problems = checkValues(progressiveInferenceServiceValues, props).filter(
      // The values of a whole chart hold more than this service knows.
      ({ code }) => !isInRelease || code !== 'values/unknown-key',
    );
    if (problems.length > 0) throw new ValuesError(`The values do not fit ${this.node.path}:`, problems);
  }
}

function isGreenActive({ type, blueGreen }: DeliveryValues): boolean {
  return type === 'blueGreen' && blueGreen.active === 'green';
}

/** Who the second version is and what it runs with, if there is one. */
function secondVersion(
  serviceValues: ProgressiveInferenceServiceValues,
  written: PartOf<InferenceServiceValues>,
  service: ServiceIdentity,
  suffix: string | undefined,
): Pick<VariantProps, 'identity' | 'values' | 'written'> | undefined {
  const { delivery } = serviceValues;
  const track = trackOf(delivery);
  if (track === undefined) return undefined;
  const values = valuesOfVariant(serviceValues, delivery.variant, service, written);
  const props = { track, model: values.model, sharesService: sharesService(delivery) };
  return {
    values,
    written,
    identity: new VariantIdentity({ ...props, ...(suffix !== undefined && { suffix }) }, service),
  };
}
