import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const outside = process.cwd();
let folder: string | undefined;

/** Makes a new folder with these files, and makes it the working directory until the test ends. */
export function inFolderWith(files: Readonly<Record<string, string | Uint8Array>>): void {
  folder = mkdtempSync(join(tmpdir(), 'environments-'));
  process.chdir(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

afterEach(() => {
  process.chdir(outside);
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});
