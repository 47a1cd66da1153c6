import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import { azureModelSource, azureValues } from './azure-model-source';
import { gcsModelSource, gcsValues } from './gcs-model-source';
import { httpModelSource, httpValues } from './http-model-source';
import { huggingFaceModelSource, huggingFaceValues } from './hugging-face-model-source';
import type { ServiceIdentity } from './identity';
import type { Container, Volume, VolumeMount } from './manifest';
import type { ModelValues } from './model';
import { downloadVolume, modelCacheClaim, modelCacheValues } from './model-cache';
import { downloaderValues, downloadFolder, modelDownloader } from './model-downloader';
import type { Destination, ModelSource } from './model-source';
import { ociReference, ociValues } from './oci-model-source';
import { persistentVolumeClaim } from './persistent-volume-claim';
import { pvcValues } from './pvc-model-source';
import { sizeQuantity } from './quantity';
import { s3ModelSource, s3Values } from './s3-model-source';
import { textOfForm } from './text-form';

export const MODEL_VOLUME = 'model-storage';

/** Where the server finds a model that was downloaded, or mounted as an image. */
const MODEL_FOLDER = '/models';

const SIZE = /^([1-9][0-9]*(Mi|Gi|Ti))?$/;
const CHECKSUM = /^[0-9a-f]{64} [ *][^/\s][^\n]*$/;

export const modelChecksums = () =>
  z
    .array(textOfForm(CHECKSUM, 'a line as sha256sum prints it: 64 lower-case hexadecimal digits, two spaces, a file'))
    .default([]);

/** Where the model comes from. */
export const modelStorageValues = withRules(
  z.object({
    type: z
      .enum(['none', 's3', 'gcs', 'azure', 'huggingface', 'http', 'pvc', 'oci'])
      .default('none')
      .describe(
        'Where the model comes from: none (it is in the image), s3, gcs, azure, huggingface or http (downloaded before the server starts), pvc (a volume) or oci (an image, mounted as a volume). Of the sections with these names, only that of the type counts. MODEL_STORAGE_TYPE.',
      ),
    s3: s3Values,
    gcs: gcsValues,
    azure: azureValues,
    huggingface: huggingFaceValues,
    http: httpValues,
    pvc: pvcValues,
    oci: ociValues,
    size: textOfForm(SIZE, 'a whole number of Mi, Gi or Ti, such as 15Gi, or empty text')
      .default('')
      .describe('Size of the model. Where it is given, a download fails at once if the volume has less free space.'),
    checksums: modelChecksums().describe(
      'SHA-256 of files of the model, as lines of sha256sum: "<64 digits>  <file in the model folder>". A downloaded file with another checksum is downloaded again.',
    ),
    sizeLimit: sizeQuantity()
      .default('10Gi')
      .describe(
        'Most that a downloaded model may take of the node; above it the pod is evicted. Not used with cache.enabled.',
      ),
    cache: modelCacheValues,
    downloader: downloaderValues,
  }),
  ({ required, forbidden, requiredKubernetes, equals, isSet, isTrue, all, any, not, words, valueAt }) => {
    const isNotDownloaded = any(equals('type', 'none'), equals('type', 'pvc'), equals('type', 'oci'));
    return [
      required('s3.bucket', { when: equals('type', 's3') }),
      required('gcs.bucket', { when: equals('type', 'gcs') }),
      required('azure.container', { when: equals('type', 'azure') }),
      required('azure.account', { when: all(equals('type', 'azure'), not(isSet('azure.endpoint'))) }),
      required('huggingface.repository', { when: equals('type', 'huggingface') }),
      required('huggingface.revision', {
        when: equals('type', 'huggingface'),
        message: 'a model is pinned; set this to a commit (40 hexadecimal digits) or a tag of the repository',
      }),
      required('http.urls', { when: equals('type', 'http') }),
      required('pvc.existingClaim', {
        when: all(equals('type', 'pvc'), not(isTrue('pvc.enabled'))),
        message: words`type pvc needs a claim; set this to the name of one, or ${'pvc.enabled'} to true to create one`,
      }),
      required('oci.repository', { when: equals('type', 'oci') }),
      requiredKubernetes('1.31', {
        when: equals('type', 'oci'),
        message: words`oci needs image volumes, which Kubernetes has since 1.31, and the cluster is older; upgrade it, or change ${'type'}`,
      }),
      forbidden(isTrue('cache.enabled'), {
        when: isNotDownloaded,
        message: words`type ${valueAt('type')} downloads nothing that could be kept; set this to false, or change ${'type'}`,
      }),
      forbidden('checksums', {
        when: isNotDownloaded,
        message: words`type ${valueAt('type')} downloads nothing, so nothing verifies these; remove them, or change ${'type'}`,
      }),
    ];
  },
)
  .prefault({})
  .describe('Where the model comes from.');

type ModelStorage = ModelValues['storage'];

/** Where the model is downloaded from, if it is. */
export function modelSource(storage: ModelStorage): ModelSource | undefined {
  switch (storage.type) {
    case 's3':
      return s3ModelSource(storage.s3);
    case 'gcs':
      return gcsModelSource(storage.gcs);
    case 'azure':
      return azureModelSource(storage.azure);
    case 'huggingface':
      return huggingFaceModelSource(storage.huggingface);
    case 'http':
      return httpModelSource(storage.http);
    default:
      return undefined;
  }
}

/** What the pods connect to for their model: nothing where the node or the cluster brings it. */
export function modelDestinations({ storage }: ModelValues): readonly Destination[] {
  return modelSource(storage)?.destinations ?? [];
}

export function storageEnvironment({ storage }: ModelValues): Record<string, string> {
  return {
    MODEL_STORAGE_TYPE: storage.type,
    ...(storage.type !== 'none' && { MODEL_PATH: storage.type === 'pvc' ? storage.pvc.mountPath : MODEL_FOLDER }),
    ...modelSource(storage)?.settings,
  };
}

/** The claim for the model, where one is to be created. */
export function modelClaim(scope: Construct, identity: ServiceIdentity, model: ModelValues): ApiObject | undefined {
  const { type, pvc } = model.storage;
  if (type !== 'pvc' || !pvc.enabled || pvc.existingClaim !== '') return undefined;
  return persistentVolumeClaim(scope, 'model-claim', identity, identity.name('model'), pvc);
}

/** The claim that keeps downloaded models, where one is to be created. */
export function modelCache(
  scope: Construct,
  identity: ServiceIdentity,
  { storage }: ModelValues,
): ApiObject | undefined {
  const { enabled, existingClaim } = storage.cache;
  return enabled && existingClaim === '' ? modelCacheClaim(scope, identity, storage.cache) : undefined;
}

export function modelVolumes(identity: ServiceIdentity, { version, storage }: ModelValues): Volume[] {
  switch (storage.type) {
    case 'none':
      return [];
    case 'pvc': {
      const claimName = storage.pvc.existingClaim || identity.shared.name('model');
      return [{ name: MODEL_VOLUME, persistentVolumeClaim: { claimName } }];
    }
    case 'oci':
      return [{ name: MODEL_VOLUME, image: { reference: ociReference(storage.oci, version) } }];
    default:
      return [{ name: MODEL_VOLUME, ...downloadVolume(identity, storage.cache, storage.sizeLimit) }];
  }
}

/** How the server sees the model. */
export function modelMounts({ name, version, storage }: ModelValues): VolumeMount[] {
  switch (storage.type) {
    case 'none':
      return [];
    case 'pvc':
      return [{ name: MODEL_VOLUME, mountPath: storage.pvc.mountPath, readOnly: true }];
    case 'oci':
      return [{ name: MODEL_VOLUME, mountPath: MODEL_FOLDER, readOnly: true }];
    default:
      return [{ name: MODEL_VOLUME, mountPath: MODEL_FOLDER, subPath: downloadFolder(name, version), readOnly: true }];
  }
}

/** The init containers that bring the model into the pod. */
export function modelInitContainers(identity: ServiceIdentity, { storage }: ModelValues): Container[] {
  const source = modelSource(storage);
  return source ? [modelDownloader(identity, source, storage, MODEL_VOLUME)] : [];
}
