/** A piece of JavaScript or TypeScript. Space and comments are none. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'pattern' | 'punctuation';
  /** As it is written; for text, what it says. */
  readonly text: string;
  /** Where it begins and ends in the source. */
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /0[xob][\da-f_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?n?/iy;
const TEXT = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const PUNCTUATION = /\?\.(?!\d)|\?\?=?|&&=?|\|\|=?|=>|\.\.\.|[=!]==?|[<>]=|\+\+|--|[\s\S]/y;
const TEMPLATE_PART = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;

/** Words that an expression may follow, so that a slash after them begins a pattern. */
const BEFORE_EXPRESSION = new Set(
  'return typeof case in of instanceof new delete void throw do else yield await'.split(' '),
);

/** Splits source code into its tokens. What stands in `${ }` of a template literal is split as well. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** How many braces are open in each `${` that is. */
  const open: number[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const add = (kind: Token['kind'], written: string, text = written) => {
    tokens.push({ kind, text, start: at, end: at + written.length });
    at += written.length;
  };
  const templatePart = () => {
    const written = match(TEMPLATE_PART) ?? '';
    if (written !== '') add('text', written, saidBy(written));
    if (source[at] === '`') at++;
    else if (at < source.length) {
      add('punctuation', '${');
      open.push(0);
    }
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const name = match(NAME);
    const number = name === undefined ? match(NUMBER) : undefined;
    const text = match(TEXT);
    const pattern = mayBeginExpression(tokens.at(-1)) ? match(PATTERN) : undefined;
    if (name !== undefined) add('name', name);
    else if (number) add('number', number);
    else if (text !== undefined) add('text', text, saidBy(text.slice(1, -1)));
    else if (pattern !== undefined) add('pattern', pattern);
    else if (source[at] === '`') {
      at++;
      templatePart();
    } else if (source[at] === '}' && open.at(-1) === 0) {
      open.pop();
      add('punctuation', '}');
      templatePart();
    } else {
      const punctuation = match(PUNCTUATION) ?? source[at];
      if (open.length > 0 && punctuation === '{') open[open.length - 1]++;
      if (open.length > 0 && punctuation === '}') open[open.length - 1]--;
      add('punctuation', punctuation);
    }
  }
  return tokens;
}

/** Whether an expression may begin after a token; a slash is a division where none may. */
function mayBeginExpression(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === 'name') return BEFORE_EXPRESSION.has(before.text);
  return before.kind === 'punctuation' && ![')', ']', '}', '++', '--'].includes(before.text);
}

const ESCAPE = /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(\r?\n)|([\s\S]))/gi;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** The text that is written between quotation marks. */
function saidBy(written: string): string {
  return written.replace(ESCAPE, (_, braced, four, two, lineEnd, other) => {
    const code = braced ?? four ?? two;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    return lineEnd === undefined ? (ESCAPED[other] ?? other) : '';
  });
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** For each opening bracket the index of its closing one, and the other way round. */
export function bracketPairs(tokens: readonly Token[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'punctuation') continue;
    if (text in CLOSING) open.push(index);
    else if (text === ')' || text === ']' || text === '}') {
      const opening = open.pop();
      if (opening === undefined) continue;
      pairs.set(opening, index);
      pairs.set(index, opening);
    }
  }
  return pairs;
}

/** Functions whose text is for people. */
const PROSE = /^(?:describe|meta|require|\w*Error)$/;

const COMPARISON = /^(?:[=!]==?|[<>]=?|in)$/;

/** Whether a literal is only given on: returned, the value of a property, or a part of other text. */
export function isResult(tokens: readonly Token[], index: number): boolean {
  const [name, before, next] = [tokens[index - 2], tokens[index - 1], tokens[index + 1]];
  if (next && COMPARISON.test(next.text)) return false;
  // Pieces of a template literal stand before `${` and after its `}`.
  if (next?.text === '${' || before?.text === '}') return true;
  if (before?.text === '(' && name && PROSE.test(name.text)) return true;
  return before !== undefined && [':', '?', 'return', '=>'].includes(before.text);
}
