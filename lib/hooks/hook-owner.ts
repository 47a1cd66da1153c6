import type { Construct } from 'constructs';
import type { ObjectMeta } from '../constructs/manifest';
import { nonEmpty } from '../constructs/non-empty';
import { Release } from '../release/release';

/** What a hook takes its names and labels from: an inference service, or the release alone. */
export interface HookOwner {
  readonly release: Release;
  /** The name of one of the owner's objects; without a part, its own. */
  name(part?: string): string;
  /** The metadata of one of the owner's objects. */
  metadata(extra: { name: string; annotations: Record<string, string> }): ObjectMeta;
}

/** The release of the nearest chart above, for a hook that belongs to no inference service. */
export function releaseAsOwner(scope: Construct): HookOwner {
  const release = Release.of(scope);
  return {
    release,
    name: (part) => release.fullname(part),
    metadata: ({ name, annotations }) => ({
      name,
      namespace: release.namespace,
      labels: release.labels,
      annotations: nonEmpty(annotations),
    }),
  };
}
