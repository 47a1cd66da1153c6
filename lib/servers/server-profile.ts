/**
 * What a model server needs to run on Kubernetes, as data. Arguments and variables name what differs between services
 * by `$(NAME)`, which the kubelet replaces: PORT, GRPC_PORT, METRICS_PORT, MODEL_NAME, MODEL_PATH, DRAIN_SECONDS,
 * TENSOR_PARALLEL_SIZE and PIPELINE_PARALLEL_SIZE.
 */
export interface ServerProfile {
  /** What its users call it. */
  readonly title: string;
  readonly ports: ServerPorts;
  readonly checks: ServerChecks;
  /** Left out: the server has no metrics of its own. */
  readonly metrics?: ServerMetrics;
  /** Command of the container. @default that of the image */
  readonly command?: readonly string[];
  /** Arguments of the command. @default those of the image */
  readonly args?: readonly string[];
  /** Environment variables. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Files in {@link SERVER_FILES_FOLDER} by their names. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders, besides /tmp, that the server writes to, by short names. @default none */
  readonly writableFolders?: Readonly<Record<string, WritableFolder>>;
  /** Whether its processes exchange data through shared memory. @default only those of several GPUs do */
  readonly usesSharedMemory?: true;
  /** Seconds that the server gets to finish its requests; the argument or variable that tells it is among the others. */
  readonly drainSeconds: number;
}

/** Where the files of a server are mounted. */
export const SERVER_FILES_FOLDER = '/etc/server';

export interface ServerPorts {
  readonly http: number;
  /** @default the server has no gRPC */
  readonly grpc?: number;
  /** @default metrics are on the HTTP port */
  readonly metrics?: number;
}

/** How the kubelet asks the server how it is. */
export type ServerChecks =
  | {
      readonly protocol: 'http';
      /** Paths that answer with a status of 200 to 399. */
      readonly liveness: string;
      readonly readiness: string;
      readonly startup: string;
    }
  /** By `grpc.health.v1`, on the gRPC port. */
  | { readonly protocol: 'grpc' };

/** Prometheus metrics of a server. */
export interface ServerMetrics {
  readonly path: string;
  /** Gauge: requests that wait for the model. */
  readonly waitingRequests?: string;
  /** Gauge: requests that the model works on. */
  readonly runningRequests?: string;
  /** Counter: all requests. */
  readonly requests?: string;
  /** Counter: requests that failed, those with some labels of a counter of more. */
  readonly failures?: { readonly name: string; readonly matchers: string };
  /** Histogram: how long requests take. */
  readonly latency?: { readonly name: string; readonly unit: 's' | 'ms' | 'µs' };
}

export interface WritableFolder {
  readonly path: string;
  /** Most that it may hold, as a Kubernetes quantity. */
  readonly sizeLimit: string;
}
