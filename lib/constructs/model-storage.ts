import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import type { ServiceIdentity } from './identity';
import { imageReference } from './image';
import type { Container, Volume, VolumeMount } from './manifest';
import type { ModelValues } from './model';
import { downloaderValues, downloadFolder, modelDownloader } from './model-downloader';
import { persistentVolumeClaim } from './persistent-volume-claim';
import { pvcValues } from './pvc-model-source';
import { sizeQuantity } from './quantity';
import { S3_DOWNLOAD_SCRIPT, s3Credentials, s3Environment, s3Values } from './s3-model-source';

export const MODEL_VOLUME = 'model-storage';

/** Where the server finds a downloaded model. */
const MODEL_FOLDER = '/models';

/** Where the model comes from. */
export const modelStorageValues = withRules(
  z.object({
    type: z
      .enum(['none', 's3', 'pvc'])
      .default('none')
      .describe(
        'Where the model comes from: none (it is in the image), s3 (downloaded before the server starts) or pvc (a volume). MODEL_STORAGE_TYPE.',
      ),
    s3: s3Values,
    pvc: pvcValues,
    sizeLimit: sizeQuantity()
      .default('10Gi')
      .describe('Most that a downloaded model may take of the node; above it the pod is evicted.'),
    downloader: downloaderValues,
  }),
  ({ required, equals, isTrue, all, not, words }) => [
    required('s3.bucket', { when: equals('type', 's3') }),
    required('pvc.existingClaim', {
      when: all(equals('type', 'pvc'), not(isTrue('pvc.enabled'))),
      message: words`type pvc needs a claim; set this to the name of one, or ${'pvc.enabled'} to true to create one`,
    }),
  ],
)
  .prefault({})
  .describe('Where the model comes from.');

export function storageEnvironment({ storage }: ModelValues): Record<string, string> {
  return {
    MODEL_STORAGE_TYPE: storage.type,
    ...(storage.type === 's3' && { MODEL_PATH: MODEL_FOLDER, ...s3Environment(storage.s3) }),
    ...(storage.type === 'pvc' && { MODEL_PATH: storage.pvc.mountPath }),
  };
}

/** The claim for the model, where one is to be created. */
export function modelClaim(scope: Construct, identity: ServiceIdentity, model: ModelValues): ApiObject | undefined {
  const { type, pvc } = model.storage;
  if (type !== 'pvc' || !pvc.enabled || pvc.existingClaim !== '') return undefined;
  return persistentVolumeClaim(scope, 'model-claim', identity, identity.name('model'), pvc);
}

export function modelVolumes(identity: ServiceIdentity, { storage }: ModelValues): Volume[] {
  switch (storage.type) {
    case 's3':
      return [{ name: MODEL_VOLUME, emptyDir: { sizeLimit: storage.sizeLimit } }];
    case 'pvc': {
      const claimName = storage.pvc.existingClaim || identity.name('model');
      return [{ name: MODEL_VOLUME, persistentVolumeClaim: { claimName } }];
    }
    default:
      return [];
  }
}

/** How the server sees the model. */
export function modelMounts({ name, version, storage }: ModelValues): VolumeMount[] {
  switch (storage.type) {
    case 's3':
      return [{ name: MODEL_VOLUME, mountPath: MODEL_FOLDER, subPath: downloadFolder(name, version), readOnly: true }];
    case 'pvc':
      return [{ name: MODEL_VOLUME, mountPath: storage.pvc.mountPath, readOnly: true }];
    default:
      return [];
  }
}

/** The init containers that bring the model into the pod. */
export function modelInitContainers(identity: ServiceIdentity, { storage }: ModelValues): Container[] {
  if (storage.type !== 's3') return [];
  const source = {
    image: imageReference(storage.s3.image, identity.release),
    imagePullPolicy: storage.s3.image.pullPolicy,
    script: S3_DOWNLOAD_SCRIPT,
    env: s3Credentials(storage.s3),
  };
  return [modelDownloader(source, storage.downloader, identity.name(), MODEL_VOLUME)];
}
