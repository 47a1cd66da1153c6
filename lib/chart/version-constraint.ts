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
