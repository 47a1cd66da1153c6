import type { ClientImage } from './image';
import type { EnvVar } from './manifest';

/** A server that a pod connects to. */
export interface Destination {
  /** A URL, or the name of a host. */
  readonly endpoint: string;
  /** TCP port, where it does not depend on a URL of the user's. */
  readonly port?: number;
}

/** Where a model is downloaded from, and how. */
export interface ModelSource {
  /** Image with the client. */
  readonly image: ClientImage;
  /**
   * POSIX shell between the lines of `MODEL_DOWNLOAD_FUNCTIONS` and the call of `download_model`: sets `origin`, which
   * names what is downloaded, and defines `fetch <folder>`, which fails unless the folder then holds all of it. What the
   * folder holds before is what an earlier `fetch` left there.
   */
  readonly script: string;
  /** Settings for the server and the downloader, as environment variables. */
  readonly settings: Readonly<Record<string, string>>;
  /** Secrets of the downloader, as environment variables. */
  readonly secrets: readonly EnvVar[];
  /** What the downloader connects to, identity providers of the cloud aside. */
  readonly destinations: readonly Destination[];
}

/** What a client connects to: by default a host of its provider's, on the port for HTTPS. */
export function destinationOf(endpoint: string, host: string): Destination {
  return endpoint === '' ? { endpoint: host, port: 443 } : { endpoint };
}
