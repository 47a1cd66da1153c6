import { parse, satisfies } from 'semver';

const NUMBER = String.raw`(?:\d+|[xX*])`;
const VERSION = String.raw`v?${NUMBER}(?:\.${NUMBER}){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?`;
const COMPARISON = String.raw`(?:=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*${VERSION}`;
const RANGE = String.raw`${VERSION}\s+-\s+${VERSION}`;
const TERM = `(?:${RANGE}|${COMPARISON})`;
const ALTERNATIVE = new RegExp(String.raw`^\s*${TERM}(?:(?:\s+|\s*,\s*)${TERM})*\s*$`);

/**
 * Whether Helm can read text as a range of versions, such as `>=1.29.0-0 <2` or `~17.3 || ^18`. Helm takes a comma for
 * "and" and has `!=`, which npm's ranges do not.
 */
export function isVersionConstraint(text: string): boolean {
  return text.split('||').every((alternative) => ALTERNATIVE.test(alternative));
}

const TERMS = new RegExp(`${RANGE}|${COMPARISON}`, 'g');
const HAS_PRERELEASE = /\d-[0-9A-Za-z]/;
const VERSION_PARTS = /^v?(\d+\.\d+)(\.\d+)?(.*)$/;

/**
 * Whether a version, such as `1.31` for 1.31.0, is in a range, as Helm 3 sees it: a version with a suffix after a dash is
 * only in ranges that have one too. Helm 4 takes the suffix off and so accepts more.
 *
 * @param range text that {@link isVersionConstraint} takes
 */
export function isInRange(version: string, range: string): boolean {
  const full = version.replace(VERSION_PARTS, (_, minor, patch = '.0', rest) => `${minor}${patch}${rest}`);
  const isPrerelease = (parse(full)?.prerelease.length ?? 0) > 0;
  return range
    .split('||')
    .some((alternative) => (alternative.match(TERMS) ?? []).every((term) => isInTerm(full, isPrerelease, term.trim())));
}

function isInTerm(version: string, isPrerelease: boolean, term: string): boolean {
  if (isPrerelease && !HAS_PRERELEASE.test(term)) return false;
  const options = { includePrerelease: true };
  if (term.startsWith('!=')) return !satisfies(version, term.slice(2), options);
  return satisfies(version, term.replace('=>', '>=').replace('=<', '<='), options);
}
