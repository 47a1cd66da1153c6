import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { withRules } from '../values/rules/with-rules';
import { secretKey, secretName } from '../values/secret-reference';
import type { ServiceIdentity } from './identity';

/** A key of the Secret, and what is fetched for it. */
export interface ExternalSecretData {
  secretKey: string;
  remoteRef: { key: string; property?: string; version?: string };
}

/** The spec of an ExternalSecret, as far as this library knows it; everything else is passed on. */
export interface ExternalSecretSpec {
  secretStoreRef: { name: string; kind?: string };
  data?: ExternalSecretData[];
  /** Sources whose keys all become keys of the Secret. */
  dataFrom?: object[];
  refreshInterval?: string;
}

const spec = withRules(
  z.looseObject({
    secretStoreRef: z.looseObject({ name: z.string().min(1) }),
    data: z
      .array(z.looseObject({ secretKey: secretKey(), remoteRef: z.looseObject({ key: z.string().min(1) }) }))
      .optional(),
    dataFrom: z.array(z.looseObject({})).optional(),
  }),
  ({ atLeastOneOf }) => [atLeastOneOf(['data', 'dataFrom'])],
);

type ExternalSecrets = Record<string, ExternalSecretSpec>;

/** Secrets that the External Secrets Operator fetches. */
export const externalSecretsValues = (
  z.record(secretName(), spec).default({}) as unknown as z.ZodDefault<z.ZodType<ExternalSecrets, ExternalSecrets>>
).describe(
  'Secrets that the External Secrets Operator fetches, by the names that secretName refers to: secretStoreRef, data or dataFrom, and the rest of the spec of an ExternalSecret.',
);

/** One ExternalSecret for each Secret; the operator gives the Secret the same name. */
export function externalSecrets(
  scope: Construct,
  identity: ServiceIdentity,
  secrets: z.output<typeof externalSecretsValues>,
): ApiObject[] {
  return Object.entries(secrets).map(
    ([name, externalSecret]) =>
      new ApiObject(scope, `external-secret-${name}`, {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: identity.metadata({ name }),
        spec: externalSecret,
      }),
  );
}
