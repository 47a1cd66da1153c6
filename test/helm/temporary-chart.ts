import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Writes a chart for the tests of a file or `describe` block and removes it after them. Gives the path of its folder,
 * which is named after the chart.
 */
export function temporaryChart(name: string, files: Readonly<Record<string, string>>): string {
  const parent = mkdtempSync(join(tmpdir(), 'chart-'));
  afterAll(() => rmSync(parent, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    const file = join(parent, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(parent, name);
}
