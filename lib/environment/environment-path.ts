import { formatPath, type PathSegment } from '../values/path';

/**
 * A place in an environment file as messages name it. Places in the values are named as everywhere else, without the
 * key `values` in front: `image.tag`, but `cluster.kubeVersion`.
 */
export function environmentPath(segments: readonly PathSegment[]): string {
  return formatPath(segments[0] === 'values' && segments.length > 1 ? segments.slice(1) : segments);
}
