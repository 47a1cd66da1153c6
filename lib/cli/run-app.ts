import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPORT_VARIABLE, type Report, readReports } from '../app/report';

/** How a process ended. */
export type Ending = { readonly code: number } | { readonly signal: NodeJS.Signals };

export interface AppRun {
  readonly ending: Ending;
  readonly reports: readonly Report[];
}

/**
 * Runs an app's command in a shell and reads what its `HelmApp`s report. The app has this process's input, output and
 * working directory, and gets the signals that this process gets.
 *
 * @param command such as `npx ts-node main.ts`
 * @param variables environment variables besides those of this process
 * @param stdout which output of this process the app's output becomes
 */
export async function runApp(
  command: string,
  variables: Readonly<Record<string, string>>,
  stdout: 'stdout' | 'stderr' = 'stdout',
): Promise<AppRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-inference-'));
  try {
    const report = join(folder, 'report');
    const env = { ...process.env, ...variables, [REPORT_VARIABLE]: report };
    const ending = await runInShell(command, env, process[stdout].fd);
    return { ending, reports: readReports(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FORWARDED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

async function runInShell(command: string, env: NodeJS.ProcessEnv, stdout: number): Promise<Ending> {
  // In a terminal, the app must stay in the foreground, where the keyboard's input and signals reach it. Elsewhere it
  // gets a group of its own, so that signals reach what the shell has started too, and not only the shell.
  const isGroup = !process.stdin.isTTY && process.platform !== 'win32';
  const child = spawn(command, { shell: true, stdio: ['inherit', stdout, 'inherit'], env, detached: isGroup });
  const forward = (signal: NodeJS.Signals) => {
    if (isGroup && child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(signal === null ? { code: code ?? 1 } : { signal }));
    });
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

/** Ends this process as another one ended. */
export function endLike(ending: Ending): void {
  if ('code' in ending) process.exitCode = ending.code;
  else process.kill(process.pid, ending.signal);
}
