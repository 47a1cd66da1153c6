import { z } from 'zod';
import { secretReference } from '../values/secret-reference';
import { pinnedImageValues } from './image';
import type { EnvVar } from './manifest';
import { secretEnv } from './secret-env';

/** A model in Amazon S3 or a store that speaks its protocol. */
export const s3Values = z
  .object({
    bucket: z
      .string()
      .default('')
      .describe('Bucket that holds <prefix>/<model name>/<model version>/. MODEL_S3_BUCKET.'),
    region: z
      .string()
      .default('')
      .describe('Region of the bucket. Empty: what the client finds in its environment. MODEL_S3_REGION.'),
    prefix: z.string().default('').describe('Folder inside the bucket above the models. MODEL_S3_PREFIX.'),
    endpoint: z.string().default('').describe('URL of an S3-compatible store. Empty: Amazon S3. MODEL_S3_ENDPOINT.'),
    credentials: z
      .object({
        accessKeyId: secretReference('Access key of the bucket.'),
        secretAccessKey: secretReference('Secret key that belongs to it.'),
      })
      .optional()
      .describe('Access key of the bucket. Left out: the identity of the service account or of the node is used.'),
    image: pinnedImageValues({ repository: 'amazon/aws-cli', tag: '2.27.50' }, 'Image with the client that downloads.'),
  })
  .prefault({})
  .describe('The model in S3 or an S3-compatible store; used when type is s3.');

type S3Values = z.output<typeof s3Values>;

export function s3Environment(s3: S3Values): Record<string, string> {
  return {
    MODEL_S3_BUCKET: s3.bucket,
    MODEL_S3_PREFIX: s3.prefix,
    ...(s3.region !== '' && { MODEL_S3_REGION: s3.region }),
    ...(s3.endpoint !== '' && { MODEL_S3_ENDPOINT: s3.endpoint }),
  };
}

export function s3Credentials({ credentials }: S3Values): EnvVar[] {
  if (credentials === undefined) return [];
  return [
    secretEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId),
    secretEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey),
  ];
}

/**
 * Downloads into a folder beside the model's and renames it when complete, so that the server never sees half a model.
 * A container that was killed goes on where it stopped: `sync` skips the files that are there, and `--delete` removes
 * the temporary files that the killed client left behind.
 */
export const S3_DOWNLOAD_SCRIPT = `set -eu

target="$DOWNLOAD_FOLDER/$MODEL_NAME/$MODEL_VERSION"
marker="$target/.download-complete"
if [ -f "$marker" ] && [ "$(cat "$marker")" = "$MODEL_VERSION" ]; then
  echo "Model $MODEL_NAME $MODEL_VERSION is already there"
  exit 0
fi

source="s3://$MODEL_S3_BUCKET/\${MODEL_S3_PREFIX:+\${MODEL_S3_PREFIX%/}/}$MODEL_NAME/$MODEL_VERSION/"
partial="$target.partial"
mkdir -p "$partial"

echo "Downloading $source"
attempt=1
delay="$DOWNLOAD_BACKOFF"
until aws s3 sync "$source" "$partial" --delete --no-progress \\
  --cli-connect-timeout "$DOWNLOAD_CONNECT_TIMEOUT" --cli-read-timeout "$DOWNLOAD_READ_TIMEOUT" \\
  \${MODEL_S3_REGION:+--region "$MODEL_S3_REGION"} \\
  \${MODEL_S3_ENDPOINT:+--endpoint-url "$MODEL_S3_ENDPOINT"}
do
  if [ "$attempt" -ge "$DOWNLOAD_ATTEMPTS" ]; then
    echo "Giving up on $source after $attempt attempts" >&2
    exit 1
  fi
  echo "Attempt $attempt of $DOWNLOAD_ATTEMPTS failed; trying again in $delay s" >&2
  sleep "$delay"
  attempt=$((attempt + 1))
  delay=$((delay * 2))
done

if [ -z "$(ls -A "$partial")" ]; then
  echo "There is nothing at $source" >&2
  exit 1
fi

printf '%s\\n' "$MODEL_VERSION" > "$partial/.download-complete"
rm -rf "$target"
mv "$partial" "$target"
echo "Model $MODEL_NAME $MODEL_VERSION is complete"
`;
