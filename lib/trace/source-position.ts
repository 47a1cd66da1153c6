import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { shownFile, userFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';

/** A place in the user's code, and the line that stands there. */
export interface SourceLine {
  readonly location: SourceLocation;
  readonly text: string;
}

const MAP_COMMENT = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** Says where the offsets of a script are in the file that it was compiled from, if its source map says so. */
export class SourcePositions {
  private readonly lineStarts: readonly number[];
  private readonly map: SourceMap | undefined;
  private readonly files = new Map<string, readonly string[]>();

  /** @param file from which the script was loaded */
  constructor(
    private readonly file: string,
    private readonly source: string,
  ) {
    this.lineStarts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
    this.map = sourceMapOf(file, source);
  }

  /** The place of an offset. The file is relative to the working directory, if it is inside of that. */
  at(offset: number): SourceLine {
    const line = this.lineStarts.findLastIndex((start) => start <= offset);
    const column = offset - this.lineStarts[line];
    const entry = this.map?.findEntry(line, column);
    if (entry && 'originalSource' in entry && entry.originalSource !== undefined) {
      const path = userFile(entry.originalSource) ?? resolve(dirname(this.file), entry.originalSource);
      return lineAt(path, this.linesOf(path), entry.originalLine, entry.originalColumn);
    }
    return lineAt(this.file, this.source.split('\n'), line, column);
  }

  private linesOf(path: string): readonly string[] {
    const { sources = [], sourcesContent = [] } = this.map?.payload ?? {};
    const index = sources.findIndex((source) => path.endsWith(source.replace(/^(?:\.\.?\/)+/, '')));
    const known = this.files.get(path) ?? (sourcesContent?.[index] ?? textOf(path)).split('\n');
    this.files.set(path, known);
    return known;
  }
}

function lineAt(path: string, lines: readonly string[], line: number, column: number): SourceLine {
  return { location: { file: shownFile(path), line: line + 1, column: column + 1 }, text: (lines[line] ?? '').trim() };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function sourceMapOf(file: string, source: string): SourceMap | undefined {
  const [, url] = MAP_COMMENT.exec(source) ?? [];
  if (url === undefined) return undefined;
  const inline = /^data:[^,]*?(;base64)?,(.*)$/.exec(url);
  try {
    const text = inline ? decoded(inline[2], inline[1] !== undefined) : textOf(resolve(dirname(file), url));
    return new SourceMap(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function decoded(data: string, isBase64: boolean): string {
  return isBase64 ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);
}
