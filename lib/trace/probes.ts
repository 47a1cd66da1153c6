import {
  changedBy,
  changeText,
  type Matched,
  type Split,
  TEXT_FUNCTIONS,
  type TextChange,
  type TextFunction,
  type Trimmed,
} from '../template/text-function';
import type { Shape } from '../values/shape';
import type { ChangedLeaf, Leaf } from './markers';
import { patternSamples } from './pattern-samples';
import { isTold, type TextChanges } from './source-changes';

/** What tells a probe from others. */
const CORE = /mzq\d+z/i;

/** Without that, so much of a probe tells it. */
const LEAST_TELLING = 12;

interface Probe extends ChangedLeaf {
  readonly text: string;
}

/** A probe in which each sign may have become another. */
interface ReplacedProbe extends Probe {
  /** What it contains whatever is replaced. */
  readonly core: string;
  readonly pattern: RegExp;
  /** The signs, in the order of the pattern's groups. */
  readonly signs: readonly string[];
}

/**
 * Text that every function changes in its own way: longer than names may be, with capitals and blanks, and with signs that
 * stand there twice, so that the replacement of the first is told from that of all.
 */
function probeOf(id: number): string {
  const signs = '"a<b_c-d.e:f/g=h,i@j#k l';
  return ` mzQ${id}z${signs}${'.long'.repeat(8)}${signs} `;
}

/** The same with less in it, for schemas that refuse some of that. */
function narrowProbes(id: number): string[] {
  return [
    `mzQ${id}z_a-b.c:d/e_a-b.c:d/e`,
    `mzQ${id}z/a-b.c/a-b.c`,
    `mzQ${id}z_a-b.c/a_b-c.d`,
    `mzQ${id}z_a-b.c_a-b.c`,
    `mzQ${id}z_a_b`,
    `mzQ${id}z`,
    `mzq${id}z-a.b-a.b`,
    `mzq${id}z-a-b`,
    `mzq${id}z-a`,
  ];
}

/** Text that is longer than something which is cut to a length, with a sign at the end of what is left. */
function longerThan(length: number, text: string): string {
  return text.length > length ? text : `${text.padEnd(length - 1, 'long')}-cut`;
}

/** A probe that was found in a text. */
export interface FoundProbe {
  readonly index: number;
  /** What of the text it is. */
  readonly text: string;
  readonly part: Leaf | ChangedLeaf;
}

/** Texts that show how constructs change text. */
export class Probes {
  /** What they look like after each function, the longest first. */
  private readonly changed: Probe[] = [];
  private readonly replaced: ReplacedProbe[] = [];
  /** What constructs do to texts that nothing but their source tells of. */
  private sourceChanges: readonly TextChanges[] = [];
  /** The lengths that it cuts texts to, the longest first. */
  private lengths: readonly number[] = [];
  /** What it replaces where a pattern matches, and takes parts of. */
  private searched: readonly (Matched | Split)[] = [];

  /** From now on, texts show these changes, too. */
  knowChanges(changes: readonly TextChanges[]): void {
    this.sourceChanges = changes;
    const all = changes.flat().filter((change) => typeof change !== 'string');
    const cuts = all.flatMap((change) => ('cut' in change ? change.cut : []));
    this.lengths = [...new Set(cuts)].filter((cut) => cut > 0).sort((left, right) => right - left);
    this.searched = all.filter((change) => 'pattern' in change || 'split' in change);
  }

  /** Text that shows how it is changed. */
  textOf(id: number): string {
    const probe = this.showing(probeOf(id), () => true);
    return this.lengths.reduce((text, length) => longerThan(length, text), probe);
  }

  /** The same as far as a schema takes it: what it refuses, no function needs to be known by. */
  textFor(id: number, prefix: string, { schema }: Shape): string {
    const isAccepted = (probe: string) => schema.safeParse(probe).success;
    const probes = [probeOf(id), ...narrowProbes(id)].map((probe) => this.showing(prefix + probe, isAccepted));
    const long = probes.flatMap((probe) => [...this.lengths.map((length) => longerThan(length, probe)), probe]);
    return long.find(isAccepted) ?? prefix + probeOf(id);
  }

  /** A probe with something in it that each of the patterns and separators is found in, as far as it may be there. */
  private showing(text: string, isAccepted: (probe: string) => boolean): string {
    return this.searched.reduce((probe, change) => {
      const found = 'split' in change ? [change.split] : patternSamples(new RegExp(change.pattern));
      // In the middle first: what stands at an end may get lost in other ways.
      const places = [
        (sample: string) => probe.replace(CORE, (core) => core + sample),
        (sample: string) => sample + probe,
        (sample: string) => probe + sample,
      ];
      const more = places.flatMap((place) =>
        found.flatMap((sample) => [sample + sample, sample].map((one) => ({ text: place(one), length: one.length }))),
      );
      const shown = changeText(change, probe);
      const isChanged = ({ text, length }: (typeof more)[number]) =>
        changeText(change, text).length !== shown.length + length;
      const isShown = ({ text }: (typeof more)[number]) => shown === probe && changeText(change, text) !== text;
      const accepted = more.filter(({ text }) => isAccepted(text));
      return (accepted.find(isChanged) ?? accepted.find(isShown))?.text ?? probe;
    }, text);
  }

  /**
   * Gives a text to a leaf.
   *
   * @param trims what the text may lose at its ends before anything else is done with it @default nothing
   */
  add(text: string, leaf: Leaf, trims: readonly Trimmed[] = []): string {
    if (this.changed.some((probe) => probe.leaf === leaf)) return text;
    const functions = Object.keys(TEXT_FUNCTIONS) as TextFunction[];
    const trimmed = [[], ...trims.map((trim) => [trim]), ...(trims.length > 1 ? [trims] : [])];
    const own = trimmed
      .flatMap((lost): TextChange[][] => [
        [...lost],
        ...functions.map((name) => [...lost, name]),
        ...this.sourceChanges.map((changes) => [...lost, ...changes]),
      ])
      .map((changes): Probe => {
        return { text: changedBy(changes, text), leaf, changes };
      })
      .filter((probe) => this.isTelling(probe, text));
    this.changed.push(...own);
    this.changed.sort((left, right) => right.text.length - left.text.length);
    const keepsSigns = ({ changes }: Probe) =>
      changes.every((change) => (typeof change === 'string' ? KEEPING_SIGNS.includes(change) : !isTold(change)));
    this.replaced.push(...own.filter(keepsSigns).map(replacedProbe));
    return text;
  }

  /** Whether a changed probe is told from all others: not so where too little of it is left. */
  private isTelling({ text, changes }: Probe, whole: string): boolean {
    if (!changes.some(isTold) || CORE.test(text)) return true;
    const other = whole.replace(CORE, (core) => core.replace(/\d+/, '98765'));
    return text.length >= LEAST_TELLING && text !== changedBy(changes, other);
  }

  /** The first of them that a text contains, however it was changed. */
  findIn(text: string): FoundProbe | undefined {
    const probe = this.changed.find((candidate) => text.includes(candidate.text));
    if (!probe) return this.findReplaced(text) ?? this.findCut(text);
    const found = { index: text.indexOf(probe.text), text: probe.text, part: partOf(probe) };
    // What is cut off in one way is a part of what stays in another.
    const other = probe.changes.some(isTold) ? this.findReplaced(text) : undefined;
    return other && other.text.length > found.text.length ? other : found;
  }

  /** The beginning of a probe at the end of a text that is cut as a whole. */
  private findCut(text: string): FoundProbe | undefined {
    const core = this.lengths.length > 0 ? CORE.exec(text)?.[0] : undefined;
    if (core === undefined) return undefined;
    for (const { text: whole, leaf, changes } of this.changed) {
      const end = whole.indexOf(core) + core.length;
      const index = end < core.length ? -1 : text.indexOf(whole.slice(0, end));
      const rest = text.slice(index);
      if (index >= 0 && whole.startsWith(rest)) {
        return { index, text: rest, part: { leaf, changes: [...changes, { cut: rest.length }] } };
      }
    }
    return undefined;
  }

  private findReplaced(text: string): FoundProbe | undefined {
    for (const candidate of this.replaced) {
      const match = text.includes(candidate.core) ? candidate.pattern.exec(text) : undefined;
      const replacements = match && replacementsIn(candidate, match);
      if (!replacements) continue;
      const changes = [...candidate.changes, ...replacements];
      return { index: match.index, text: match[0], part: { leaf: candidate.leaf, changes } };
    }
    return undefined;
  }
}

function partOf({ leaf, changes }: ChangedLeaf): Leaf | ChangedLeaf {
  return changes.length === 0 ? leaf : { leaf, changes };
}

/** The functions after which signs may be replaced. */
const KEEPING_SIGNS: readonly TextChange[] = ['lower', 'upper', 'trim'];

/** What a sign becomes is not longer than this, and not more signs become others. */
const MAX_REPLACEMENT = 8;
const MAX_REPLACEMENTS = 4;

function replacedProbe(probe: Probe): ReplacedProbe {
  const signs: string[] = [];
  const pattern = Array.from(probe.text, (character) => {
    if (/[A-Za-z0-9]/.test(character)) return character;
    const known = signs.indexOf(character);
    if (known < 0) signs.push(character);
    return known < 0 ? `(.{0,${MAX_REPLACEMENT}}?)` : `\\${known + 1}`;
  });
  const [core] = CORE.exec(probe.text) as RegExpExecArray;
  return { ...probe, core, pattern: new RegExp(pattern.join(''), 's'), signs };
}

/** What changed a probe's signs, one after the other; `undefined` where it was changed in another way. */
function replacementsIn(
  { text, signs }: ReplacedProbe,
  [found, ...becameOfSigns]: RegExpExecArray,
): TextChange[] | undefined {
  const all = signs.map((from, index) => ({ from, to: becameOfSigns[index] }));
  const isEscaped = all.some(({ from, to }) => from === '"' && to === '\\"');
  const replacements = all.filter(({ from, to }) => from !== to && !(isEscaped && from === '"'));
  if (replacements.length > MAX_REPLACEMENTS) return undefined;
  const orders = [replacements, replacements.toReversed()].map((order): TextChange[] => [
    ...order,
    ...(isEscaped ? (['jsonEscape'] as const) : []),
  ]);
  return orders.find((order) => changedBy(order, text) === found);
}
