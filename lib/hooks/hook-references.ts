import type { Problem } from '../errors';
import { type HookObject, hookOf, named, type ReleaseObject } from './hook-object';
import { type PodReference, podReferences } from './pod-references';

/** At these moments the release has no objects yet, or no more. */
const WITHOUT_RELEASE = new Map([
  ['pre-install', 'installs only afterwards'],
  ['post-delete', 'has deleted by then'],
]);

/** Kinds whose controllers make a Secret. */
const SECRET_MAKERS = ['ExternalSecret', 'SealedSecret', 'Certificate'];

/** What a hook's pods refer to and would wait for until the deadline, because it is not there when they start. */
export function referenceProblems(hook: HookObject, objects: readonly ReleaseObject[]): Problem[] {
  return podReferences(hook.object).flatMap((reference): Problem[] => {
    const target = objects.find((object) => isMeant(object, reference, hook.object));
    if (target === undefined) return [];
    const message = missing(hook, target, reference);
    return message === undefined ? [] : [{ code: 'hook/reference', message }];
  });
}

function missing(hook: HookObject, target: ReleaseObject, { kind, name, place }: PodReference): string | undefined {
  const other = hookOf(target);
  const refers = (event: string) =>
    `${named(hook.object)} is a ${event} hook and refers to ${kind} "${name}" (${place})`;
  const later = hook.events.find((event) => other?.events.includes(event) && other.weight >= hook.weight);
  if (other !== undefined && later !== undefined) {
    return `${refers(later)}, which is a hook of the same event with weight ${other.weight}, not below ${hook.weight}; give it a lower weight, so that it is there before`;
  }
  const [absent] = hook.events.filter((event) => WITHOUT_RELEASE.has(event) && !other?.events.includes(event));
  if (absent === undefined) return undefined;
  const maker = target.kind === kind ? '' : `${named(target)} makes and `;
  return `${refers(absent)}, which ${maker}Helm ${WITHOUT_RELEASE.get(absent)}; make the ${target.kind} a ${absent} hook of lower weight than ${hook.weight}, refer to a ${kind} that exists outside of the release, or give the pod what it needs directly`;
}

/** Whether an object is what a pod refers to, or makes it. */
function isMeant(object: ReleaseObject, { kind, name }: PodReference, hook: ReleaseObject): boolean {
  if (object.metadata.namespace !== hook.metadata.namespace) return false;
  if (object.kind === kind) return object.metadata.name === name;
  return kind === 'Secret' && SECRET_MAKERS.includes(object.kind) && secretOf(object) === name;
}

/** The name of the Secret that a controller makes of an object. */
function secretOf({ metadata, spec }: ReleaseObject): unknown {
  const { target, template, secretName } = (spec ?? {}) as {
    readonly target?: { readonly name?: unknown };
    readonly template?: { readonly metadata?: { readonly name?: unknown } };
    readonly secretName?: unknown;
  };
  return target?.name ?? secretName ?? template?.metadata?.name ?? metadata.name;
}
