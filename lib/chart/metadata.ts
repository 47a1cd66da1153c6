import type { z } from 'zod';

/** What `Chart.yaml` says about a chart: all of Helm's chart API v2. */
export interface ChartMetadata {
  /** Name of the chart: lower-case letters, digits and `-`, as object names are made of it. At most 63 characters. */
  readonly name: string;
  /** Version of the chart, SemVer 2. Every change of the chart is a new version. */
  readonly version: string;
  /** What the chart deploys, in one sentence. */
  readonly description?: string;
  /** A library chart has nothing to install, so there is only one type. @default application */
  readonly type?: 'application';
  /** Version of what the chart deploys, in that project's own scheme. */
  readonly appVersion?: string;
  /** Kubernetes versions that the chart works on, such as `>=1.29.0-0`. `-0` lets vendors' suffixes in. @default any */
  readonly kubeVersion?: string;
  /** Words to find the chart by. */
  readonly keywords?: readonly string[];
  /** URL of the project's home page. */
  readonly home?: string;
  /** URL of a picture, `https:` or `data:`. Without one, `helm lint` asks for it. */
  readonly icon?: string;
  /** URLs of the source code. */
  readonly sources?: readonly string[];
  /** Who looks after the chart. */
  readonly maintainers?: readonly Maintainer[];
  /** Charts that are installed along with this one. */
  readonly dependencies?: readonly ChartDependency[];
  /** The chart should not be used any more. @default false */
  readonly deprecated?: boolean;
  /** Further facts as text, such as those that Artifact Hub reads. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A person or organization that looks after a chart. */
export interface Maintainer {
  readonly name: string;
  readonly email?: string;
  readonly url?: string;
}

/** A chart that is installed along with another; its values are the section of its name or alias. */
export interface ChartDependency {
  /** Name of the chart in its repository. */
  readonly name: string;
  /** Version or range of versions, such as `~17.3.0`. */
  readonly version: string;
  /** `https:`, `oci:` or `file:` URL, or `@name` of a repository that the user has added. @default the `charts` folder */
  readonly repository?: string;
  /** Path of the value that turns the dependency on and off, such as `redis.enabled`; of several, the first that is set. */
  readonly condition?: string;
  /** Names that turn several dependencies on and off together. */
  readonly tags?: readonly string[];
  /** Values of the dependency that become values of the chart: keys below `exports`, or pairs of paths. */
  readonly 'import-values'?: readonly (string | { readonly child: string; readonly parent: string })[];
  /** Another name for the dependency's section and objects, for one that is used twice. @default its name */
  readonly alias?: string;
  /** Schema of the section, by its name: what `chartDependency` makes for the chart's own values. @default any values */
  readonly values?: Readonly<Record<string, z.ZodType>>;
}

/** The names of the sections that hold dependencies' values. */
export function dependencySections(metadata: ChartMetadata): string[] {
  return (metadata.dependencies ?? []).map(sectionOf);
}

/** The name of the section that holds a dependency's values. */
export function sectionOf(dependency: ChartDependency): string {
  return dependency.alias ?? dependency.name;
}
