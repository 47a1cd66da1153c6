import { readFileSync } from 'node:fs';
import { bracketPairs, type Token, tokensOf } from './source-tokens';

/** Some of a file's tokens, from one up to and without another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface SourceCode {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly pairs: ReadonlyMap<number, number>;
}

/** A file of source code, and what it declares at its top level. */
export interface SourceModule extends SourceCode {
  readonly file: string;
  /** What each name is declared as; what has no name, such as a default export, is under the empty one. */
  readonly declarations: ReadonlyMap<string, readonly Range[]>;
  /** The specifiers of what it imports, as they are written. */
  readonly imports: readonly string[];
}

/** Reads a file; `undefined` where it cannot be read. */
export function readModule(file: string): SourceModule | undefined {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const tokens = tokensOf(source);
  const code = { source, tokens, pairs: bracketPairs(tokens) };
  const whole = { from: 0, to: tokens.length };
  const declarations = file.endsWith('.json') ? new Map([['', [whole]]]) : declarationsIn(code, whole);
  return { ...code, file, declarations, imports: importsIn(tokens) };
}

/** Words before which `import` or `require` is none of a module. */
function importsIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }, index) => {
    if (kind !== 'text') return [];
    const [before, last] = [tokens[index - 2]?.text, tokens[index - 1]?.text];
    const isImport =
      last === 'from' || last === 'import' || (last === '(' && (before === 'require' || before === 'import'));
    return isImport ? [text] : [];
  });
}

/** The statements of a file, or of a body in braces, by the names that they declare. Types and imports are left out. */
export function declarationsIn(code: SourceCode, within: Range): Map<string, Range[]> {
  const { tokens, pairs } = code;
  const starts = statementStarts(code, within);
  const declarations = new Map<string, Range[]>();
  for (const [index, from] of starts.entries()) {
    const range = { from, to: starts[index + 1] ?? within.to };
    for (const name of declaredNames(tokens, pairs, range)) {
      declarations.set(name, [...(declarations.get(name) ?? []), range]);
    }
  }
  return declarations;
}

function statementStarts({ source, tokens, pairs }: SourceCode, { from, to }: Range): number[] {
  const starts: number[] = [];
  for (let index = from; index < to; index++) {
    const before = tokens[index - 1];
    const isNewLine = before && source.slice(before.end, tokens[index].start).includes('\n');
    const mayEnd = before?.kind !== 'punctuation' || [')', ']', '}'].includes(before.text);
    const begins = index === from || before.text === ';' || before.text === '}' || (isNewLine && mayEnd);
    if (begins && tokens[index].kind === 'name') starts.push(index);
    // What is inside of brackets is not at the top level.
    index = Math.max(index, pairs.get(index) ?? index);
  }
  return starts;
}

const MODIFIERS = new Set(['export', 'default', 'declare', 'abstract', 'async', '*']);

function declaredNames(tokens: readonly Token[], pairs: ReadonlyMap<number, number>, range: Range): string[] {
  let at = range.from;
  while (at < range.to && MODIFIERS.has(tokens[at].text)) at++;
  const [keyword, next] = [tokens[at]?.text, tokens[at + 1]];
  switch (keyword) {
    case 'import':
    case 'interface':
    case 'type':
      return [];
    case 'function':
    case 'class':
    case 'enum':
      return [next?.kind === 'name' ? next.text : ''];
    case 'const':
    case 'let':
    case 'var':
      return boundNames(tokens, pairs, { from: at + 1, to: range.to });
    case 'exports':
      return [tokens[at + 2]?.text ?? ''];
    default:
      return at > range.from || keyword === 'module' ? [''] : [];
  }
}

/** The names that are bound in `a: Type = 1, { b, c } = …`. */
function boundNames(tokens: readonly Token[], pairs: ReadonlyMap<number, number>, { from, to }: Range): string[] {
  const names: string[] = [];
  let part: 'binding' | 'type' | 'value' = 'binding';
  for (let index = from; index < to; index++) {
    const { kind, text } = tokens[index];
    const end = Math.max(pairs.get(index) ?? index, index);
    if (text === '=') part = 'value';
    else if (text === ':' && part === 'binding') part = 'type';
    else if (text === ',' && part === 'value') part = 'binding';
    else if (part === 'binding') {
      const bound = kind === 'name' ? [tokens[index]] : tokens.slice(index, end);
      names.push(...bound.filter((token) => token.kind === 'name').map((token) => token.text));
    }
    index = end;
  }
  return names;
}
