import { createHash } from 'node:crypto';
import { ConstructError } from '../errors';

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

/** Of a name's 63 characters, this leaves 13 to the release and 8 to the hash, with a dash before each of the others. */
export const MAX_SUFFIX_LENGTH = 40;

/** The chart's name, or its override: the value of `app.kubernetes.io/name`. */
export function chartName(parts: NameParts): string {
  return (parts.nameOverride || parts.chart).slice(0, MAX_NAME_LENGTH).replace(/-$/, '');
}

/**
 * The name of a release's object: `<release>-<chart>`, or only the release's name where that contains the chart's, as
 * `helm create` has it; with a suffix, `<name>-<suffix>`. A name above 63 characters is cut before the suffix and gets
 * the first 8 digits of the SHA-256 of what it was, so that two long names never become one.
 *
 * Throws {@link ConstructError} where the suffix has more than {@link MAX_SUFFIX_LENGTH} characters.
 */
export function fullname(parts: NameParts, suffix = ''): string {
  if (suffix.length > MAX_SUFFIX_LENGTH) throw tooLong(suffix);
  return shorten(untruncatedFullname(parts), suffix);
}

function untruncatedFullname(parts: NameParts): string {
  if (parts.fullnameOverride) return parts.fullnameOverride;
  const name = parts.nameOverride || parts.chart;
  return parts.release.includes(name) ? parts.release : `${parts.release}-${name}`;
}

/** A suffix that was not chosen but derived: one that is too long is cut, and gets a hash of what it was. */
export function derivedSuffix(text: string): string {
  if (text.length <= MAX_SUFFIX_LENGTH) return text;
  return `${text.slice(0, MAX_SUFFIX_LENGTH - HASH_LENGTH - 1).replace(/-$/, '')}-${hashOf(text)}`;
}

function shorten(base: string, suffix: string): string {
  const tail = suffix ? `-${suffix}` : '';
  if (base.length + tail.length <= MAX_NAME_LENGTH) return base + tail;
  const kept = base.slice(0, MAX_NAME_LENGTH - tail.length - HASH_LENGTH - 1).replace(/-$/, '');
  return `${kept}-${hashOf(base)}${tail}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

function tooLong(suffix: string): ConstructError {
  return new ConstructError('The constructs cannot be built:', [
    {
      code: 'construct/long-suffix',
      message: `the suffix "${suffix}" of an object's name has ${suffix.length} characters, and at most ${MAX_SUFFIX_LENGTH} leave room for the release's name; choose a shorter one`,
    },
  ]);
}
