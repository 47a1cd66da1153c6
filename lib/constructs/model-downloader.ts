import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { clientImageReference, imagePullPolicy } from './image';
import type { Container } from './manifest';
import { MODEL_DOWNLOAD_FUNCTIONS } from './model-download-script';
import type { ModelSource } from './model-source';
import { resourceQuantity } from './quantity';
import { RESTRICTED_CONTAINER } from './security-context';
import { TEMPORARY_FILES_MOUNT } from './temporary-files';

export const MODEL_DOWNLOADER = 'model-downloader';

/** Where the downloader sees the volume for models. */
const DOWNLOAD_FOLDER = '/models';

/** Folder of a model inside that volume, so that it can keep several. */
export function downloadFolder(modelName: string, modelVersion: string): string {
  return `${modelName}/${modelVersion}`;
}

/** How the init container downloads, whatever the source. */
export const downloaderValues = z
  .object({
    attempts: z.int().min(1).default(3).describe('Attempts before the pod fails to start. 3 as in KServe.'),
    backoff: z
      .int()
      .min(1)
      .default(5)
      .describe('Pause after the first failed attempt, in seconds; each further one is twice as long.'),
    connectTimeout: z.int().min(1).default(15).describe('Longest wait for a connection, in seconds. 15 as in KServe.'),
    readTimeout: z.int().min(1).default(30).describe('Longest wait for data, in seconds. 30 as in KServe.'),
    imagePullPolicy: imagePullPolicy(),
    resources: z
      .object({
        requests: z
          .object({
            cpu: resourceQuantity().default('100m').describe('CPU that the scheduler sets aside.'),
            memory: resourceQuantity().default('256Mi').describe('Memory that the scheduler sets aside.'),
            'ephemeral-storage': resourceQuantity()
              .default('1Gi')
              .describe('Node disk that the scheduler sets aside; the size of the model is the right figure.'),
          })
          .prefault({})
          .describe('What the scheduler sets aside.'),
        limits: z
          .object({
            cpu: resourceQuantity().default(1).describe('Most CPU.'),
            memory: resourceQuantity().default('1Gi').describe('Most memory.'),
            'ephemeral-storage': resourceQuantity()
              .default('12Gi')
              .describe('Most node disk: the model and the temporary files, so above model.storage.sizeLimit.'),
          })
          .prefault({})
          .describe('What the container may use at most.'),
      })
      .prefault({})
      .describe('Requests and limits of the init container.'),
  })
  .prefault({})
  .describe('The init container that downloads the model; used by every type that downloads.');

/** What a downloader goes by, whatever the source. */
interface DownloadValues {
  readonly downloader: z.output<typeof downloaderValues>;
  readonly size: string;
  readonly checksums: readonly string[];
}

/** The init container that brings the model into the pod. It meets Pod Security "restricted", whatever the values. */
export function modelDownloader(
  identity: ServiceIdentity,
  source: ModelSource,
  storage: DownloadValues,
  modelVolume: string,
): Container {
  const { downloader } = storage;
  const functions = identity.helper('modelDownloadFunctions', MODEL_DOWNLOAD_FUNCTIONS);
  const script = identity.helper('modelDownload', source.script);
  return {
    name: MODEL_DOWNLOADER,
    image: identity.helper('modelDownloaderImage', clientImageReference(source.image)),
    imagePullPolicy: downloader.imagePullPolicy,
    command: ['/bin/sh', '-c', `${functions}${script}`],
    env: [
      { name: 'HOME', value: TEMPORARY_FILES_MOUNT.mountPath },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'DOWNLOAD_FOLDER', value: DOWNLOAD_FOLDER },
      { name: 'DOWNLOAD_ATTEMPTS', value: String(downloader.attempts) },
      { name: 'DOWNLOAD_BACKOFF', value: String(downloader.backoff) },
      { name: 'DOWNLOAD_CONNECT_TIMEOUT', value: String(downloader.connectTimeout) },
      { name: 'DOWNLOAD_READ_TIMEOUT', value: String(downloader.readTimeout) },
      ...(storage.size === '' ? [] : [{ name: 'MODEL_SIZE', value: storage.size }]),
      ...(storage.checksums.length === 0 ? [] : [{ name: 'MODEL_CHECKSUMS', value: storage.checksums.join('\n') }]),
      ...source.secrets,
    ],
    envFrom: [{ configMapRef: { name: identity.name() } }],
    resources: downloader.resources,
    securityContext: RESTRICTED_CONTAINER,
    volumeMounts: [TEMPORARY_FILES_MOUNT, { name: modelVolume, mountPath: DOWNLOAD_FOLDER }],
  };
}
