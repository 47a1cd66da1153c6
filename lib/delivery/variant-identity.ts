import { ServiceIdentity } from '../constructs/identity';
import type { ModelValues } from '../constructs/model';
import type { Track } from './delivery-values';

/** The label that the pods of a second version are selected by. Its value is the name of their Deployment. */
export const TRACK_LABEL = 'track';

export interface VariantIdentityProps {
  readonly track: Track;
  /** The model that the second version serves. */
  readonly model: Pick<ModelValues, 'name' | 'version' | 'framework'>;
  /** Whether the Service of the first version sends requests to these pods too. */
  readonly sharesService: boolean;
  /** That of the service. @default none */
  readonly suffix?: string;
}

/**
 * The second version of a service. The service selects its pods by labels that were there before, and that do not change:
 * so these pods have another `app.kubernetes.io/name`, unless the service is to send requests to them as well. Their own
 * selector is without that label, because it does not change either.
 */
export class VariantIdentity extends ServiceIdentity {
  constructor(
    private readonly props: VariantIdentityProps,
    private readonly service: ServiceIdentity,
  ) {
    const version = service.helper('variant.modelVersion', props.model.version);
    super(service.release, { ...props.model, version }, props.suffix);
  }

  override get shared(): ServiceIdentity {
    return this.service;
  }

  override name(part?: string): string {
    const { track } = this.props;
    if (part !== undefined) return super.name(`${track}-${part}`);
    return this.helper('variant.name', super.name(track));
  }

  override get selectorLabels(): Record<string, string> {
    return { 'app.kubernetes.io/instance': this.release.name, [TRACK_LABEL]: this.name() };
  }

  override get podLabels(): Record<string, string> {
    const labels = { ...super.podLabels, ...this.shared.selectorLabels, [TRACK_LABEL]: this.name() };
    return this.props.sharesService ? labels : { ...labels, 'app.kubernetes.io/name': this.name() };
  }

  override get labels(): Record<string, string> {
    return { ...super.labels, [TRACK_LABEL]: this.name() };
  }
}
