import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObject } from '../constructs/manifest';
import { hookAnnotations } from './hook-annotations';
import type { HookOwner } from './hook-owner';

/** Before all hooks that take their settings from it. */
const WEIGHT = -20;

/** What the name of the ConfigMap ends in. */
export const HOOK_SETTINGS = 'hooks';

/**
 * Settings for the hooks before an installation or upgrade, as a hook that comes before them: the service's own ConfigMap
 * is not there yet, or has the settings of the revision before.
 */
export function hookSettings(scope: Construct, owner: HookOwner, data: Record<string, string>): ApiObject {
  const schedule = hookAnnotations({ events: ['pre-install', 'pre-upgrade'], weight: WEIGHT });
  return apiObject<'ConfigMap'>(scope, 'hook-settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: owner.metadata({ name: owner.name(HOOK_SETTINGS), annotations: schedule }),
    data,
  });
}
