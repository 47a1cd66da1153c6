import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { fraudModel } from '../../examples/fraud-model/chart';
import { HelmApp, loadEnvironments } from '../../lib';
import { seededRandom } from '../../lib/trace/random';
import { isRecord } from '../../lib/values/defaults';
import { treeOf } from '../ml-inference/tree';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const ENVIRONMENTS = join(ROOT, 'examples/fraud-model/environments');

/** The app of an example that has hooks, a dependency and rules, with the environments of the folder that it runs in. */
const MAIN = `
  const { HelmApp, loadEnvironments } = require(${JSON.stringify(join(ROOT, 'lib'))});
  const { fraudModel } = require(${JSON.stringify(join(ROOT, 'examples/fraud-model/chart'))});
  new HelmApp({ charts: [fraudModel], environments: loadEnvironments('environments') }).synth();
`;

const folder = mkdtempSync(join(tmpdir(), 'determinism-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the app in a process of its own, with these environment files and variables; gives its output folder. */
async function synthesized(
  name: string,
  files: readonly (readonly [string, string])[],
  { umask, ...variables }: { umask: string } & Record<string, string>,
): Promise<string> {
  const directory = join(folder, name);
  mkdirSync(join(directory, 'environments'), { recursive: true });
  for (const [file, text] of files) writeFileSync(join(directory, 'environments', file), text);
  writeFileSync(join(directory, 'main.js'), MAIN);
  const command = [process.execPath, '-r', require.resolve('ts-node/register'), 'main.js'];
  await run('/bin/sh', ['-c', `umask ${umask} && exec "$0" "$@"`, ...command], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: folder, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), ...variables },
  });
  return join(directory, 'dist');
}

const random = seededRandom(7);

/** The same value with the keys of its maps in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => ({ key, child: shuffled(child), at: random() }));
  return Object.fromEntries(entries.sort((left, right) => left.at - right.at).map(({ key, child }) => [key, child]));
}

test('the output does not depend on the order of keys and files, time zone, locale, umask, or what was there', async () => {
  const files = readdirSync(ENVIRONMENTS).map(
    (file) => [file, readFileSync(join(ENVIRONMENTS, file), 'utf8')] as const,
  );
  const inOtherOrder = files.map(([file, text]) => [file, stringify(shuffled(parse(text)))] as const).reverse();
  const [usual, unusual] = await Promise.all([
    synthesized('usual', files, { umask: '022', TZ: 'UTC', LC_ALL: 'C' }),
    synthesized('unusual', inOtherOrder, { umask: '077', TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' }),
  ]);
  const output = treeOf(usual);
  expect(Object.keys(output).length).toBeGreaterThan(40);
  expect(treeOf(unusual)).toEqual(output);

  const environments = loadEnvironments(join(folder, 'usual/environments'));
  new HelmApp({ charts: [fraudModel], environments, outdir: usual }).synth();
  expect(treeOf(usual)).toEqual(output);
});
