import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a Helm process printed, and how it ended. */
export interface HelmResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunHelmOptions {
  /** Text for Helm's standard input, such as a values file named `-`. */
  readonly stdin?: string;
}

/** A Helm command that ended with an error. */
export class HelmError extends Error {
  constructor(
    readonly args: readonly string[],
    readonly result: HelmResult,
  ) {
    super(`helm ${args.join(' ')} ended with exit code ${result.exitCode}:\n${result.stderr}${result.stdout}`);
    this.name = 'HelmError';
  }
}

/**
 * Runs Helm with nothing of the caller's: no configuration, cache, plugins, kubeconfig or environment variables but
 * `PATH`. Does not throw where Helm ends with an error.
 */
export async function runHelm(
  helm: string,
  args: readonly string[],
  { stdin = '' }: RunHelmOptions = {},
): Promise<HelmResult> {
  const home = await mkdtemp(join(tmpdir(), 'helm-'));
  try {
    return await collect(helm, args, stdin, {
      PATH: process.env.PATH,
      // A run is short: where garbage is collected more rarely, it takes a fifth less time.
      GOGC: '400',
      HOME: home,
      TMPDIR: home,
      KUBECONFIG: join(home, 'kubeconfig'),
      HELM_CACHE_HOME: join(home, 'cache'),
      HELM_CONFIG_HOME: join(home, 'config'),
      HELM_DATA_HOME: join(home, 'data'),
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** As {@link runHelm}, but gives only what Helm printed and throws {@link HelmError} where it ended with an error. */
export async function helmOutput(helm: string, args: readonly string[], options?: RunHelmOptions): Promise<string> {
  const result = await runHelm(helm, args, options);
  if (result.exitCode !== 0) throw new HelmError(args, result);
  return result.stdout;
}

function collect(helm: string, args: readonly string[], stdin: string, env: NodeJS.ProcessEnv): Promise<HelmResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(helm, args, { env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
    // Helm may end before it has read its input; how it ended is then told by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}
