/** `excerpt of <path>`, or `excerpt of <path>: "<first line>" to "<last line>"`. */
const EXCERPT = /^excerpt of (?<path>[^:]+)(?:: "(?<first>.+)" to "(?<last>.+)")?$/;

/**
 * The text that a block's origin names, without the indentation that all its lines have; `undefined` where the origin is
 * not an excerpt. Lines are found by how they begin, indentation apart.
 */
export function excerpt(origin: string, read: (path: string) => string): string | undefined {
  const { path, first, last } = EXCERPT.exec(origin)?.groups ?? {};
  if (path === undefined) return undefined;
  const lines = read(path).trimEnd().split('\n');
  if (first === undefined || last === undefined) return joined(lines);
  const start = indexOf(lines, first, 0, path);
  return joined(lines.slice(start, indexOf(lines, last, start, path) + 1));
}

function indexOf(lines: readonly string[], beginning: string, from: number, path: string): number {
  const index = lines.findIndex((line, position) => position >= from && line.trim().startsWith(beginning));
  if (index < 0) throw new Error(`${path} has no line that begins with ${JSON.stringify(beginning)}`);
  return index;
}

function joined(lines: readonly string[]): string {
  const indents = lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => `${line.slice(common)}\n`).join('');
}
