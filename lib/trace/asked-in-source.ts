import type { SourcePiece } from './reachable-source';
import { bracketPairs, isResult, type Token } from './source-tokens';

/** What a condition in some source asks about together. */
export interface NamedTogether {
  /** All names in it, those of values among them. */
  readonly names: ReadonlySet<string>;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** What is put before values, and behind them, in texts. */
  readonly joints: readonly string[];
}

/** A condition in some source. */
export interface AskedInSource extends NamedTogether {
  /** The conditions that it stands behind. @default it stands behind none */
  readonly around?: NamedTogether;
}

const COMPARING = /^(?:[=!]==?|[<>]=?|&&|\|\||\?\??|if|switch|case)$/;
const ASKING = /^(?:startsWith|endsWith|includes|test|match|some|every|filter|find|has)$/;
const ITERATING = /^(?:map|flatMap|forEach|for|reduce)$/;
const STATEMENT = /^(?:const|let|var|return|if|for|while|switch|case|default|throw|else)$/;

/** So many conditions around one are looked at with it. */
const MAX_AROUND = 3;
/** Longer texts are prose. */
const MAX_TEXT = 60;

/**
 * The conditions of some source. What they ask about is taken from how they are written: names are not resolved, but for
 * constants that are declared as something else.
 */
export function askedInSource(pieces: readonly SourcePiece[]): AskedInSource[] {
  const runs = pieces.filter(({ isTable }) => !isTable).flatMap(({ tokens }) => runsOf(tokens));
  const meanings = new Map(runs.flatMap(({ own }) => declared(own)));
  const found = runs
    .filter(({ own }) => own.some(isAsking))
    .map(
      ({ own, around }): AskedInSource => ({
        ...readRun(own, meanings),
        ...(around.length > 0 && { around: readRun(around.flat(), meanings) }),
      }),
    );
  return [...new Map(found.map((asked) => [keyOf(asked), asked])).values()];
}

/** Some tokens that belong together, such as a statement or an argument, and those that they are inside of. */
interface Run {
  readonly own: readonly RunToken[];
  readonly around: readonly (readonly RunToken[])[];
}

interface RunToken extends Token {
  /** Whether it is a part of a text with values in it. */
  readonly isJoint: boolean;
  /** Whether it is only given on. */
  readonly isResult: boolean;
}

function runsOf(tokens: readonly Token[]): Run[] {
  const pairs = bracketPairs(tokens);
  const isBrace = (index: number, text: string) =>
    tokens[index].text === text && tokens[Math.min(index, pairs.get(index) ?? index)].text === '{';
  const runs: Run[] = [];
  let own: RunToken[] = [];
  let around: RunToken[][] = [];
  const open: { readonly own: RunToken[]; readonly around: RunToken[][] }[] = [];
  const finish = () => {
    if (own.length > 0) runs.push({ own, around: around.filter((run) => run.some(leadsTo)).slice(-MAX_AROUND) });
    // A `case` leads to what follows, up to the next one.
    const block = open.at(-1);
    if (own[0]?.text === 'case' && block) around = [...block.around, block.own, own];
    own = [];
  };
  for (const [index, token] of tokens.entries()) {
    const [before, next] = [tokens[index - 1], tokens[index + 1]];
    if (isBrace(index, '{')) {
      open.push({ own, around });
      around = [...around, own];
      own = [];
    } else if (isBrace(index, '}')) {
      finish();
      ({ own, around } = open.pop() ?? { own: [], around: [] });
      // What follows a block is another statement.
      if (next?.kind === 'name') finish();
    } else if (token.text === ';' || (token.text === ',' && isOutside(own))) {
      finish();
    } else {
      if (token.kind === 'name' && STATEMENT.test(token.text) && before?.text !== '.' && isOutside(own)) finish();
      const isJoint = next?.text === '${' || (before?.text === '}' && !isBrace(index - 1, '}'));
      own.push({ ...token, isJoint, isResult: isResult(tokens, index) });
    }
  }
  finish();
  return runs;
}

/** Whether all brackets that are opened in some tokens are closed. */
function isOutside(tokens: readonly Token[]): boolean {
  let open = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'punctuation') continue;
    if (text === '(' || text === '[' || text === '${') open++;
    if (text === ')' || text === ']' || text === '}') open--;
  }
  return open <= 0;
}

function isAsking({ kind, text }: Token): boolean {
  return kind === 'name' ? ASKING.test(text) || COMPARING.test(text) : kind === 'punctuation' && COMPARING.test(text);
}

/** Whether what follows is asked under a condition, or of each of several. */
function leadsTo(token: Token): boolean {
  return isAsking(token) || (token.kind === 'name' && ITERATING.test(token.text));
}

/** The names in what a constant is declared as. */
function declared(tokens: readonly Token[]): [string, string[]][] {
  const [keyword, name, sign] = tokens;
  if (keyword?.text !== 'const' || name?.kind !== 'name' || sign?.text !== '=') return [];
  return [[name.text, namesIn(tokens.slice(3))]];
}

function namesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }) => (kind === 'name' ? [text] : []));
}

function readRun(tokens: readonly RunToken[], meanings: ReadonlyMap<string, readonly string[]>): NamedTogether {
  const names = new Set(namesIn(tokens));
  for (const name of names) for (const meant of meanings.get(name) ?? []) names.add(meant);
  const texts = tokens.filter(({ kind, text }) => kind === 'text' && text.length <= MAX_TEXT);
  const numbers = tokens.filter(({ kind, isResult }) => kind === 'number' && !isResult);
  const written = (literals: readonly Token[]) => [...new Set(literals.map(({ text }) => text))];
  return {
    names,
    texts: written(texts.filter(({ isResult }) => !isResult)),
    numbers: written(numbers)
      .map((digits) => Number(digits.replaceAll('_', '')))
      .filter(Number.isSafeInteger),
    joints: written(texts.filter(({ isJoint, text }) => isJoint && text !== '')),
  };
}

function keyOf({ names, around, ...others }: AskedInSource): string {
  return JSON.stringify([[...names].sort(), others, around && keyOf(around)]);
}
