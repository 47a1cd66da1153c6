const TOKEN =
  /(?<look>\(\?<?[=!])|(?<open>\((?:\?(?:<[^>]+>|[a-z-]*:))?)|(?<close>\))|(?<or>\|)|(?<set>\[(?:\\[\s\S]|[^\]\\])*\])|(?<repeat>(?:[*+?]|\{(?<least>\d+)(?:,\d*)?\})\??)|(?<edge>[$^]|\\[bB]|\\[1-9]|\\k<[^>]+>)|(?<escape>\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|[\s\S]))|(?<other>[\s\S])/giy;

/** Characters to try where a pattern has a set of them, or a class. */
const CHARACTERS = [
  ...'a0A-_./: bcdefghijklmnopqrstuvwxyz123456789BCDEFGHIJKLMNOPQRSTUVWXYZ@#+=,;!"\'%&()*<>?[\\]^`{|}~$\t\né漢',
];

const MAX_SAMPLES = 8;

/**
 * A few texts that a regular expression matches: one for each of its alternatives, with as little as it asks for and with
 * what it may have. None where it is too involved; those that do not match are left out.
 */
export function patternSamples(pattern: RegExp): string[] {
  const flags = pattern.flags.replace(/[gy]/g, '');
  // With this flag, sets stand inside of sets.
  if (flags.includes('v')) return [];
  const matching = new RegExp(pattern.source, flags);
  const samples = new Reader([...pattern.source.matchAll(TOKEN)], flags).alternatives();
  return [...new Set(samples)].filter((sample) => matching.test(sample)).slice(0, MAX_SAMPLES);
}

class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly RegExpExecArray[],
    private readonly flags: string,
  ) {}

  /** Samples of the alternatives up to the end of the group. */
  alternatives(): string[] {
    const found: string[] = [];
    for (;;) {
      found.push(...this.sequence());
      if (!this.tokens[this.at]?.groups?.or) return found.slice(0, MAX_SAMPLES);
      this.at++;
    }
  }

  private sequence(): string[] {
    let samples = [''];
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      if (token.groups?.or || token.groups?.close) break;
      const parts = this.repeated(this.part());
      samples = combined(samples, parts);
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
    const found = CHARACTERS.filter((character) => one.test(character)).slice(0, 1);
    const written = /^\\u\{?([\da-f]+)\}?$|^\\x([\da-f]+)$/i.exec(text);
    if (found.length > 0) return found;
    if (written) return [String.fromCodePoint(Number.parseInt(written[1] ?? written[2], 16))];
    return [text.length === 2 ? text[1] : ''];
  }

  /** A part as often as the pattern asks for; where it may be left out, also once. */
  private repeated(parts: string[]): string[] {
    const groups = this.tokens[this.at]?.groups;
    if (!groups?.repeat) return parts;
    this.at++;
    const least = groups.repeat[0] === '+' ? 1 : Number(groups.least ?? 0);
    if (least === 0) return [...parts, ''];
    return parts.map((part) => part.repeat(Math.min(least, 100)));
  }
}

/** Each of the first with one of the second, so that each of the second occurs. */
function combined(samples: readonly string[], parts: readonly string[]): string[] {
  const count = Math.min(MAX_SAMPLES, Math.max(samples.length, parts.length));
  return Array.from({ length: count }, (_, index) => samples[index % samples.length] + parts[index % parts.length]);
}
