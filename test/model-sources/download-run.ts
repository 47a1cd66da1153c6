import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { MODEL_DOWNLOAD_FUNCTIONS } from '../../lib/constructs/model-download-script';

/** A shell command, with arguments that make a multi-call binary that shell. */
export type Shell = readonly [string, ...string[]];

/** The shells that are on this machine, of which `sh` is one. */
export const SHELLS: readonly Shell[] = (
  [['sh'], ['bash'], ['busybox', 'sh']] as const satisfies readonly Shell[]
).filter(([command]) => command === 'sh' || onPath(command) !== undefined);

/** Where the search path has a command. */
export function onPath(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

/** What came of a download. */
export interface DownloadResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A temporary folder in which the downloader's script runs as in its container: a home, a volume for models, and a search
 * path that begins with stand-ins. Pauses are written down and cut short; `sync` only writes down that it was called.
 */
export class DownloadRun {
  readonly root = mkdtempSync(join(tmpdir(), 'model-download-'));
  private readonly children: ChildProcess[] = [];

  constructor(
    private readonly script: string,
    private readonly variables: Readonly<Record<string, string>>,
    private readonly shell: Shell = ['sh'],
  ) {
    for (const folder of ['home', 'models', 'bin']) mkdirSync(this.at(folder));
    this.command('sync', '#!/bin/sh\necho sync >> "$ROOT/syncs"\n');
    this.command('sleep', `#!/bin/sh\necho "$1" >> "$ROOT/sleeps"\nexec ${onPath('sleep')} 0.02\n`);
  }

  at(...path: string[]): string {
    return join(this.root, ...path);
  }

  /** Puts a program in front of the search path. */
  command(name: string, text: string): void {
    this.write(join('bin', name), text);
    chmodSync(this.at('bin', name), 0o755);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  lines(path: string): string[] {
    return existsSync(this.at(path)) ? readFileSync(this.at(path), 'utf8').trimEnd().split('\n') : [];
  }

  /** The pauses between attempts; those of the lock, which are all of 10 seconds, aside. */
  get pauses(): string[] {
    return this.lines('sleeps').filter((seconds) => seconds !== '10');
  }

  /** The files of the model, without the marker; `undefined` where there is no model. */
  get model(): Record<string, string> | undefined {
    const folder = this.at('models/sentiment/v1');
    if (!existsSync(join(folder, '.download-complete'))) return undefined;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.download-complete')
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
  }

  /** What there is for models of that name: the model itself, or what is left of an attempt. */
  get left(): string[] {
    return existsSync(this.at('models/sentiment')) ? readdirSync(this.at('models/sentiment')).sort() : [];
  }

  run(overrides: Record<string, string> = {}): DownloadResult {
    const [command, ...args] = this.shell;
    const { status, stdout, stderr } = spawnSync(command, [...args, '-c', MODEL_DOWNLOAD_FUNCTIONS + this.script], {
      env: this.environment(overrides),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { status, stdout, stderr };
  }

  /** The same while the test goes on, for servers in this process. */
  start(overrides: Record<string, string> = {}): { child: ChildProcess; result: Promise<DownloadResult> } {
    const [command, ...args] = this.shell;
    const child = spawn(command, [...args, '-c', MODEL_DOWNLOAD_FUNCTIONS + this.script], {
      env: this.environment(overrides),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
      });
    }
    const result = new Promise<DownloadResult>((resolve) => {
      child.once('close', (status) => resolve({ status, ...output }));
    });
    return { child, result };
  }

  /** Ends a download as a node that fails does: all its processes at once. */
  async kill({ child, result }: { child: ChildProcess; result: Promise<DownloadResult> }): Promise<void> {
    killGroup(child);
    await result;
  }

  /** Waits for a file that something else writes. */
  async appears(path: string): Promise<void> {
    while (!existsSync(this.at(path))) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  remove(path: string): void {
    rmSync(this.at(path), { recursive: true });
  }

  /** Ends whatever still runs, and removes the folder. */
  end(): void {
    this.children.forEach(killGroup);
    rmSync(this.root, { recursive: true });
  }

  private environment(overrides: Record<string, string>): Record<string, string> {
    return {
      PATH: `${this.at('bin')}${delimiter}${process.env.PATH}`,
      ROOT: this.root,
      HOME: this.at('home'),
      POD_NAME: 'pod-1',
      MODEL_NAME: 'sentiment',
      MODEL_VERSION: 'v1',
      DOWNLOAD_FOLDER: this.at('models'),
      DOWNLOAD_ATTEMPTS: '3',
      DOWNLOAD_BACKOFF: '3',
      DOWNLOAD_CONNECT_TIMEOUT: '15',
      DOWNLOAD_READ_TIMEOUT: '30',
      ...this.variables,
      ...overrides,
    };
  }
}

/** Ends a process and its children, as far as they have not ended. */
function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid as number), 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
