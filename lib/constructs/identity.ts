import type { Release } from '../release/release';
import { COMPONENT_LABEL, MEMBER_LABEL } from './labels';
import type { ObjectMeta } from './manifest';
import type { ModelValues } from './model';
import { nonEmpty } from './non-empty';

/** What the objects of one inference service have in common: names, labels and selector. */
export class ServiceIdentity {
  /**
   * @param suffix is appended to every name and sets the services of one chart apart, by the label
   * `app.kubernetes.io/component`
   */
  constructor(
    readonly release: Release,
    protected readonly model: Pick<ModelValues, 'name' | 'version' | 'framework'>,
    protected readonly suffix?: string,
  ) {}

  /** Whose objects the pods use where they need none of their own: the service account, claims, files of the server. */
  get shared(): ServiceIdentity {
    return this;
  }

  /** The name that most objects of the service have; with a part, that of a second object of a kind. */
  name(part?: string): string {
    const parts = [this.suffix, part].filter((text) => text !== undefined);
    return parts.length > 0 ? this.release.fullname(parts.join('-')) : this.release.fullname();
  }

  /** Gives text that several objects share a named template in the chart, one for each service. */
  helper(name: string, text: string): string {
    return this.release.helper(this.suffix === undefined ? name : `${this.suffix}.${name}`, text);
  }

  /** The labels that select the service's pods. They never change during the life of a release. */
  get selectorLabels(): Record<string, string> {
    return { ...this.release.selectorLabels, ...this.componentLabel };
  }

  /** The labels that select the service's pods, in each of its versions, and those of its hooks. */
  get memberLabels(): Record<string, string> {
    return { 'app.kubernetes.io/instance': this.release.name, [MEMBER_LABEL]: this.shared.name() };
  }

  /** The labels of the service's pods. */
  get podLabels(): Record<string, string> {
    return { ...this.selectorLabels, [MEMBER_LABEL]: this.shared.name(), ...this.modelLabels };
  }

  /** The labels of the service's objects. */
  get labels(): Record<string, string> {
    return { ...this.release.labels, ...this.componentLabel, ...this.modelLabels };
  }

  /** The metadata of an object; `labels` come on top of those that every object carries. */
  metadata(
    extra: { name?: string; labels?: Record<string, string>; annotations?: Record<string, string> } = {},
  ): ObjectMeta {
    return {
      name: extra.name ?? this.name(),
      namespace: this.release.namespace,
      labels: { ...this.labels, ...extra.labels },
      annotations: nonEmpty(extra.annotations ?? {}),
    };
  }

  private get componentLabel(): Record<string, string> {
    return this.suffix === undefined ? {} : { [COMPONENT_LABEL]: this.suffix };
  }

  private get modelLabels(): Record<string, string> {
    return {
      'model-name': this.model.name,
      'model-version': this.model.version,
      ...(this.model.framework !== '' && { 'model-framework': this.model.framework }),
    };
  }
}
