import { bracketPairs, type Token, tokensOf } from './source-tokens';

/** A condition in source code, by the indexes of its tokens. */
export interface Condition {
  readonly kind: 'if' | '?' | '&&' | '||' | '??';
  /** Its own tokens, from the first up to and without the last. Of a chain of `&&` and the like, the last part. */
  readonly from: number;
  readonly to: number;
  /** What runs when it holds begins here; of `||` and `??`, what runs when it does not. */
  readonly first: number;
  /** The `else` or `:`, if there is one. */
  readonly other?: number;
  /** What runs afterwards, whether it holds or not, begins here. Of `if` only. */
  readonly after?: number;
}

/** JavaScript without types, and the conditions in it. */
export interface ConditionalSource {
  readonly tokens: readonly Token[];
  readonly pairs: ReadonlyMap<number, number>;
  readonly conditions: readonly Condition[];
}

/** Finds the conditions in JavaScript. TypeScript has to be compiled before. */
export function conditionsIn(source: string): ConditionalSource {
  const tokens = tokensOf(source);
  const pairs = bracketPairs(tokens);
  const conditions: Condition[] = [];
  /** For each bracket that is open, the `?` that wait for their `:`. */
  const waiting: number[][] = [[]];
  for (const [index, { kind, text }] of tokens.entries()) {
    const pair = pairs.get(index);
    if (pair !== undefined && pair > index) waiting.push([]);
    if (pair !== undefined && pair < index) waiting.pop();
    if (kind === 'name' && text === 'if') conditions.push(...ifCondition(tokens, pairs, index));
    if (kind !== 'punctuation') continue;
    if (text === '?') waiting.at(-1)?.push(index);
    const question = text === ':' ? waiting.at(-1)?.pop() : undefined;
    if (question !== undefined) {
      const operand = operandBefore(tokens, pairs, question);
      conditions.push({ kind: '?', ...operand, first: question, other: index });
    }
    if (text === '&&' || text === '||' || text === '??') {
      conditions.push({ kind: text, ...operandBefore(tokens, pairs, index), first: index });
    }
  }
  return { tokens, pairs, conditions };
}

function ifCondition(tokens: readonly Token[], pairs: ReadonlyMap<number, number>, index: number): Condition[] {
  const close = pairs.get(index + 1);
  if (tokens[index + 1]?.text !== '(' || tokens[index - 1]?.text === '.' || close === undefined) return [];
  const after = statementEnd(tokens, pairs, close + 1);
  const hasOther = tokens[after]?.text === 'else';
  return [{ kind: 'if', from: index + 2, to: close, first: close + 1, ...(hasOther ? { other: after } : { after }) }];
}

/** The token behind a statement. */
function statementEnd(tokens: readonly Token[], pairs: ReadonlyMap<number, number>, start: number): number {
  if (tokens[start]?.text === '{') return (pairs.get(start) ?? start) + 1;
  let index = start;
  while (index < tokens.length && tokens[index].text !== ';' && tokens[index].text !== '}') {
    index = Math.max(index, pairs.get(index) ?? index) + 1;
  }
  return tokens[index]?.text === ';' ? index + 1 : index;
}

const BEFORE_OPERAND = new Set(
  '( [ { ${ , ; : ? = => && || ?? ... return case throw yield await += -= *= ??= &&= ||='.split(' '),
);

function operandBefore(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  index: number,
): { readonly from: number; readonly to: number } {
  let from = index;
  while (from > 0 && !BEFORE_OPERAND.has(tokens[from - 1].text)) from = Math.min(from - 1, pairs.get(from - 1) ?? from);
  return { from, to: index };
}
