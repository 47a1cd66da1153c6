import type { Rule } from '../values/rules/rule';
import type { RuleVocabulary } from '../values/rules/vocabulary';
import type { modelValues } from './model';
import type { networkPolicyValues } from './network-policy';
import type { serviceAccountValues } from './service-account';

type Keys = {
  readonly model: typeof modelValues;
  readonly networkPolicy: typeof networkPolicyValues;
  readonly serviceAccount: typeof serviceAccountValues;
};

/** The annotations of service accounts that clients go by without a way to the metadata of their cloud. */
const ROLE_OF_AWS = 'eks.amazonaws.com/role-arn';
const IDENTITY_OF_AZURE = 'azure.workload.identity/client-id';

/** A policy that keeps the downloader from asking the cloud who it is, where nothing else tells: it would hang. */
export function identityRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { required, isTrue, isSet, equals, hasKey, all, any, not, words } = vocabulary;
  const storage = 'model.storage';
  const isBare = (annotation: string) =>
    all(isTrue('serviceAccount.create'), not(hasKey('serviceAccount.annotations', annotation)));
  return [
    required(isTrue('networkPolicy.cloudIdentity'), {
      when: all(
        isTrue('networkPolicy.enabled'),
        not(isSet('networkPolicy.egress')),
        any(
          all(equals(`${storage}.type`, 's3'), not(isSet(`${storage}.s3.credentials`)), isBare(ROLE_OF_AWS)),
          all(equals(`${storage}.type`, 'gcs'), not(isSet(`${storage}.gcs.credentials`))),
          all(equals(`${storage}.type`, 'azure'), not(isSet(`${storage}.azure.sasToken`)), isBare(IDENTITY_OF_AZURE)),
        ),
      ),
      message: words`the download has no credentials and has to ask the cloud who it is, and the policy keeps it from that: it would hang; set this to true, give it credentials in ${storage}, or annotate ${'serviceAccount'} with its role or identity`,
    }),
  ];
}
