import type { Affix } from './found-tests';

/** No more texts than that are looked for in one text. */
const MAX_NAMED = 8;
const KINDS = ['startsWith', 'endsWith', 'includes'] as const;
/** Texts that may stand around what is searched for, as long as nothing that is searched for is in them. */
const FILLERS = ['zqz', 'kvk', 'wjw', 'yhy', '9_9', '8~8'];

/**
 * What constructs search texts for, if that explains what they do with one and with another: one text, at the beginning, at
 * the end or anywhere, or two of them. They are as much of some known texts as matters. None if nothing explains it.
 *
 * @param named texts that the constructs name, or that they are given in an environment
 * @param isOther whether constructs make something else of a text than is known
 */
export function searchedFor(
  named: readonly string[],
  pair: readonly [string, string],
  isOther: (text: string) => boolean,
): readonly Affix[] {
  const parts = named
    .filter((part) => part !== '' && pair.some((text) => text.includes(part)))
    .slice(0, MAX_NAMED)
    .sort((left, right) => left.length - right.length);
  const fillers = FILLERS.filter((filler) => !parts.some((part) => filler.includes(part)));
  const affixes = parts.flatMap((value) => KINDS.map((kind): Affix => ({ kind, value })));
  const explain = (some: readonly Affix[]) => {
    const texts = [...pair, ...textsWith([...new Set(some.map(({ value }) => value))], fillers)];
    return isDecidedBy(some, texts, isOther);
  };
  const one = affixes.find((affix) => explain([affix]));
  if (one) return shortened([one], explain);
  for (const [index, first] of affixes.entries()) {
    // Text that begins and ends with the same is rather that text as a whole.
    const others = affixes.slice(index + 1).filter(({ value }) => value !== first.value);
    const second = others.find((other) => explain([first, other]));
    if (second) {
      const inOrder = [first, second].sort((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind));
      return shortened(inOrder, explain);
    }
  }
  return [];
}

/** Less of the same, as long as that explains as much. */
function shortened(affixes: readonly Affix[], explain: (some: readonly Affix[]) => boolean): readonly Affix[] {
  const shorter = affixes.flatMap((affix, at) => {
    const { kind, value } = affix;
    const values = [
      ...(kind === 'endsWith' ? [] : [value.slice(0, -1)]),
      ...(kind === 'startsWith' ? [] : [value.slice(1)]),
    ];
    return values.filter((less) => less !== '').map((less) => affixes.with(at, { kind, value: less }));
  });
  const found = shorter.find(explain);
  return found ? shortened(found, explain) : affixes;
}

/** Whether texts are others exactly as it depends on what is found in them. */
function isDecidedBy(affixes: readonly Affix[], texts: readonly string[], isOther: (text: string) => boolean): boolean {
  const known = new Map<string, boolean>();
  for (const text of texts) {
    const answers = affixes.map(({ kind, value }) => text[kind](value)).join();
    const other = isOther(text);
    if ((known.get(answers) ?? other) !== other) return false;
    known.set(answers, other);
  }
  return new Set(known.values()).size > 1;
}

/** Texts with some parts at the beginning, at the end, in the middle, and nowhere. */
function textsWith(parts: readonly string[], [filler = '', more = filler]: readonly string[]): string[] {
  const [one, other] = parts;
  return [
    filler,
    ...parts.flatMap((part) => [part + filler, filler + part, filler + part + more]),
    ...(one !== undefined && other !== undefined
      ? [
          one + filler + other,
          other + filler + one,
          one + filler + other + more,
          other + filler + one + more,
          more + one + filler + other,
          more + other + filler + one,
          more + one + filler + other + more,
        ]
      : []),
  ];
}
