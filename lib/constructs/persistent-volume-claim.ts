import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';
import type { ServiceIdentity } from './identity';
import { apiObject } from './manifest';

export const storageClass = () =>
  z.string().default('').describe("Storage class of the claim. Empty: the cluster's default class.");

export const accessMode = () =>
  z
    .enum(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'])
    .default('ReadWriteOnce')
    .describe(
      'Access mode of the claim, also of an existing one. Replicas on several nodes need ReadWriteMany or ReadOnlyMany; with the others, all old pods go before new ones come, unless strategy says otherwise.',
    );

export const existingClaim = () =>
  z.string().default('').describe('Name of a claim that exists already; none is created then.');

interface Claim {
  readonly size: string;
  readonly storageClass: string;
  readonly accessMode: string;
}

export function persistentVolumeClaim(
  scope: Construct,
  id: string,
  identity: ServiceIdentity,
  name: string,
  claim: Claim,
): ApiObject {
  return apiObject<'PersistentVolumeClaim'>(scope, id, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: identity.metadata({ name }),
    spec: {
      accessModes: [claim.accessMode],
      storageClassName: claim.storageClass === '' ? undefined : claim.storageClass,
      resources: { requests: { storage: claim.size } },
    },
  });
}
