import { existsSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { userFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';
import { type Range, readModule, type SourceModule } from './source-module';
import { type Token, tokensOf } from './source-tokens';

/** A piece of source code that constructs may run, or a constant that they may use. */
export interface SourcePiece {
  readonly tokens: readonly Token[];
  /** Whether it is a table: a constant without any function in it. */
  readonly isTable: boolean;
}

const MAX_MODULES = 300;
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];

/**
 * The source that a function may reach: its own, the functions around some places of files, and everything at the top
 * level of these files, and of the user's files that they import, that has a name which occurs in what was reached.
 * Packages are left out. Names are not resolved, so a piece too many may be among them, but none depends on more than
 * what is written in the files.
 *
 * @param source of the function
 * @param places where values were read
 */
export function reachableSource(source: string, places: readonly SourceLocation[]): SourcePiece[] {
  const modules = importedModules([...new Set(places.map(({ file }) => file))]);
  const around = places.flatMap(({ file, line, column }): SourcePiece[] => {
    const module = modules.get(file);
    const range = module && enclosingFunction(module, line, column);
    return range ? [{ tokens: module.tokens.slice(range.from, range.to), isTable: false }] : [];
  });
  const pieces = [{ tokens: tokensOf(source), isTable: false }, ...around];
  const names = new Set<string>(['']);
  const add = (name: string) => {
    for (const module of modules.values()) {
      for (const range of module.declarations.get(name) ?? []) {
        const piece = pieceOf(module, range);
        if (!describesValues(piece)) pieces.push(piece);
      }
    }
  };
  add('');
  // Pieces that are found on the way are looked through as well.
  for (const { tokens } of pieces) {
    for (const { kind, text } of tokens) {
      if (kind !== 'name' || names.has(text)) continue;
      names.add(text);
      add(text);
    }
  }
  return pieces;
}

function pieceOf({ tokens }: SourceModule, { from, to }: Range): SourcePiece {
  const piece = tokens.slice(from, to);
  return {
    tokens: piece,
    isTable: !piece.some(({ text }) => text === '=>' || text === 'function' || text === 'class'),
  };
}

/** Whether a piece is, or holds, a schema: its texts are prose and defaults. Constructs beside it are reached otherwise. */
function describesValues({ tokens }: SourcePiece): boolean {
  return tokens.some(({ text }, index) => text === 'z' && tokens[index + 1]?.text === '.');
}

/** Some files, and those of the user that they import, by path. */
function importedModules(files: readonly string[]): Map<string, SourceModule> {
  const modules = new Map<string, SourceModule>();
  const queue = [...files];
  for (const file of queue) {
    if (modules.has(file) || modules.size === MAX_MODULES) continue;
    const module = readModule(file);
    if (!module) continue;
    modules.set(file, module);
    queue.push(
      ...module.imports.map((specifier) => importedFile(file, specifier)).filter((found) => found !== undefined),
    );
  }
  return modules;
}

function importedFile(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return userFile(sourceFile(resolve(dirname(from), specifier)) ?? '');
  try {
    // A package of a workspace is linked to where it is written.
    return userFile(realpathSync(createRequire(from).resolve(specifier)));
  } catch {
    return undefined;
  }
}

/** The file that an import without extension, of a folder, or of what a TypeScript file compiles to, stands for. */
function sourceFile(path: string): string | undefined {
  const stem = path.slice(0, path.length - extname(path).length);
  const candidates = [path, ...EXTENSIONS.map((extension) => path + extension)];
  if (/\.[cm]?jsx?$/.test(path)) candidates.push(...EXTENSIONS.map((extension) => stem + extension));
  candidates.push(...EXTENSIONS.map((extension) => resolve(path, `index${extension}`)));
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}

/** The innermost function with a body of its own around a place, or the outermost one that only is an expression. */
function enclosingFunction(module: SourceModule, line: number, column: number): Range | undefined {
  const { source, tokens, pairs } = module;
  const lineStart = source.split('\n', line - 1).reduce((length, text) => length + text.length + 1, 0);
  const offset = lineStart + column - 1;
  const isAround = ({ from, to }: Range) => tokens[from].start <= offset && offset < tokens[to - 1].end;
  const isBody = (open: number) => tokens[open].text === '{' && [')', '=>'].includes(tokens[open - 1]?.text ?? '');
  const bodies = [...pairs].flatMap(([from, to]) => (from < to && isBody(from) ? { from, to: to + 1 } : []));
  const innermost = bodies.filter(isAround).sort((left, right) => right.from - left.from)[0];
  if (innermost) return innermost;
  return tokens
    .flatMap(({ text }, at) => (text === '=>' ? arrowFunction(module, at) : []))
    .find((expression) => isAround(expression));
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
