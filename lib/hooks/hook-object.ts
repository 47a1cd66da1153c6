import { HOOK, HOOK_DELETE_POLICY, HOOK_WEIGHT } from './hook-annotations';

/** An object of a release, as far as hooks are concerned. */
export interface ReleaseObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** What the annotations of a hook say, as they were written. */
export interface HookObject {
  readonly object: ReleaseObject;
  readonly events: readonly string[];
  readonly weight: number;
  /** What stands there, where it is no integer. */
  readonly invalidWeight?: string;
  /** `undefined` where there are none: Helm then takes `before-hook-creation`. */
  readonly deletePolicies?: readonly string[];
}

/** An object as a hook; `undefined` where it is none. */
export function hookOf(object: ReleaseObject): HookObject | undefined {
  const annotations = object.metadata.annotations as Readonly<Record<string, unknown>> | undefined;
  const events = annotations?.[HOOK];
  if (events === undefined) return undefined;
  const weight = String(annotations?.[HOOK_WEIGHT] ?? '0');
  const isInteger = /^[-+]?\d+$/.test(weight);
  const policies = annotations?.[HOOK_DELETE_POLICY];
  return {
    object,
    events: words(events),
    weight: isInteger ? Number(weight) : 0,
    ...(!isInteger && { invalidWeight: weight }),
    ...(policies !== undefined && { deletePolicies: words(policies) }),
  };
}

/** Helm takes them with blanks around, and in capitals. */
function words(list: unknown): string[] {
  return String(list)
    .split(',')
    .map((word) => word.trim().toLowerCase());
}

/** `Job "ml-migration"` */
export function named({ kind, metadata }: ReleaseObject): string {
  return `${kind} "${metadata.name}"`;
}
