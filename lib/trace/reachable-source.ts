import { existsSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { userFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';
import { enclosingFunction } from './enclosing-functions';
import { declarationsIn, type Range, readModule, type SourceModule } from './source-module';
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
 * level of these files, and of the user's files that they import, or in the functions that those stand in, that has a name
 * which occurs in what was reached. Packages are left out. Names are not resolved, so a piece too many may be among them, but none depends on more than
 * what is written in the files.
 *
 * @param source of the function
 * @param places where values were read
 */
export function reachableSource(source: string, places: readonly SourceLocation[]): SourcePiece[] {
  const modules = importedModules([...new Set(places.map(({ file }) => file))]);
  const pieces: SourcePiece[] = [{ tokens: tokensOf(source), isTable: false }];
  const scopes = [...modules.values()].map((module) => ({ module, declarations: module.declarations }));
  for (const { file, line, column } of places) {
    const module = modules.get(file);
    const around = module && enclosingFunction(module, line, column);
    if (!around) continue;
    pieces.push({ ...pieceOf(module, around.range), isTable: false });
    scopes.push(...around.scopes.map((body) => ({ module, declarations: declarationsIn(module, body) })));
  }
  const known = new Set<Token>();
  const names = new Set<string>(['']);
  const add = (name: string) => {
    for (const { module, declarations } of scopes) {
      for (const range of declarations.get(name) ?? []) {
        const piece = pieceOf(module, range);
        if (!known.has(piece.tokens[0]) && !describesValues(piece)) pieces.push(piece);
        known.add(piece.tokens[0]);
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
