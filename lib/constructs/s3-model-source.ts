import { z } from 'zod';
import { secretReference } from '../values/secret-reference';
import { clientImageValues } from './image';
import { bucketName, folderPath } from './model-location';
import { destinationOf, type ModelSource } from './model-source';
import { secretEnv } from './secret-env';
import { urlOrEmpty } from './text-form';

/** A model in Amazon S3 or a store that speaks its protocol. */
export const s3Values = z
  .object({
    bucket: bucketName().describe('Bucket that holds <prefix>/<model name>/<model version>/. MODEL_S3_BUCKET.'),
    region: z
      .string()
      .default('')
      .describe('Region of the bucket. Empty: what the client finds in its environment. MODEL_S3_REGION.'),
    prefix: folderPath().describe('Folder inside the bucket above the models. MODEL_S3_PREFIX.'),
    endpoint: urlOrEmpty().default('').describe('URL of an S3-compatible store. Empty: Amazon S3. MODEL_S3_ENDPOINT.'),
    credentials: z
      .object({
        accessKeyId: secretReference('Access key of the bucket.'),
        secretAccessKey: secretReference('Secret key that belongs to it.'),
      })
      .optional()
      .describe(
        'Access key of the bucket. Left out: the role of the service account (annotation eks.amazonaws.com/role-arn) or of the node.',
      ),
    image: clientImageValues({ repository: 'amazon/aws-cli', tag: '2.27.50' }, 'Image with the AWS CLI.'),
  })
  .prefault({})
  .describe('The model in S3 or an S3-compatible store; used when type is s3.');

/** `--delete` removes what a killed client left behind; files that are there are not downloaded again. */
export const S3_DOWNLOAD = `origin="s3://$MODEL_S3_BUCKET/\${MODEL_S3_PREFIX:+\${MODEL_S3_PREFIX%/}/}$MODEL_NAME/$MODEL_VERSION/"

fetch() {
  aws s3 sync "$origin" "$1" --delete --no-progress \\
    --cli-connect-timeout "$DOWNLOAD_CONNECT_TIMEOUT" --cli-read-timeout "$DOWNLOAD_READ_TIMEOUT" \\
    \${MODEL_S3_REGION:+--region "$MODEL_S3_REGION"} \\
    \${MODEL_S3_ENDPOINT:+--endpoint-url "$MODEL_S3_ENDPOINT"}
}

download_model
`;

export function s3ModelSource(s3: z.output<typeof s3Values>): ModelSource {
  const { credentials } = s3;
  return {
    image: s3.image,
    script: S3_DOWNLOAD,
    settings: {
      MODEL_S3_BUCKET: s3.bucket,
      MODEL_S3_PREFIX: s3.prefix,
      ...(s3.region !== '' && { MODEL_S3_REGION: s3.region }),
      ...(s3.endpoint !== '' && { MODEL_S3_ENDPOINT: s3.endpoint }),
    },
    secrets: credentials
      ? [
          secretEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId),
          secretEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey),
        ]
      : [],
    destinations: [destinationOf(s3.endpoint, 's3.amazonaws.com')],
  };
}
