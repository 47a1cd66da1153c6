import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { annotations } from './labels';
import { apiObject } from './manifest';

/** The identity of the pods inside the cluster. */
export const serviceAccountValues = z
  .object({
    create: z.boolean().default(true).describe('Create the service account.'),
    annotations: annotations().describe('Annotations of the service account, such as those of a workload identity.'),
    name: z
      .string()
      .default('')
      .describe('Name of the service account. Empty: the full name where it is created, otherwise default.'),
    automountServiceAccountToken: z
      .boolean()
      .default(false)
      .describe('Mount a token of the Kubernetes API into the pods. Workload identities do not need it.'),
  })
  .prefault({})
  .describe('The identity of the pods inside the cluster.');

type ServiceAccountValues = z.output<typeof serviceAccountValues>;

/** The name of the service account that the pods use, created or not. */
export function serviceAccountName(identity: ServiceIdentity, values: ServiceAccountValues): string {
  const name = values.create ? values.name || identity.shared.name() : values.name || 'default';
  return identity.helper('serviceAccountName', name);
}

export function serviceAccount(
  scope: Construct,
  identity: ServiceIdentity,
  values: ServiceAccountValues,
): ApiObject | undefined {
  if (!values.create) return undefined;
  return apiObject<'ServiceAccount'>(scope, 'service-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: identity.metadata({
      name: serviceAccountName(identity, values),
      annotations: values.annotations,
    }),
    automountServiceAccountToken: values.automountServiceAccountToken,
  });
}
