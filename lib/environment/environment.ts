import type { LocatedMap, Source } from './located';

/** What is known of the cluster that an environment goes to. */
export interface Cluster {
  /** Kubernetes version, such as `1.31` or `v1.31.2`. */
  readonly kubeVersion?: string;
  /** API versions that the cluster has beyond those of Kubernetes itself, such as `monitoring.coreos.com/v1`. */
  readonly apiVersions: readonly string[];
}

/** A named set of values, merged with what it extends, and where it goes. */
export interface Environment {
  readonly name: string;
  /** Name of the environment that this one is merged with. @default base, if there is one */
  readonly extends?: string;
  /** Helm release name. @default what the extended environment says; without that, the chart's name */
  readonly release?: string;
  /** Namespace of the release. @default what the extended environment says; without that, `default` */
  readonly namespace: string;
  /** kubectl context, for the commands that are printed. @default what the extended environment says */
  readonly context?: string;
  readonly cluster: Cluster;
  /** Which environment wrote {@link Cluster.kubeVersion}, and where. */
  readonly kubeVersionSource?: Source;
  /** The merged values: raw, before the schema's defaults, removed keys left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The values of this environment alone; `null` marks a key that it removes. */
  readonly own: Readonly<Record<string, unknown>>;
  /** The merged values, each with the place where it was written; removed keys are `null`. */
  readonly located: LocatedMap;
  /**
   * Which environment wrote a value, or its key, and where. For a value that does not exist, the nearest map around it
   * that does. It fits into a problem as it is: `{ code, message, path, ...environment.locate(path) }`.
   *
   * @param path such as `ingress.hosts[0].host`
   */
  locate(path: string, part?: 'key' | 'value'): Source;
}

/** The environments of an app. */
export interface EnvironmentSet {
  /** What the others extend, and what becomes `values.yaml`; empty where there is none. It is not deployed itself. */
  readonly base: Environment;
  /** The environments that are deployed, by name. */
  readonly environments: readonly Environment[];
}
