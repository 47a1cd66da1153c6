import { goPattern } from '../template/go-pattern';
import type { TextChange } from '../template/text-function';
import { bracketPairs, type Token } from './source-tokens';

/** What is done to a text, one after the other. */
export type TextChanges = readonly TextChange[];

/** So many lengths are tried where the source does not say by how much a text is cut. */
const MAX_LENGTHS = 8;

/** Longer texts are not cut: names have 63 characters, those of a domain 253. */
const MAX_LENGTH = 300;

/** So many ways to change a text are tried. */
const MAX_CHANGES = 24;

/**
 * What some source does to texts that nothing but the source tells of: what it cuts off, which part it takes, and what it
 * replaces where a regular expression matches, with what it does before and after that: `.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63)`.
 */
export function changesInSource(pieces: readonly { readonly tokens: readonly Token[] }[]): TextChanges[] {
  const tokens = pieces.map((piece) => piece.tokens);
  const constants = new Map(tokens.flatMap(constantNumbers));
  const numbers = tokens.flat().flatMap(({ kind, text }) => (kind === 'number' ? numberOf(text) : []));
  const lengths = [...new Set(numbers)].filter((number) => number > 0 && number <= MAX_LENGTH).slice(0, MAX_LENGTHS);
  const chains = tokens.flatMap((some) => chainsIn(some, { constants, lengths }));
  // What is done by several functions shows where each does something else.
  const telling = chains.filter((chain) => chain.length > 1 || chain.some(isTold));
  // What is done in one statement may go on in another.
  const both = telling.flatMap((one) =>
    chains.filter((other) => other !== one).flatMap((other) => [one.concat(other), other.concat(one)]),
  );
  const unique = new Map([...telling, ...both].map((chain) => [JSON.stringify(chain), chain]));
  return [...unique.values()].slice(0, MAX_CHANGES);
}

/** Whether a change shows in no other way than in the source. */
export function isTold(change: TextChange): boolean {
  return typeof change !== 'string' && ('cut' in change || 'pattern' in change || 'split' in change);
}

interface Named {
  readonly constants: ReadonlyMap<string, number>;
  /** What a length may be that the source does not say. */
  readonly lengths: readonly number[];
}

/** Methods that are called one after the other on the same text, each in every way that it may be meant. */
function chainsIn(tokens: readonly Token[], named: Named): TextChange[][] {
  const pairs = bracketPairs(tokens);
  const found: TextChange[][] = [];
  let chains: TextChange[][] = [[]];
  const finish = () => {
    found.push(...chains.filter((chain) => chain.length > 0));
    chains = [[]];
  };
  let end = -1;
  for (const [index, { kind, text }] of tokens.entries()) {
    const [dot, open] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    if (kind !== 'name' || (dot !== '.' && dot !== '?.') || open !== '(') continue;
    const close = pairs.get(index + 1);
    if (close === undefined) continue;
    // The method before it was called on something else.
    if (end !== index - 2) finish();
    const changes = changesBy(text, tokens.slice(index + 2, close), named);
    if (changes.length > 0) chains = chains.flatMap((chain) => changes.map((change) => [...chain, change]));
    else if (!ONE_PART.test(text)) finish();
    end = isIndex(tokens, close + 1) ? close + INDEX_LENGTH : close;
  }
  finish();
  return found;
}

/** Methods that give one of the parts that a text was split into; which one it is shows. */
const ONE_PART = /^(?:at|pop|shift)$/;

const INDEX_LENGTH = 3;

/** Whether `[0]` stands there. */
function isIndex(tokens: readonly Token[], start: number): boolean {
  const [open, index, close] = tokens.slice(start, start + INDEX_LENGTH);
  return open?.text === '[' && index?.kind === 'number' && close?.text === ']';
}

/** What a method does to a text, in every way that it may be meant; nothing where it may be something else. */
function changesBy(method: string, given: readonly Token[], named: Named): TextChange[] {
  switch (method) {
    case 'toLowerCase':
      return ['lower'];
    case 'toUpperCase':
      return ['upper'];
    case 'trim':
      return ['trim'];
    case 'slice':
    case 'substring':
    case 'substr':
      return cutsBy(method, given, named).map((cut) => ({ cut }));
    case 'split':
      return splitBy(given);
    case 'replace':
    case 'replaceAll':
      return replacedBy(method, given);
    default:
      return [];
  }
}

function cutsBy(method: string, given: readonly Token[], { constants, lengths }: Named): number[] {
  const written = given.map(({ text }) => text);
  const numberAt = (index: number): number[] => {
    const token = given[index];
    if (token?.kind === 'number') return numberOf(token.text);
    if (token?.kind !== 'name') return [];
    const known = constants.get(token.text);
    return known === undefined ? [...lengths] : [known];
  };
  if (written[0] === '0' && written[1] === ',' && given.length === 3) return numberAt(2);
  if (method === 'slice' && written[0] === '-' && given.length === 2) return numberAt(1).map((length) => -length);
  return [];
}

function splitBy(given: readonly Token[]): TextChange[] {
  const [separator] = given;
  if (given.length !== 1 || separator.kind !== 'text' || separator.text === '') return [];
  return (['first', 'last'] as const).map((part) => ({ split: separator.text, part }));
}

function replacedBy(method: string, given: readonly Token[]): TextChange[] {
  const [what, , to] = given;
  if (given.length !== 3 || to.kind !== 'text' || to.text.includes('$')) return [];
  if (what.kind === 'text') return method === 'replaceAll' ? [{ from: what.text, to: to.text }] : [];
  if (what.kind !== 'pattern') return [];
  const slash = what.text.lastIndexOf('/');
  const [pattern, flags] = [what.text.slice(1, slash), what.text.slice(slash + 1)];
  const isOnce = !flags.includes('g');
  const isKnown = /^[gi]*$/.test(flags) && !('problem' in goPattern({ source: pattern, flags: '' }));
  if (!isKnown || (isOnce && !isAnchored(pattern))) return [];
  if (flags.includes('i')) return [{ pattern, to: to.text, anyCase: true }];
  const [, start, literal, end] = LITERAL.exec(pattern) ?? [];
  if (literal !== undefined && to.text === '' && (start === '') !== (end === '')) {
    return [{ trim: end === '' ? 'trimPrefix' : 'trimSuffix', text: saidBy(literal) }];
  }
  if (literal !== undefined && start + end === '') return isOnce ? [] : [{ from: saidBy(literal), to: to.text }];
  // What matches nothing at all is found in other places by Go.
  const matchesNothing = new RegExp(pattern).test('');
  return matchesNothing && to.text !== '' ? [] : [{ pattern, to: to.text }];
}

/** An expression that matches one text only, anywhere or at the beginning or end. */
const LITERAL = /^(\^?)((?:[\w\s/,:;=@#%&'"<>~`!-]|\\[^\w\s])+?)(\$?)$/;

/** The text that a part of an expression without any signs of a meaning of their own matches. */
function saidBy(literal: string): string {
  return literal.replace(/\\(.)/g, '$1');
}

/** Whether an expression matches in one place at most. */
function isAnchored(pattern: string): boolean {
  return !pattern.includes('|') && (pattern.startsWith('^') || /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern));
}

/** The numbers that are declared in some source as constants, by their names. */
function constantNumbers(tokens: readonly Token[]): [string, number][] {
  return tokens.flatMap(({ kind, text }, index): [string, number][] => {
    if (kind !== 'number' || index < 3) return [];
    const [keyword, name, sign] = tokens.slice(index - 3, index);
    const isDeclared = keyword.text === 'const' && name.kind === 'name' && sign.text === '=';
    const next = tokens[index + 1];
    const isWhole = next === undefined || next.kind === 'name' || next.text === ';' || next.text === ',';
    return isDeclared && isWhole ? numberOf(text).map((number) => [name.text, number]) : [];
  });
}

function numberOf(written: string): number[] {
  const number = Number(written.replaceAll('_', ''));
  return Number.isSafeInteger(number) ? [number] : [];
}
