import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What `npm pack` says about the archive that it wrote. */
export interface PackedArchive {
  readonly path: string;
  /** Paths of the files in it. */
  readonly files: readonly string[];
}

/** Builds and packs the package as `npm publish` would. */
export function pack(folder: string): PackedArchive {
  run(root, 'npm', 'run', 'build');
  const output = run(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  const [{ filename, files }] = JSON.parse(output);
  return { path: join(folder, filename), files: files.map(({ path }: { path: string }) => path).sort() };
}

/** A new infra repository beside the archive, with the package and the peers that this repository is tested with. */
export function install({ path }: PackedArchive, folder: string): string {
  const repository = join(folder, 'infra');
  cpSync(resolve(__dirname, 'consumer'), repository, { recursive: true });
  const tested = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'zod', 'typescript', 'ts-node', '@types/node'];
  const versions = tested.map((name) => `${name}@${installedVersion(name)}`);
  // The only optional dependency is a tool that cdk8s-plus-27 was released with.
  run(
    repository,
    'npm',
    'install',
    '--prefer-offline',
    '--omit=optional',
    '--no-audit',
    '--no-fund',
    path,
    ...versions,
  );
  return repository;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-inference-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a program and returns what it wrote to standard output. Throws with all of its output where it fails. */
export function run(folder: string, program: string, ...args: string[]): string {
  // npm passes its own configuration on to what it runs; an infra repository would not have that of this one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/.test(name)),
  );
  try {
    return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')} failed in ${folder}:\n${stdout}\n${stderr}`);
  }
}

function installedVersion(name: string): string {
  return require(join(root, 'node_modules', name, 'package.json')).version;
}
