import { z } from 'zod';
import { secretReference } from '../values/secret-reference';
import { clientImageValues } from './image';
import { bucketName, folderPath } from './model-location';
import { destinationOf, type ModelSource } from './model-source';
import { secretEnv } from './secret-env';

/** A model in Google Cloud Storage. */
export const gcsValues = z
  .object({
    bucket: bucketName().describe('Bucket that holds <prefix>/<model name>/<model version>/. MODEL_GCS_BUCKET.'),
    prefix: folderPath().describe('Folder inside the bucket above the models. MODEL_GCS_PREFIX.'),
    credentials: secretReference(
      'Key file (JSON) of a Google service account. Left out: the account that the service account is bound to (annotation iam.gke.io/gcp-service-account), or that of the node.',
    ).optional(),
    image: clientImageValues(
      { repository: 'google/cloud-sdk', tag: '528.0.0-slim' },
      'Image with the Google Cloud CLI.',
    ),
  })
  .prefault({})
  .describe('The model in Google Cloud Storage; used when type is gcs.');

/**
 * Copies what is not there; a file that was begun has another name. `rsync` would do the same, but fails for users that the
 * image does not know, such as the one that the downloader runs as.
 */
export const GCS_DOWNLOAD = `origin="gs://$MODEL_GCS_BUCKET/\${MODEL_GCS_PREFIX:+\${MODEL_GCS_PREFIX%/}/}$MODEL_NAME/$MODEL_VERSION/"

export CLOUDSDK_CORE_DISABLE_PROMPTS=1 CLOUDSDK_CORE_DISABLE_FILE_LOGGING=1
export CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK=1 CLOUDSDK_CORE_HTTP_TIMEOUT="$DOWNLOAD_READ_TIMEOUT"
if [ -n "\${GCS_CREDENTIALS:-}" ]; then
  export CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE="$HOME/gcs-credentials.json"
  (umask 077 && printf '%s\\n' "$GCS_CREDENTIALS" > "$CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE")
fi

fetch() {
  gcloud storage cp "$origin*" "$1" --recursive --no-clobber --no-user-output-enabled
}

download_model
`;

export function gcsModelSource(gcs: z.output<typeof gcsValues>): ModelSource {
  return {
    image: gcs.image,
    script: GCS_DOWNLOAD,
    settings: { MODEL_GCS_BUCKET: gcs.bucket, MODEL_GCS_PREFIX: gcs.prefix },
    secrets: gcs.credentials ? [secretEnv('GCS_CREDENTIALS', gcs.credentials)] : [],
    destinations: [destinationOf('', 'storage.googleapis.com')],
  };
}
