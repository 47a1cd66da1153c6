import type { SourceLiterals } from './source-literals';

/** Shorter texts are signs, which constructs look for at the ends of others. */
const MAX_SIGN = 3;

/** Texts that are searched for are put together in so many ways. */
const MAX_BOTH = 30;

/** Text with everything in it that constructs may look for besides, and a blank at its end. */
const MANIFOLD = 'Some/long_Text-1.0:8080,y;z=1?a#b@c d/ '.repeat(3);

/** What may stand beside what texts are searched for. */
export const TAILS: readonly string[] = [
  MANIFOLD,
  'path/to/it',
  'some-name-1',
  'Some_Name.1',
  'v1.2.3',
  'a,b',
  'x:8080',
  'two words',
  'user@example.com',
  'one=1;two=2',
  ' blanks around ',
  '"quoted" back\\slash\n',
  'x'.repeat(64),
];

/** The texts that constructs name, alone, as a part of others, and beside each other. */
export function namedTexts({ texts, names, changes, searched }: SourceLiterals): readonly string[] {
  const inside = texts.flatMap((text) => [`${text}x`, `x${text}`, ...(text.length <= MAX_SIGN ? [`some${text}`] : [])]);
  const changed = texts.flatMap((text) => [
    ...(changes.includes('case') ? [text.toUpperCase(), text.toLowerCase(), capitalized(text)] : []),
    ...(changes.includes('blanks') ? [` ${text} `] : []),
  ]);
  const around = searched.flatMap((text) => [text + MANIFOLD, MANIFOLD + text]);
  // A text may be searched for several at once.
  const two = searched
    .flatMap((one) =>
      searched.filter((other) => other !== one).flatMap((other) => [`${one}x${other}`, overlapping(one, other)]),
    )
    .slice(0, MAX_BOTH);
  const three = searched
    .flatMap((one) => two.filter((text) => !text.includes(one)).flatMap((text) => [`${one}x${text}`, `${text}x${one}`]))
    .slice(0, MAX_BOTH);
  return [...new Set([...texts, ...names, ...inside, ...changed, ...around, ...two, ...three])];
}

/** The shortest text that begins with one and ends with another. */
function overlapping(one: string, other: string): string {
  const at = Array.from({ length: one.length }, (_, at) => at).find((at) => other.startsWith(one.slice(at)));
  return one + other.slice(at === undefined ? 0 : one.length - at);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}
