import { type AskedInSource, askedInSource } from './asked-in-source';
import { constantTexts, withConstantTexts } from './constant-texts';
import { listedTexts, patternSamples } from './pattern-samples';
import type { SourcePiece } from './reachable-source';
import { changesInSource, type TextChanges } from './source-changes';
import { bracketPairs, isResult, type Token } from './source-tokens';

/** Texts and whole numbers that some source names. */
export interface SourceLiterals {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Names of properties, which may be keys that are looked up in a dictionary. */
  readonly names: readonly string[];
  /** What is done to text before it is compared: `case` where its case is changed, `blanks` where it is trimmed. */
  readonly changes: readonly ('case' | 'blanks')[];
  /** What texts are searched for. */
  readonly searched: readonly string[];
  /** How texts may be changed by what only the source tells. */
  readonly textChanges: readonly TextChanges[];
  /** Texts that may be searched for: not those that only are examples of what a pattern matches. */
  readonly exact: readonly string[];
  /** What conditions ask about together. */
  readonly asked: readonly AskedInSource[];
  /** Keys that dictionaries have anywhere, or that these may be asked for. */
  readonly keys: readonly string[];
  /** Those of them that maps which take any entry may have besides others. */
  readonly openKeys: readonly string[];
}

export const NO_LITERALS: SourceLiterals = {
  texts: [],
  numbers: [],
  names: [],
  changes: [],
  searched: [],
  textChanges: [],
  exact: [],
  asked: [],
  keys: [],
  openKeys: [],
};

const CASE = /^to(?:Locale)?(?:Lower|Upper)Case$|^localeCompare$/;
const SEARCH = /^(?:startsWith|endsWith|includes)$/;
const BLANKS = /^trim(?:Start|End)?$/;

const MAX_TEXT = 60;
const NAME = /^[A-Za-z_]\w{0,40}$/;

/**
 * What constructs may compare values with: a branch such as `values.mode === 'batch'` is taken only by values that no
 * marker and no environment need to have, but its text stands in the source. Of a regular expression, texts that it
 * matches.
 */
export function sourceLiterals(written: readonly SourcePiece[]): SourceLiterals {
  const constants = new Map(written.flatMap(({ tokens }) => constantTexts(tokens)));
  const pieces = written.map((piece) => ({ ...piece, tokens: withConstantTexts(piece.tokens, constants) }));
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const names = new Set<string>();
  const searched = new Set<string>();
  const exact = new Set<string>();
  const joints = new Set<string>();
  const addExact = (text: string) => {
    texts.add(text);
    exact.add(text);
  };
  const addPattern = (written: string) => {
    const pattern = patternOf(written);
    const listed = pattern && listedTexts(pattern);
    for (const text of listed ?? []) if (isShort(text)) addExact(text);
    if (pattern && !listed) for (const sample of patternSamples(pattern)) texts.add(sample);
  };
  for (const { tokens, isTable } of pieces) {
    for (const [index, token] of tokens.entries()) {
      const isOperand = isTable || !isResult(tokens, index);
      if (token.kind === 'text' && isSearched(tokens, index) && isShort(token.text)) searched.add(token.text);
      if (token.kind === 'text' && isJoint(tokens, index)) joints.add(token.text);
      if (isPropertyName(tokens, index)) isTable ? addExact(token.text) : names.add(token.text);
      else if (token.kind === 'text' && isOperand && isShort(token.text)) addExact(token.text);
      else if (token.kind === 'number' && isOperand) for (const near of numbersNear(token.text)) numbers.add(near);
      else if (token.kind === 'pattern') addPattern(token.text);
    }
  }
  const words = [...exact].filter((text) => WORD.test(text));
  const jointed = words.flatMap((word) => [...joints].flatMap((joint) => [word + joint, joint + word]));
  for (const text of jointed.slice(0, MAX_JOINTED)) addExact(text);
  const calls = (name: RegExp) => pieces.some(({ tokens }) => tokens.some(({ text }) => name.test(text)));
  const changes = [...(calls(CASE) ? (['case'] as const) : []), ...(calls(BLANKS) ? (['blanks'] as const) : [])];
  return {
    texts: [...texts],
    numbers: [...numbers],
    names: [...names],
    changes,
    searched: [...searched],
    textChanges: changesInSource(pieces),
    exact: [...exact],
    asked: askedInSource(pieces),
    keys: [...new Set(pieces.flatMap(({ tokens, isTable }) => (isTable ? [] : keysInBraces(tokens))))],
    openKeys: [],
  };
}

function isShort(text: string): boolean {
  return text !== '' && text.length <= MAX_TEXT && !text.includes('\n');
}

/** `name` in `a.name` or `{ name: 1 }`. */
function isPropertyName(tokens: readonly Token[], index: number): boolean {
  const [before, { kind, text }, next] = [tokens[index - 1]?.text, tokens[index], tokens[index + 1]?.text];
  if (kind === 'text') return (before === '{' || before === ',') && next === ':';
  if (kind !== 'name' || !NAME.test(text)) return false;
  if (before === '.' || before === '?.') return next !== '(';
  return (before === '{' || before === ',') && next === ':';
}

/**
 * The names that something is taken apart into, `const { first, second = 1, ...rest } =`, and those beside what is spread,
 * `{ ...record, first }`: each may be a key of a dictionary.
 */
function keysInBraces(tokens: readonly Token[]): string[] {
  const pairs = bracketPairs(tokens);
  return tokens.flatMap(({ text }, index) => {
    const end = text === '{' ? pairs.get(index) : undefined;
    if (end === undefined) return [];
    const [after, next] = [tokens[end + 1]?.text, tokens[end + 2]?.text];
    const inside = tokens.slice(index + 1, end);
    const isTakenApart = [',', '}', '=', 'of'].includes(after) || (after === ')' && next === '=>');
    if (!isTakenApart && !inside.some((token) => token.text === '...')) return [];
    return inside.flatMap(({ kind, text: name }, at) => {
      const [before, behind] = [tokens[index + at]?.text, tokens[index + at + 2]?.text];
      const isShort = (before === '{' || before === ',') && [',', '}', '='].includes(behind);
      return kind === 'name' && isShort ? [name] : [];
    });
  });
}

const WORD = /^[\w-]{1,20}$/;
const MAX_JOINTED = 24;

/** Signs between which texts are put together or taken apart: `://` in `${scheme}://` and in `split('://')`. */
function isJoint(tokens: readonly Token[], index: number): boolean {
  const [name, before, { text }, next] = [tokens[index - 2], tokens[index - 1], tokens[index], tokens[index + 1]];
  if (!/^[^\w\s]{1,4}$/.test(text)) return false;
  const isPart = [before?.text, next?.text].some((sign) => sign === '+' || sign === '${' || sign === '}');
  return isPart || (before?.text === '(' && name?.text === 'split');
}

/** What stands in the brackets of `startsWith` and its like. */
function isSearched(tokens: readonly Token[], index: number): boolean {
  const name = tokens[index - 1]?.text === '(' ? tokens[index - 2]?.text : undefined;
  return name !== undefined && SEARCH.test(name);
}

function numbersNear(digits: string): number[] {
  const number = Number(digits.replaceAll('_', ''));
  return Number.isSafeInteger(number) ? [number - 1, number, number + 1] : [];
}

/** A regular expression as the source has it, with slashes around it. */
function patternOf(written: string): RegExp | undefined {
  const end = written.lastIndexOf('/');
  try {
    return new RegExp(written.slice(1, end), written.slice(end + 1));
  } catch {
    return undefined;
  }
}
