import { z } from 'zod';
import { secretReference } from '../values/secret-reference';
import { clientImageValues } from './image';
import { bucketName, folderPath } from './model-location';
import { destinationOf, type ModelSource } from './model-source';
import { secretEnv } from './secret-env';
import { textOfForm, urlOrEmpty } from './text-form';

const ACCOUNT = /^([a-z0-9]{3,24})?$/;

/** A model in Azure Blob Storage. */
export const azureValues = z
  .object({
    account: textOfForm(ACCOUNT, 'the name of a storage account: 3 to 24 lower-case letters and digits')
      .default('')
      .describe('Storage account. MODEL_AZURE_ACCOUNT.'),
    container: bucketName().describe(
      'Blob container that holds <prefix>/<model name>/<model version>/. MODEL_AZURE_CONTAINER.',
    ),
    prefix: folderPath().describe('Folder inside the container above the models. MODEL_AZURE_PREFIX.'),
    endpoint: urlOrEmpty()
      .default('')
      .describe('URL of the blob service. Empty: https://<account>.blob.core.windows.net. MODEL_AZURE_ENDPOINT.'),
    sasToken: secretReference(
      'Shared access signature with the rights to read and list. Left out: the identity that the service account is bound to (annotation azure.workload.identity/client-id, and the pod label azure.workload.identity/use: "true"), or that of the node.',
    ).optional(),
    image: clientImageValues(
      { repository: 'mcr.microsoft.com/azcopy/linux/amd64', tag: '10.32.22' },
      'Image with AzCopy; for nodes with ARM processors, that which ends in /arm64.',
    ),
  })
  .prefault({})
  .describe('The model in Azure Blob Storage; used when type is azure.');

/** Deleting at the destination removes what a killed client left behind; the signature is no part of the origin. */
export const AZURE_DOWNLOAD = `origin="\${MODEL_AZURE_ENDPOINT:-https://$MODEL_AZURE_ACCOUNT.blob.core.windows.net}"
origin="\${origin%/}/$MODEL_AZURE_CONTAINER/\${MODEL_AZURE_PREFIX:+\${MODEL_AZURE_PREFIX%/}/}$MODEL_NAME/$MODEL_VERSION"

export AZCOPY_LOG_LOCATION="$HOME/azcopy" AZCOPY_JOB_PLAN_LOCATION="$HOME/azcopy"
if [ -z "\${AZURE_SAS_TOKEN:-}" ]; then
  if [ -n "\${AZURE_FEDERATED_TOKEN_FILE:-}" ]; then
    export AZCOPY_AUTO_LOGIN_TYPE=WORKLOAD
  else
    export AZCOPY_AUTO_LOGIN_TYPE=MSI
  fi
fi

fetch() {
  azcopy sync "$origin\${AZURE_SAS_TOKEN:+?\${AZURE_SAS_TOKEN#\\?}}" "$1" --recursive=true --delete-destination=true \\
    --check-md5=FailIfDifferent --output-level=essential
}

download_model
`;

export function azureModelSource(azure: z.output<typeof azureValues>): ModelSource {
  return {
    image: azure.image,
    script: AZURE_DOWNLOAD,
    settings: {
      MODEL_AZURE_ACCOUNT: azure.account,
      MODEL_AZURE_CONTAINER: azure.container,
      MODEL_AZURE_PREFIX: azure.prefix,
      ...(azure.endpoint !== '' && { MODEL_AZURE_ENDPOINT: azure.endpoint }),
    },
    secrets: azure.sasToken ? [secretEnv('AZURE_SAS_TOKEN', azure.sasToken)] : [],
    destinations: [destinationOf(azure.endpoint, `${azure.account}.blob.core.windows.net`)],
  };
}
