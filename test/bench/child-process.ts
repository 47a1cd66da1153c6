import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/**
 * Runs a program of this folder in a Node process of its own, which nothing has warmed up and whose memory nothing else
 * has filled, and gives what it prints as JSON.
 *
 * @param program such as `trace-process.ts`
 */
export function measuredInProcess<Measurement>(program: string, ...args: readonly string[]): Measurement {
  const command = ['--require', 'ts-node/register', join(__dirname, program), ...args];
  return JSON.parse(execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' }));
}
