/** The moments of a release at which Helm runs hooks (https://helm.sh/docs/topics/charts_hooks/). */
export const HOOK_EVENTS = [
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];

/** When Helm deletes the objects of a hook. */
export const HOOK_DELETE_POLICIES = ['before-hook-creation', 'hook-succeeded', 'hook-failed'] as const;
export type HookDeletePolicy = (typeof HOOK_DELETE_POLICIES)[number];

export const HOOK = 'helm.sh/hook';
export const HOOK_WEIGHT = 'helm.sh/hook-weight';
export const HOOK_DELETE_POLICY = 'helm.sh/hook-delete-policy';

/** When an object is a hook, in which order, and when it is deleted. */
export interface HookSchedule {
  /** The moments at which it runs. */
  readonly events: readonly HookEvent[];
  /** Hooks of one event run one after the other, those of lower weight first. @default 0 */
  readonly weight?: number;
  /**
   * When Helm deletes it. `before-hook-creation` belongs among them: without it the next run finds the object of the
   * last one and fails, because it "already exists". @default before-hook-creation
   */
  readonly deletePolicies?: readonly HookDeletePolicy[];
}

/** The annotations that make an object a hook. */
export function hookAnnotations({
  events,
  weight = 0,
  deletePolicies = ['before-hook-creation'],
}: HookSchedule): Record<string, string> {
  return {
    [HOOK]: events.join(','),
    [HOOK_WEIGHT]: String(weight),
    [HOOK_DELETE_POLICY]: deletePolicies.join(','),
  };
}

/** Whether an object is a hook. */
export function isHook({ metadata }: { readonly metadata: object }): boolean {
  const { annotations } = metadata as { readonly annotations?: object };
  return annotations !== undefined && HOOK in annotations;
}
