import {
  changeText,
  TEXT_FUNCTIONS,
  type TextChange,
  type TextFunction,
  type Trimmed,
} from '../template/text-function';
import type { Shape } from '../values/shape';
import type { ChangedLeaf, Leaf } from './markers';

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
export function probeOf(id: number): string {
  const signs = '"a<b_c-d.e:f/g=h,i@j#k l';
  return ` mzQ${id}z${signs}${'.long'.repeat(8)}${signs} `;
}

/** The same as far as a schema takes it: what it refuses, no function needs to be known by. */
export function probeFor(id: number, prefix: string, { schema }: Shape): string {
  const narrower = [
    ...[
      `mzQ${id}z_a-b.c:d/e_a-b.c:d/e`,
      `mzQ${id}z/a-b.c/a-b.c`,
      `mzQ${id}z_a-b.c/a_b-c.d`,
      `mzQ${id}z_a-b.c_a-b.c`,
      `mzQ${id}z_a_b`,
      `mzQ${id}z`,
    ],
    ...[`mzq${id}z-a.b-a.b`, `mzq${id}z-a-b`, `mzq${id}z-a`],
  ];
  const probes = [probeOf(id), ...narrower].map((probe) => prefix + probe);
  return probes.find((probe) => schema.safeParse(probe).success) ?? probes[0];
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
      .flatMap((lost): TextChange[][] => [[...lost], ...functions.map((name) => [...lost, name])])
      .map((changes): Probe => {
        return { text: changes.reduce((changed, change) => changeText(change, changed), text), leaf, changes };
      });
    this.changed.push(...own);
    this.changed.sort((left, right) => right.text.length - left.text.length);
    const keepsSigns = ({ changes }: Probe) =>
      changes.every((change) => typeof change !== 'string' || KEEPING_SIGNS.includes(change));
    this.replaced.push(...own.filter(keepsSigns).map(replacedProbe));
    return text;
  }

  /** The first of them that a text contains, however it was changed. */
  findIn(text: string): FoundProbe | undefined {
    const probe = this.changed.find((candidate) => text.includes(candidate.text));
    if (probe) return { index: text.indexOf(probe.text), text: probe.text, part: partOf(probe) };
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
  const [core] = /mzq\d+z/i.exec(probe.text) as RegExpExecArray;
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
  return orders.find((order) => order.reduce((changed, change) => changeText(change, changed), text) === found);
}
