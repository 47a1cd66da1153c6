import type { Range, SourceModule } from './source-module';

/** A function around a place of a file. */
export interface EnclosingFunction {
  readonly range: Range;
  /** What is in the bodies of the functions that it is written in, innermost first: it may use what these declare. */
  readonly scopes: readonly Range[];
}

/** The innermost function around a place; of those that only are expressions, the outermost that is in no other body. */
export function enclosingFunction(module: SourceModule, line: number, column: number): EnclosingFunction | undefined {
  const { source, tokens, pairs } = module;
  const lineStart = source.split('\n', line - 1).reduce((length, text) => length + text.length + 1, 0);
  const offset = lineStart + column - 1;
  const isAround = ({ from, to }: Range) => tokens[from].start <= offset && offset < tokens[to - 1].end;
  const bodies = [...pairs]
    .flatMap(([from, to]): Range[] => (from < to && isBody(module, from) ? [{ from, to: to + 1 }] : []))
    .filter(isAround)
    .sort((left, right) => right.from - left.from);
  const innermost = bodies[0] ?? { from: 0, to: tokens.length };
  const arrows = tokens.flatMap(({ text }, at) => (text === '=>' ? arrowFunction(module, at) : []));
  const expression = arrows.find((arrow) => arrow.from > innermost.from && arrow.to <= innermost.to && isAround(arrow));
  if (expression) return { range: expression, scopes: bodies.map(inside) };
  return bodies.length === 0 ? undefined : { range: innermost, scopes: bodies.slice(1).map(inside) };
}

function inside({ from, to }: Range): Range {
  return { from: from + 1, to: to - 1 };
}

const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with']);

/** Whether a brace opens the body of a function. */
function isBody(module: SourceModule, open: number): boolean {
  const { tokens, pairs } = module;
  if (tokens[open].text !== '{') return false;
  if (tokens[open - 1]?.text === '=>') return true;
  const parameters = pairs.get(parametersEnd(module, open));
  return parameters !== undefined && !CONTROL.has(tokens[parameters - 1]?.text);
}

/** What a type consists of, besides names and what is in brackets. */
const IN_TYPE = new Set(['.', '<', '>', '|', '&', ',', '=>']);

/** The token that closes what may be a function's parameters: right before its body, or before the type of its result. */
function parametersEnd({ tokens, pairs }: SourceModule, open: number): number {
  if (tokens[open - 1]?.text === ')') return open - 1;
  for (let at = open - 1; at > 0; at--) {
    const { kind, text } = tokens[at];
    if (text === ':') return at < open - 1 && tokens[at - 1].text === ')' ? at - 1 : -1;
    const opening = pairs.get(at) ?? at;
    if (opening > at || (opening === at && kind === 'punctuation' && !IN_TYPE.has(text))) break;
    at = opening;
  }
  return -1;
}

/** An arrow function from its parameters, which may be taken apart there, to its end. */
function arrowFunction(module: SourceModule, arrow: number): Range {
  return { from: module.pairs.get(arrow - 1) ?? arrow - 1, to: expressionEnd(module, arrow + 1) };
}

/** The token behind an expression: what closes the brackets around it, or a comma or semicolon. */
function expressionEnd({ tokens, pairs }: SourceModule, from: number): number {
  for (let at = from; at < tokens.length; at++) {
    if ([',', ';', ')', ']', '}'].includes(tokens[at].text)) return at;
    at = Math.max(at, pairs.get(at) ?? at);
  }
  return tokens.length;
}
