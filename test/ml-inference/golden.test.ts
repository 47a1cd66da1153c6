import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { list, type ReadEntry } from 'tar';
import { mlInference } from '../../examples/ml-inference/chart';
import { HelmApp, loadEnvironments } from '../../lib';
import { ENVIRONMENTS } from './example';
import { GOLDEN } from './golden';
import { filesOf } from './tree';

/**
 * The example's output, file by file: the manifests of each environment and the chart. A change of the output is taken
 * over with `UPDATE_GOLDEN=1 npx jest golden`, and reviewed like code.
 */
const FOLDERS = ['manifests/dev', 'manifests/staging', 'manifests/prod', 'charts/ml-inference'];

const outdir = mkdtempSync(join(tmpdir(), 'golden-'));
afterAll(() => rmSync(outdir, { recursive: true }));
new HelmApp({ charts: [mlInference], environments: loadEnvironments(ENVIRONMENTS), outdir }).synth();

const paths = (root: string) =>
  FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    filesOf(join(root, folder)).map((file) => `${folder}/${file}`),
  );

if (process.env.UPDATE_GOLDEN) {
  rmSync(GOLDEN, { recursive: true, force: true });
  for (const path of paths(outdir)) {
    mkdirSync(dirname(join(GOLDEN, path)), { recursive: true });
    writeFileSync(join(GOLDEN, path), readFileSync(join(outdir, path)));
  }
}

test('the same files', () => {
  expect(paths(outdir)).toEqual(paths(GOLDEN));
});

test.each(paths(GOLDEN))('%s', (path) => {
  expect(readFileSync(join(outdir, path), 'utf8')).toBe(readFileSync(join(GOLDEN, path), 'utf8'));
});

test('the archive holds the files of the chart', async () => {
  const packed: Record<string, string> = {};
  await list({
    file: join(outdir, 'charts/ml-inference-1.0.0.tgz'),
    onReadEntry: (entry: ReadEntry) => {
      packed[entry.path] = '';
      entry.on('data', (chunk: Buffer) => {
        packed[entry.path] += chunk.toString('latin1');
      });
    },
  });
  const folder = join(outdir, 'charts');
  const files = filesOf(join(folder, 'ml-inference')).map((file) => `ml-inference/${file}`);
  expect(packed).toEqual(Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'latin1')])));
});
