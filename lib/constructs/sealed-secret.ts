import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { secretKey, secretName } from '../values/secret-reference';
import type { ServiceIdentity } from './identity';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Two bytes of length, a session key of 2048 bits or more, and a tag of 16 bytes are no less in base64. */
const LEAST_LENGTH = 360;

/** Does not show what was found: it may be the secret itself. */
const NOT_SEALED =
  'not sealed: expected what kubeseal --raw prints; if it is the secret itself, change the secret, too';

const sealed = () => z.string().regex(BASE64, { error: NOT_SEALED, abort: true }).min(LEAST_LENGTH, NOT_SEALED);

/** Secrets that the values hold encrypted. */
export const sealedSecretsValues = z
  .record(
    secretName(),
    z.object({
      encryptedData: z
        .record(secretKey(), sealed())
        .describe("What kubeseal --raw prints for each key of the Secret, with the Secret's name and namespace."),
      annotations: z
        .record(z.string().min(1), z.string())
        .optional()
        .describe('Annotations, such as sealedsecrets.bitnami.com/cluster-wide: "true" for what was sealed so.'),
    }),
  )
  .default({})
  .describe(
    'Secrets that stand here encrypted, by the names that secretName refers to; the Sealed Secrets controller decrypts them.',
  );

/** One SealedSecret for each Secret; the controller gives the Secret the same name. */
export function sealedSecrets(
  scope: Construct,
  identity: ServiceIdentity,
  secrets: z.output<typeof sealedSecretsValues>,
): ApiObject[] {
  return Object.entries(secrets).map(
    ([name, { encryptedData, annotations }]) =>
      new ApiObject(scope, `sealed-secret-${name}`, {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: identity.metadata({ name, annotations }),
        spec: { encryptedData },
      }),
  );
}
