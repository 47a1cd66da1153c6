import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { list, type ReadEntry } from 'tar';
import { HelmApp, loadEnvironments } from '../../lib';
import { filesOf } from '../ml-inference/tree';
import type { Example } from './example';

/** An example's output: its expected files, and what else holds of it. */
export function describeGolden(example: Example): void {
  const { name, chart, environments: folder } = example;
  const outdir = mkdtempSync(join(tmpdir(), 'golden-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  const environments = loadEnvironments(folder);
  const [result] = new HelmApp({ charts: [chart], environments, outdir }).synth().charts;

  describeGoldenFiles(example, outdir);

  test('no value is fixed or has no effect', () => {
    expect([result?.fixedValues, result?.deadValues]).toEqual([[], []]);
  });

  test('the archive holds the files of the chart', async () => {
    const packed: Record<string, string> = {};
    await list({
      file: join(outdir, `charts/${name}-${chart.metadata.version}.tgz`),
      onReadEntry: (entry: ReadEntry) => {
        packed[entry.path] = '';
        entry.on('data', (chunk: Buffer) => {
          packed[entry.path] += chunk.toString('latin1');
        });
      },
    });
    const charts = join(outdir, 'charts');
    const files = filesOf(join(charts, name)).map((file) => `${name}/${file}`);
    expect(packed).toEqual(Object.fromEntries(files.map((file) => [file, readFileSync(join(charts, file), 'latin1')])));
  });
}

/**
 * The example's output, file by file: the manifests of each environment and the chart. A change of the output is taken
 * over with `UPDATE_GOLDEN=1 npx jest test/ml-inference/chart test/examples`, and reviewed like code.
 *
 * @param outdir the folder that the output was written to
 */
export function describeGoldenFiles({ name, environments, golden }: Example, outdir: string): void {
  const folders = [
    ...loadEnvironments(environments).environments.map((environment) => `manifests/${environment.name}`),
    `charts/${name}`,
  ];
  const paths = (root: string) =>
    folders
      .filter((path) => existsSync(join(root, path)))
      .flatMap((path) => filesOf(join(root, path)).map((file) => `${path}/${file}`));

  if (process.env.UPDATE_GOLDEN) {
    rmSync(golden, { recursive: true, force: true });
    for (const path of paths(outdir)) {
      mkdirSync(dirname(join(golden, path)), { recursive: true });
      writeFileSync(join(golden, path), readFileSync(join(outdir, path)));
    }
  }

  test('the same files', () => {
    expect(paths(outdir)).toEqual(paths(golden));
  });

  test.each(paths(golden))('%s', (path) => {
    expect(readFileSync(join(outdir, path), 'utf8')).toBe(readFileSync(join(golden, path), 'utf8'));
  });
}
