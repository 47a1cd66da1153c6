import { createHash } from 'node:crypto';
import { type ApiObject, Chart, Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isStableApi } from './kubernetes-apis';
import { chartName, fullname, type NameParts } from './names';

/** Everything a release is known by. */
export interface ReleaseProps extends NameParts {
  /** Namespace that the release goes to. */
  readonly namespace?: string;
  /** Version of the chart. */
  readonly chartVersion?: string;
  /** Version of the application that the chart deploys. */
  readonly appVersion?: string;
  /**
   * API versions that the cluster has beyond those of Kubernetes itself, as Helm writes them: `monitoring.coreos.com/v1`,
   * or `monitoring.coreos.com/v1/ServiceMonitor`. @default whichever are asked for
   */
  readonly apiVersions?: readonly string[];
  /** The sections of the values that are handed on to charts which are installed along. @default not known */
  readonly dependencies?: readonly string[];
  /** What `app.kubernetes.io/managed-by` says. @default Helm */
  readonly managedBy?: string;
}

const CONTEXT_KEY = 'cdk8s-inference.release';

/**
 * What a construct may ask about the release that it is part of. Each answer has two forms: plain text in manifests,
 * and a template expression or helper in the Helm chart (`.Release.Name`, `include "<chart>.fullname" .`). Constructs
 * that name their objects and write their labels through this class work in both.
 */
export class Release {
  /** The release of the nearest chart above `scope`; outside of a `HelmApp`, one named after that cdk8s `Chart`. */
  static of(scope: IConstruct): Release {
    const provided = Release.provided(scope);
    if (provided) return provided;
    const chart = Chart.of(scope);
    return new Release({
      release: chart.node.id,
      chart: chart.node.id,
      managedBy: 'cdk8s',
      ...(chart.namespace !== undefined && { namespace: chart.namespace }),
    });
  }

  /** The release that a `HelmApp` gave to a chart above `scope`; `undefined` elsewhere. */
  static provided(scope: IConstruct): Release | undefined {
    return scope.node.tryGetContext(CONTEXT_KEY) as Release | undefined;
  }

  /** Makes this release the one that constructs below `scope` see. Call it before `scope` has children. */
  provideTo(scope: IConstruct): void {
    scope.node.setContext(CONTEXT_KEY, this);
  }

  constructor(protected readonly props: ReleaseProps) {}

  /**
   * Whether the constructs are being traced into a template. Their values are then markers, which are neither valid
   * nor meant to be: a construct that checks its values does so only when this is false.
   */
  get isTracing(): boolean {
    return false;
  }

  /** `.Release.Name` */
  get name(): string {
    return this.props.release;
  }

  /** `.Release.Namespace` */
  get namespace(): string | undefined {
    return this.props.namespace;
  }

  /** `.Chart.AppVersion` */
  get appVersion(): string | undefined {
    return this.props.appVersion;
  }

  /** The chart's name, or `nameOverride`: `include "<chart>.name" .` */
  get chartName(): string {
    return chartName(this.props);
  }

  /**
   * The name for an object of this release: `include "<chart>.fullname" .`; with a suffix, `<fullname>-<suffix>`, both
   * at most 63 characters. Throws `ConstructError` where the suffix has more than 40.
   */
  fullname(suffix?: string): string {
    return fullname(this.props, suffix);
  }

  /** The labels that select this release's pods. They never change during the life of a release. */
  get selectorLabels(): Record<string, string> {
    return {
      'app.kubernetes.io/name': this.chartName,
      'app.kubernetes.io/instance': this.name,
    };
  }

  /** The labels that every object of this release carries, the selector labels among them. */
  get labels(): Record<string, string> {
    const chart = this.chartLabel;
    return {
      ...(chart !== undefined && { 'helm.sh/chart': chart }),
      ...this.selectorLabels,
      ...(this.appVersion !== undefined && { 'app.kubernetes.io/version': this.appVersion }),
      'app.kubernetes.io/managed-by': this.service,
    };
  }

  /** `<chart>-<version>`, the value of `helm.sh/chart`. */
  get chartLabel(): string | undefined {
    if (this.props.chartVersion === undefined) return undefined;
    return `${this.props.chart}-${this.props.chartVersion}`.replaceAll('+', '_').slice(0, 63).replace(/-$/, '');
  }

  /** `.Release.Service` */
  get service(): string {
    return this.props.managedBy ?? 'Helm';
  }

  /**
   * Whether the cluster has an API: `.Capabilities.APIVersions.Has "<api>"`. In manifests, the environment's
   * `cluster.apiVersions` says so; the stable APIs of Kubernetes itself are always there.
   *
   * @param api `<group>/<version>` or `<group>/<version>/<kind>`, such as `monitoring.coreos.com/v1`
   */
  hasApi(api: string): boolean {
    return isStableApi(api) || (this.props.apiVersions?.includes(api) ?? true);
  }

  /** The APIs that the cluster is known to have beyond those of Kubernetes itself, each with `true`. */
  get capabilities(): Readonly<Record<string, true>> {
    return Object.fromEntries((this.props.apiVersions ?? []).map((api) => [api, true]));
  }

  /**
   * Whether a chart is installed along with this release, so that the values have a section of its name or alias;
   * `undefined` where that is not known.
   */
  hasDependency(section: string): boolean | undefined {
    return this.props.dependencies?.includes(section);
  }

  /**
   * Gives text that several objects share a named template in `_helpers.tpl`, such as `serviceAccountName`. In
   * manifests it is the text itself.
   */
  helper(_name: string, text: string): string {
    return text;
  }

  /**
   * The SHA-256 of an object, for an annotation that restarts pods when the object changes. In the chart it is the
   * checksum of the rendered template, so the two figures differ; everything else about them is equal.
   */
  checksum(object: ApiObject): string {
    return Lazy.any({
      produce: () => createHash('sha256').update(JSON.stringify(object.toJson())).digest('hex'),
    }) as unknown as string;
  }
}
