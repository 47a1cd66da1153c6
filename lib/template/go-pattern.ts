/** A JavaScript regular expression as Go reads it, or why Go cannot. */
export type GoPattern = { readonly pattern: string } | { readonly problem: string };

export interface GoPatternOptions {
  /** Leaves `\s` as people write it, for texts without {@link RARE_SPACES}. @default false */
  readonly isPlain?: boolean;
}

// Go allows this many repetitions, nested ones multiplied.
const MAX_REPETITIONS = 1000;

const ESCAPE = String.raw`\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|[^])`;

const TOKEN = new RegExp(
  [
    String.raw`(?<lookAround>\(\?<?[=!])`,
    String.raw`(?<namedGroup>\(\?<[^>]*>)`,
    String.raw`(?<open>\((?:\?[a-z]*(?:-[a-z]+)?:)?)`,
    String.raw`(?<close>\))`,
    String.raw`(?<anything>\[\^\])`,
    String.raw`(?<nothing>\[\])`,
    String.raw`(?<set>\[(?:\\[^]|[^\]\\])*\])`,
    String.raw`(?<repeat>\{(?<least>\d+)(?:,(?<most>\d*))?\})`,
    String.raw`(?<dot>\.)`,
    String.raw`(?<backReference>\\(?:[1-9]|k<))`,
    `(?<escape>${ESCAPE})`,
    '(?<other>[^])',
  ].join('|'),
  'gy',
);

/**
 * A JavaScript regular expression as Helm reads it: Go's regular expressions have no look-around and no back-references,
 * and some escapes are written in another way. What means the same in both stays as it is. One difference is left: without
 * the flag `u`, JavaScript counts a character beyond U+FFFF as two.
 */
export function goPattern(
  { source, flags }: Pick<RegExp, 'source' | 'flags'>,
  { isPlain = false }: GoPatternOptions = {},
): GoPattern {
  const [flag] = flags.match(/[imsv]/) ?? [];
  if (flag) return { problem: `the flag "${flag}" cannot be carried into a JSON schema` };

  const translated: string[] = [];
  const repetitions = new RepetitionCount();
  for (const { 0: token, groups = {} } of source.matchAll(TOKEN)) {
    if (groups.lookAround) return { problem: `Go has no look-ahead and no look-behind, as in "${token}"` };
    if (groups.backReference) return { problem: 'Go has no back-references' };
    if (groups.nothing) return { problem: '"[]", which matches nothing, is an error in Go' };
    if (groups.repeat) repetitions.repeat(Number(groups.most || groups.least));
    else repetitions.next(groups);
    if (repetitions.isTooMany) return { problem: `Go allows ${MAX_REPETITIONS} repetitions, nested ones multiplied` };

    const text = translate(token, groups, isPlain);
    if (text === undefined) return { problem: `"${token}" has no counterpart in Go` };
    translated.push(text);
  }
  return { pattern: translated.join('') };
}

type Groups = Readonly<Record<string, string | undefined>>;

function translate(token: string, groups: Groups, isPlain: boolean): string | undefined {
  if (groups.namedGroup) return '(';
  if (groups.anything) return String.raw`[\s\S]`;
  if (groups.dot) return `[^${LINE_ENDS}]`;
  if (groups.set) return translateSet(token, isPlain);
  if (isPlain && (token === SPACE || token === NO_SPACE)) return token;
  if (token === SPACE) return `[${SPACES}]`;
  if (token === NO_SPACE) return `[^${SPACES}]`;
  if (groups.escape) return translateEscape(token);
  return token;
}

const [SPACE, NO_SPACE] = [String.raw`\s`, String.raw`\S`];

/** What is a space to JavaScript and not to Go, as the content of a set. */
export const RARE_SPACES = '\\x0b\\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** What ends a line in JavaScript, and what is a space to it, as the content of a set. */
const LINE_ENDS = '\\n\\r\u2028\u2029';
const SPACES = '\\t-\\r \\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const NO_SPACES =
  '\\x00-\\x08\\x0e-\\x1f!-\\x9f\\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\u{10ffff}';

/** Inside of a set, `[` has no meaning in JavaScript, and `\b` is the backspace. */
function translateSet(set: string, isPlain: boolean): string | undefined {
  const parts = (set.slice(1, -1).match(new RegExp(`${ESCAPE}|[^]`, 'g')) ?? []).map((part) => {
    if (part === '[') return String.raw`\[`;
    if (part === String.raw`\b`) return String.raw`\x08`;
    if (isPlain && (part === SPACE || part === NO_SPACE)) return part;
    if (part === SPACE) return SPACES;
    if (part === NO_SPACE) return NO_SPACES;
    return part.startsWith('\\') ? translateEscape(part) : part;
  });
  return parts.includes(undefined) ? undefined : `[${parts.join('')}]`;
}

function translateEscape(token: string): string | undefined {
  const kind = token[1] ?? '';
  switch (kind) {
    case 'u':
      return token.length === 2 ? 'u' : literal(Number.parseInt(token.replace(/[\\u{}]/g, ''), 16));
    case 'c':
      return token.length === 2 ? undefined : literal(token.charCodeAt(2) % 32);
    case 'p':
    case 'P':
      // Go knows the one- and two-letter categories by the same names.
      return /^\\[pP]\{[A-Z][a-z]?\}$/.test(token) ? token : undefined;
    case 'x':
      return token.length === 2 ? 'x' : token;
    case '0':
      return String.raw`\x00`;
    default:
      if (/[1-9]/.test(kind)) return undefined;
      return /[A-Za-z]/.test(kind) && !/[dDwWsSbBtnrfv]/.test(kind) ? kind : token;
  }
}

/** One character, written so that JavaScript and Go read it alike. */
function literal(codePoint: number): string | undefined {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return undefined;
  if (codePoint <= 0xff) return `\\x${codePoint.toString(16).padStart(2, '0')}`;
  return String.fromCodePoint(codePoint);
}

/** How often the innermost part of what was read may repeat, over all groups around it. */
class RepetitionCount {
  /** The largest count in each open group. */
  private readonly groups = [1];
  /** That of the last character or group. */
  private last = 1;

  get isTooMany(): boolean {
    return this.last > MAX_REPETITIONS;
  }

  next({ open, namedGroup, close }: Groups): void {
    if (open || namedGroup) {
      this.groups.push(1);
      return;
    }
    this.last = close ? (this.groups.pop() ?? 1) : 1;
    this.keepLargest();
  }

  repeat(times: number): void {
    this.last *= Math.max(times, 1);
    this.keepLargest();
  }

  private keepLargest(): void {
    const current = this.groups.length - 1;
    this.groups[current] = Math.max(this.groups[current] ?? 1, this.last);
  }
}
