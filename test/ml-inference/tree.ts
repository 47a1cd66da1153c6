import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file or folder as it lies on disk. */
export interface TreeEntry {
  /** Permissions in octal digits. */
  readonly mode: string;
  /** The content of a file, a character for each byte; a folder has none. */
  readonly content?: string;
}

/** Every file and folder below a folder, by its path from there; paths of folders end in `/`. */
export function treeOf(folder: string): Record<string, TreeEntry> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry): [string, TreeEntry] => {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file);
    const mode = (statSync(file).mode & 0o777).toString(8);
    return entry.isDirectory() ? [`${path}/`, { mode }] : [path, { mode, content: readFileSync(file, 'latin1') }];
  });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The paths of the files below a folder. */
export function filesOf(folder: string): string[] {
  return Object.keys(treeOf(folder)).filter((path) => !path.endsWith('/'));
}
