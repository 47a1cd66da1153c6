import { type ApiObject, Lazy } from 'cdk8s';
import { isStableApi } from '../release/kubernetes-apis';
import { Release, type ReleaseProps } from '../release/release';
import { checksumPlaceholder } from '../template/evaluate';
import { type Expression, expressionKey } from '../template/expression';
import type { ChartTemplate, TextHelper } from '../template/node';

/** A release whose checksums can be compared between manifests and a template: they only name their object. */
export class ComparableRelease extends Release {
  override get isTracing(): boolean {
    return true;
  }

  override checksum(object: ApiObject): string {
    return Lazy.any({ produce: () => checksumPlaceholder(object.kind, object.name) }) as unknown as string;
  }
}

const MARKER = /mzr(\d+)z/g;
const MARKER_START = 'mzr';

/** What stands around the suffix in a full name that has one. */
export const SUFFIX_START = 'mzsbz';
export const SUFFIX_END = 'mzsez';

/**
 * A release whose every answer is a marker that stands for the template expression of that answer. Texts that
 * constructs hand to {@link Release.helper} are kept, and stand in the objects as markers too.
 */
export class TracedRelease extends ComparableRelease {
  private readonly expressions: Expression[] = [];
  private readonly markers = new Map<string, string>();
  private helpers: Record<string, string> = {};
  /** Every object has them, in every run. */
  private knownSelectorLabels?: Record<string, string>;
  private knownLabels?: Record<string, string>;
  /** The APIs that constructs asked for, beyond those that every cluster has. */
  readonly askedApis = new Set<string>();
  /** The APIs that the cluster has in this run of the constructs. */
  offeredApis: readonly string[] = [];

  constructor(props: ReleaseProps) {
    super(props);
  }

  override get name(): string {
    return this.marker({ kind: 'builtin', name: 'Release.Name' });
  }

  override get namespace(): string {
    return this.marker({ kind: 'builtin', name: 'Release.Namespace' });
  }

  override get service(): string {
    return this.marker({ kind: 'builtin', name: 'Release.Service' });
  }

  override get appVersion(): string | undefined {
    return this.props.appVersion === undefined ? undefined : this.marker({ kind: 'builtin', name: 'Chart.AppVersion' });
  }

  override get selectorLabels(): Record<string, string> {
    this.knownSelectorLabels ??= super.selectorLabels;
    return { ...this.knownSelectorLabels };
  }

  override get labels(): Record<string, string> {
    this.knownLabels ??= super.labels;
    return { ...this.knownLabels };
  }

  override get chartName(): string {
    return this.marker({ kind: 'include', helper: 'name' });
  }

  override get chartLabel(): string | undefined {
    return this.props.chartVersion === undefined ? undefined : this.marker({ kind: 'include', helper: 'chart' });
  }

  override fullname(suffix?: string): string {
    // What a suffix says about values must show, so it stands between marks as it is.
    return suffix ? `${SUFFIX_START}${suffix}${SUFFIX_END}` : this.marker({ kind: 'include', helper: 'fullname' });
  }

  override hasApi(api: string): boolean {
    if (isStableApi(api)) return true;
    this.askedApis.add(api);
    return this.offeredApis.includes(api);
  }

  override helper(name: string, text: string): string {
    const marker = this.marker({ kind: 'include', helper: name });
    if (!this.knownHelpers.some((helper) => helper.name === name)) {
      this.knownHelpers.push({ name, branches: [], otherwise: { kind: 'literal', value: marker } });
    }
    this.helpers[name] = text;
    return marker;
  }

  /** The texts that were given to {@link helper} since this was last asked. */
  takeHelpers(): Record<string, string> {
    const taken = this.helpers;
    this.helpers = {};
    return taken;
  }

  /** The named templates that texts were given to so far; while learning, each gives its marker. */
  readonly knownHelpers: TextHelper[] = [];
  /** A template of nothing but these. */
  readonly knownTemplate: ChartTemplate = { objects: [], helpers: this.knownHelpers, labels: [] };

  private marker(expression: Expression): string {
    const key = expressionKey(expression);
    let marker = this.markers.get(key);
    if (marker === undefined) {
      marker = `mzr${this.expressions.length}z`;
      this.expressions.push(expression);
      this.markers.set(key, marker);
    }
    return marker;
  }

  /** Splits text at its markers: literal text, and the expressions between. */
  parse(text: string): (string | Expression)[] {
    if (!text.includes(MARKER_START)) return [text];
    const parts: (string | Expression)[] = [];
    let end = 0;
    for (const match of text.matchAll(MARKER)) {
      const expression = this.expressions[Number(match[1])];
      if (!expression) continue;
      if (match.index > end) parts.push(text.slice(end, match.index));
      parts.push(expression);
      end = match.index + match[0].length;
    }
    if (end < text.length || parts.length === 0) parts.push(text.slice(end));
    return parts;
  }
}
