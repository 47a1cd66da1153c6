const TOKEN =
  /(?<look>\(\?<?[=!])|(?<open>\((?:\?(?:<[^>]+>|[a-z-]*:))?)|(?<close>\))|(?<or>\|)|(?<set>\[(?:\\[\s\S]|[^\]\\])*\])|(?<repeat>(?:[*+?]|\{(?<least>\d+)(?:,\d*)?\})\??)|(?<edge>[$^]|\\[bB]|\\[1-9]|\\k<[^>]+>)|(?<escape>\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|[\s\S]))|(?<other>[\s\S])/giy;

/** Characters to try where a pattern has a set of them, or a class. */
const CHARACTERS = [
  ...'a0A-_./: bcdefghijklmnopqrstuvwxyz123456789BCDEFGHIJKLMNOPQRSTUVWXYZ@#+=,;!"\'%&()*<>?[\\]^`{|}~$\t\né漢',
];

const MAX_SAMPLES = 8;

/**
 * A few texts that a regular expression matches: some for each of its alternatives, with as little as it asks for and with
 * what it may have, and with different characters where it does not say which. None where it is too involved; those that do
 * not match are left out.
 */
export function patternSamples(pattern: RegExp): string[] {
  const flags = pattern.flags.replace(/[gy]/g, '');
  // With this flag, sets stand inside of sets.
  if (flags.includes('v')) return [];
  const matching = new RegExp(pattern.source, flags);
  const samples = new Reader([...pattern.source.matchAll(TOKEN)], flags).alternatives();
  const cased = flags.includes('i') ? samples.flatMap((sample) => [sample, sample.toUpperCase()]) : samples;
  return [...new Set(cased)].filter((sample) => matching.test(sample)).slice(0, MAX_SAMPLES);
}

/** No more texts than that are listed of a pattern. */
const MAX_LISTED = 32;

/**
 * All texts that a regular expression finds in others, where these are few: such as `https://` and `http://` of
 * `^https?:\/\/`. `undefined` where they are many, or cannot be told.
 */
export function listedTexts(pattern: RegExp): string[] | undefined {
  const tokens = [...pattern.source.matchAll(TOKEN)];
  const isListed = ({ 0: text, groups = {} }: RegExpExecArray) =>
    !groups.look &&
    !groups.set &&
    text !== '.' &&
    (!groups.repeat || text === '?') &&
    (!groups.edge || text === '^' || text === '$') &&
    (!groups.escape || /^\\[^\w\s]$/.test(text));
  if (!/^[gu]*$/.test(pattern.flags) || !tokens.every(isListed)) return undefined;
  const texts = new Reader(tokens, '', MAX_LISTED + 1, everyPair).alternatives();
  return texts.length > MAX_LISTED ? undefined : [...new Set(texts)];
}

class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly RegExpExecArray[],
    private readonly flags: string,
    private readonly most = MAX_SAMPLES,
    private readonly combine: typeof combined = combined,
  ) {}

  /** Samples of the alternatives up to the end of the group. */
  alternatives(): string[] {
    const found: string[] = [];
    for (;;) {
      found.push(...this.sequence());
      if (!this.tokens[this.at]?.groups?.or) return found.slice(0, this.most);
      this.at++;
    }
  }

  private sequence(): string[] {
    let samples = [''];
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      if (token.groups?.or || token.groups?.close) break;
      const parts = this.repeated(this.part());
      samples = this.combine(samples, parts).slice(0, this.most);
    }
    return samples;
  }

  /** What the next part of the pattern may be. */
  private part(): string[] {
    const { 0: text, groups = {} } = this.tokens[this.at++];
    if (groups.look || groups.open) {
      const inside = this.alternatives();
      this.at++;
      // What a look-around asks for stands in the text by itself, if at all.
      return groups.look ? [''] : inside;
    }
    if (groups.edge) return [''];
    if (groups.escape || groups.set || text === '.') return this.characters(text);
    return [text];
  }

  private characters(text: string): string[] {
    const one = new RegExp(`^${text}$`, this.flags.replace('m', ''));
    const [first, ...others] = CHARACTERS.filter((character) => one.test(character));
    // Who writes a dot often means one.
    const other = text === '.' ? '.' : others[others.length >> 1];
    const found = [first, other].filter((character) => character !== undefined);
    const written = /^\\u\{?([\da-f]+)\}?$|^\\x([\da-f]+)$/i.exec(text);
    if (found.length > 0) return found;
    if (written) return [String.fromCodePoint(Number.parseInt(written[1] ?? written[2], 16))];
    return [text.length === 2 ? text[1] : ''];
  }

  /** A part as often as the pattern asks for, and once more where it may be there any number of times. */
  private repeated(parts: string[]): string[] {
    const groups = this.tokens[this.at]?.groups;
    if (!groups?.repeat) return parts;
    this.at++;
    const least = groups.repeat[0] === '+' ? 1 : Number(groups.least ?? 0);
    if (least === 0) return [...parts, ''];
    const asked = parts.map((part) => part.repeat(Math.min(least, 100)));
    return groups.repeat[0] === '+' ? [...asked, ...parts.map((part) => part.repeat(2))] : asked;
  }
}

/** Each of the first with each of the second. */
function everyPair(samples: readonly string[], parts: readonly string[]): string[] {
  return samples.flatMap((sample) => parts.map((part) => sample + part));
}

/** Each of the first with one of the second, so that each of the second occurs. */
function combined(samples: readonly string[], parts: readonly string[]): string[] {
  const count = Math.min(MAX_SAMPLES, Math.max(samples.length, parts.length));
  return Array.from({ length: count }, (_, index) => samples[index % samples.length] + parts[index % parts.length]);
}
