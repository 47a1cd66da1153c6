import { createHash } from 'node:crypto';

/** What a release's object names are made of. */
export interface NameParts {
  /** Name of the Helm release. */
  readonly release: string;
  /** Name of the chart. */
  readonly chart: string;
  /** Stands in for the chart's name. @default the chart's name */
  readonly nameOverride?: string;
  /** Stands in for the whole name. @default release and chart name joined */
  readonly fullnameOverride?: string;
}

/** Kubernetes label values, Service names and most object names end here. */
export const MAX_NAME_LENGTH = 63;

const HASH_LENGTH = 8;

/** The chart's name, or its override: the value of `app.kubernetes.io/name`. */
export function chartName(parts: NameParts): string {
  return (parts.nameOverride || parts.chart).slice(0, MAX_NAME_LENGTH).replace(/-$/, '');
}

/**
 * The name of a release's object: `<release>-<chart>`, or only the release's name where that contains the chart's, as
 * `helm create` has it; with a suffix, `<name>-<suffix>`. A name above 63 characters is cut before the suffix and gets
 * the first 8 digits of the SHA-256 of what it was, so that two long names never become one.
 */
export function fullname(parts: NameParts, suffix = ''): string {
  return shorten(untruncatedFullname(parts), suffix);
}

function untruncatedFullname(parts: NameParts): string {
  if (parts.fullnameOverride) return parts.fullnameOverride;
  const name = parts.nameOverride || parts.chart;
  return parts.release.includes(name) ? parts.release : `${parts.release}-${name}`;
}

function shorten(base: string, suffix: string): string {
  const tail = suffix ? `-${suffix}` : '';
  if (base.length + tail.length <= MAX_NAME_LENGTH) return base + tail;
  const hash = createHash('sha256').update(base).digest('hex').slice(0, HASH_LENGTH);
  const kept = base.slice(0, MAX_NAME_LENGTH - tail.length - HASH_LENGTH - 1).replace(/-$/, '');
  return `${kept}-${hash}${tail}`;
}
