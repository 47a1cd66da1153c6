import type { Problem } from '../errors';
import { nearest } from '../values/nearest';
import { HOOK_DELETE_POLICIES, HOOK_DELETE_POLICY, HOOK_EVENTS, HOOK_WEIGHT } from './hook-annotations';
import { type HookObject, hookOf, named, type ReleaseObject } from './hook-object';
import { referenceProblems } from './hook-references';

/**
 * What is wrong with the hooks among the objects of a release, by whatever they were made:
 *
 * - events, delete policies and weights that Helm would pass over in silence,
 * - delete policies without `before-hook-creation`, with which the second run fails,
 * - Jobs without a deadline, which may hang for ever, and without a TTL, which nothing removes,
 * - pods that refer to ConfigMaps, Secrets, claims or service accounts which are not there at the moment of the hook,
 *   because they belong to the release or are hooks that run later.
 *
 * Synth checks every chart in every environment by this.
 */
export function checkHooks(objects: readonly ReleaseObject[]): Problem[] {
  const hooks = objects.flatMap((object) => hookOf(object) ?? []);
  return hooks.flatMap((hook) => [
    ...eventProblems(hook),
    ...weightProblems(hook),
    ...deletePolicyProblems(hook),
    ...jobProblems(hook),
    ...referenceProblems(hook, objects),
  ]);
}

// Helm 2 had it for what is "test" today, and Helm still takes it.
const EVENTS: readonly string[] = [...HOOK_EVENTS, 'test-success'];

function eventProblems({ object, events }: HookObject): Problem[] {
  return events.flatMap((event): Problem[] => {
    if (EVENTS.includes(event)) return [];
    const message = `${named(object)} is a hook of the event "${event}", which Helm does not know and would pass over; ${advice(HOOK_EVENTS, event)}`;
    return [{ code: 'hook/event', message }];
  });
}

function weightProblems({ object, invalidWeight }: HookObject): Problem[] {
  if (invalidWeight === undefined) return [];
  const message = `${named(object)} has the annotation ${HOOK_WEIGHT}: "${invalidWeight}", which Helm takes for 0; write an integer such as "-5"`;
  return [{ code: 'hook/weight', message }];
}

function deletePolicyProblems({ object, deletePolicies }: HookObject): Problem[] {
  if (deletePolicies === undefined) return [];
  const unknown = deletePolicies.filter((policy) => !(HOOK_DELETE_POLICIES as readonly string[]).includes(policy));
  const problems = unknown.map((policy): Problem => {
    const message = `${named(object)} has the delete policy "${policy}", which Helm does not know and would pass over; ${advice(HOOK_DELETE_POLICIES, policy)}`;
    return { code: 'hook/delete-policy', message };
  });
  if (deletePolicies.includes('before-hook-creation')) return problems;
  const message = `${named(object)} has the annotation ${HOOK_DELETE_POLICY}: ${deletePolicies.join(',')} without before-hook-creation, so that the next run fails where the last one left it behind; add before-hook-creation`;
  return [...problems, { code: 'hook/delete-policy', message }];
}

function jobProblems({ object }: HookObject): Problem[] {
  if (object.kind !== 'Job') return [];
  const spec = (object.spec ?? {}) as Readonly<Record<string, unknown>>;
  const demand = (field: string, why: string, advised: string): Problem[] =>
    spec[field] !== undefined
      ? []
      : [
          {
            code: 'hook/limits',
            message: `${named(object)} is a hook without spec.${field}, so that ${why}; set it, ${advised}`,
          },
        ];
  return [
    ...demand('activeDeadlineSeconds', 'its pod may hang for ever', 'or deadlineSeconds of its HelmHook'),
    ...demand('ttlSecondsAfterFinished', 'nothing removes it', 'or ttlSecondsAfterFinished of its HelmHook'),
  ];
}

function advice(known: readonly string[], word: string): string {
  const near = nearest(known, word);
  return near === undefined ? `write one of ${known.join(', ')}` : `did you mean ${near}?`;
}
