import type { z } from 'zod';
import { MOVING_REVISION } from '../constructs/hugging-face-model-source';
import { inferenceServiceValues } from '../inference/inference-service-values';
import type { Rule } from '../values/rules/rule';
import type { RuleVocabulary } from '../values/rules/vocabulary';
import { withRules } from '../values/rules/with-rules';
import { deliveryValues } from './delivery-values';
import { httpRouteValues } from './http-route';
import { TRACK_LABEL } from './variant-identity';

/** The same as for an inference service; the order is that of `values.yaml`. */
const values = inferenceServiceValues.safeExtend({ httpRoute: httpRouteValues, delivery: deliveryValues });

/** What holds between a second version and the rest of the values. */
export function deliveryRules({
  required,
  forbidden,
  requiredApi,
  isTrue,
  isSet,
  isSame,
  equals,
  hasKey,
  words,
  not,
  all,
  any,
}: RuleVocabulary<(typeof values)['shape']>): (readonly Rule[])[] {
  const isCanary = equals('delivery.type', 'canary');
  const isBlueGreen = equals('delivery.type', 'blueGreen');
  const isOn = any(isCanary, isBlueGreen);
  const isByReplicas = all(isCanary, equals('delivery.canary.traffic', 'replicas'));
  const isOtherModel = all(
    isOn,
    isSet('delivery.variant.model.version'),
    not(isSame('delivery.variant.model.version', 'model.version')),
  );
  const versions = [
    ['delivery.variant.image.tag', 'image.tag'],
    ['delivery.variant.image.digest', 'image.digest'],
    ['delivery.variant.model.version', 'model.version'],
    ['delivery.variant.model.storage.huggingface.revision', 'model.storage.huggingface.revision'],
    ['delivery.variant.model.storage.pvc.existingClaim', 'model.storage.pvc.existingClaim'],
    ['delivery.variant.model.storage.oci.tag', 'model.storage.oci.tag'],
  ] as const;
  const hasOwnSettings = any(
    isSet('delivery.variant.model.storage.http.urls'),
    isSet('delivery.variant.server.args'),
    isSet('delivery.variant.extraEnv'),
  );
  return [
    requiredApi('gateway.networking.k8s.io/v1', { when: isTrue('httpRoute.enabled') }),
    required(any(...versions.map(([own]) => isSet(own)), hasOwnSettings), {
      when: isBlueGreen,
      message: words`green has no version of its own; set this, ${'delivery.variant.image.digest'} or ${'delivery.variant.model.version'}, or set ${'delivery.type'} to "none"`,
    }),
    required(any(...versions.map(([own, other]) => all(isSet(own), not(isSame(own, other)))), hasOwnSettings), {
      when: isCanary,
      message: words`the canary is the same version as the service; set this, ${'delivery.variant.image.digest'} or ${'delivery.variant.model.version'} to what it is to be, or set ${'delivery.type'} to "none"`,
    }),
    forbidden(equals('delivery.canary.traffic', 'nginx'), {
      when: all(isCanary, not(isTrue('ingress.enabled'))),
      message: words`nginx divides what comes in by the Ingress, and there is none; set ${'ingress.enabled'} to true, or change this`,
    }),
    forbidden(equals('delivery.canary.traffic', 'httpRoute'), {
      when: all(isCanary, not(isTrue('httpRoute.enabled'))),
      message: words`there is no HTTPRoute that could divide the requests; set ${'httpRoute.enabled'} to true, or change this`,
    }),
    forbidden(equals('delivery.canary.traffic', 'replicas'), {
      when: all(isCanary, any(isTrue('autoscaling.enabled'), isTrue('keda.enabled'))),
      message: words`the share of the canary is its part of the replicas, whose number an autoscaler changes; set this to "nginx" or "httpRoute", or ${'autoscaling.enabled'} and ${'keda.enabled'} to false`,
    }),
    required('delivery.variant.replicaCount', {
      when: isByReplicas,
      message: words`required while ${'delivery.canary.traffic'} is "replicas": the share of the canary is its part of the replicas, beside ${'replicaCount'} of the service`,
    }),
    forbidden(equals('delivery.variant.replicaCount', 0), {
      when: any(
        all(isBlueGreen, equals('delivery.blueGreen.active', 'green')),
        all(isCanary, not(isByReplicas), not(equals('delivery.canary.weight', 0))),
      ),
      message:
        'requests go to the second version, and it has no replica that would answer them; set this to 1 or more, or leave it out',
    }),
    forbidden(equals('delivery.variant.image.tag', 'latest'), {
      when: all(isOn, not(isSet('delivery.variant.image.digest'))),
      message: words`latest moves: nobody would know which version takes over; set this to the version that it stands for, or ${'delivery.variant.image.digest'}`,
    }),
    forbidden(equals('delivery.variant.model.storage.huggingface.revision', 'main'), {
      message: 'main is a branch, which moves; set this to a commit (40 hexadecimal digits) or a tag',
    }),
    ...(
      [
        ['delivery.variant.model.storage.huggingface.revision', equals('model.storage.type', 'huggingface')],
        ['delivery.variant.model.storage.http.urls', equals('model.storage.type', 'http')],
        [
          'delivery.variant.model.storage.oci.tag',
          all(equals('model.storage.type', 'oci'), isSet('model.storage.oci.tag')),
        ],
        ['delivery.variant.model.storage.checksums', isSet('model.storage.checksums')],
      ] as const
    ).map(([path, isNeeded]) =>
      required(path, {
        when: all(isOtherModel, isNeeded),
        message: words`what the service has here belongs to ${'model.version'} and not to ${'delivery.variant.model.version'}; set it for that`,
      }),
    ),
    forbidden(equals('delivery.variant.model.storage.huggingface.revision', 'main'), {
      message: MOVING_REVISION,
    }),
    ...(
      [
        ['persistence', isTrue('persistence.enabled')],
        ['model.storage.cache', isTrue('model.storage.cache.enabled')],
        [
          'model.storage.pvc',
          all(equals('model.storage.type', 'pvc'), not(isSet('delivery.variant.model.storage.pvc.existingClaim'))),
        ],
      ] as const
    ).map(([claim, isShared]) =>
      forbidden(equals(`${claim}.accessMode`, 'ReadWriteOncePod'), {
        when: all(isOn, isShared),
        message: words`one pod alone can mount the volume, and those of the second version would wait for ever; set it to ReadWriteMany, or ${'delivery.type'} to "none"`,
      }),
    ),
    forbidden(hasKey('podLabels', TRACK_LABEL), {
      when: isOn,
      message: words`the pods of the second version are selected by this label; remove it here, or set ${'delivery.type'} to "none"`,
    }),
  ];
}

/** Everything that configures an inference service, and a second version of it. */
export const progressiveInferenceServiceValues = withRules(values, deliveryRules);

/** Validated values, with all defaults filled in. */
export type ProgressiveInferenceServiceValues = z.output<typeof progressiveInferenceServiceValues>;

/** Values as a user writes them: whatever has a default may be left out. */
export type ProgressiveInferenceServiceProps = z.input<typeof progressiveInferenceServiceValues>;
