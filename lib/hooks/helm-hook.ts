import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { type HookSchedule, hookAnnotations } from './hook-annotations';

export interface HelmHookProps extends HookSchedule {
  /** Seconds that each Job or Pod of the hook may take, retries included. @default what the objects themselves say */
  readonly deadlineSeconds?: number;
  /** Seconds that a finished Job, and with it its logs, is kept. @default what the Jobs themselves say */
  readonly ttlSecondsAfterFinished?: number;
  /** Builds the objects of the hook. */
  readonly constructs: (scope: Construct) => void;
}

/**
 * Makes a Helm hook of any constructs: plain objects, generated classes, those of cdk8s-plus. What runs (Jobs and Pods)
 * has the weight of the hook; what it needs (ConfigMaps, Secrets, service accounts, roles, claims) has one less, so that
 * it is there before.
 *
 * ```ts
 * new HelmHook(this, 'reindex', {
 *   events: ['post-upgrade'],
 *   deadlineSeconds: 600,
 *   ttlSecondsAfterFinished: 3600,
 *   constructs: (scope) => new ApiObject(scope, 'job', { apiVersion: 'batch/v1', kind: 'Job', spec }),
 * });
 * ```
 *
 * Synth checks all hooks of a chart; see `checkHooks`.
 */
export class HelmHook extends Construct {
  constructor(scope: Construct, id: string, props: HelmHookProps) {
    super(scope, id);
    props.constructs(this);
    const { weight = 0, deadlineSeconds, ttlSecondsAfterFinished } = props;
    const objects = this.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
    for (const object of objects) {
      const runs = object.kind === 'Job' || object.kind === 'Pod';
      const annotations = hookAnnotations({ ...props, weight: runs ? weight : weight - 1 });
      for (const [key, value] of Object.entries(annotations)) object.metadata.addAnnotation(key, value);
      const limits = { ...(runs && { activeDeadlineSeconds: deadlineSeconds }) };
      const kept = { ...(object.kind === 'Job' && { ttlSecondsAfterFinished }) };
      for (const [field, value] of Object.entries({ ...limits, ...kept })) {
        if (value !== undefined) object.addJsonPatch(JsonPatch.add(`/spec/${field}`, value));
      }
    }
  }
}
