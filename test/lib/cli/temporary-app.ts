import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { compiledLibrary } from './compiled-library';

const root = resolve(__dirname, '../../..');
const library = compiledLibrary();
const commandLine = join(library, 'cli/main.js');

/** How a process ended, and what it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TemporaryApp {
  readonly folder: string;
  /** Runs `cdk8s-inference` in the app's folder. */
  run(...args: string[]): Promise<Outcome>;
  /** Runs Node in the app's folder. */
  node(...args: string[]): Promise<Outcome>;
}

/** What `main.js` of an app begins with. */
export const IMPORTS = `
  const { z } = require('zod');
  const { ApiObject } = require('cdk8s');
  const { defineChart, environmentsFrom, HelmApp, loadEnvironments } = require(${JSON.stringify(library)});
`;

/** A chart named `app` with a ConfigMap, as JavaScript; the values `name` and `debug` are in it. */
export const CHART = `defineChart({
  metadata: { name: 'app', version: '1.0.0', description: 'An app' },
  values: z.object({ name: z.string().default('world'), debug: z.boolean().default(false) }),
  constructs: (scope, values) => {
    new ApiObject(scope, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { name: values.name, ...(values.debug && { debug: 'on' }) },
    });
  },
})`;

/** The files of a small app with the environments dev and prod. */
export const APP = {
  'cdk8s.yaml': 'app: node main.js\n',
  'main.js': `${IMPORTS} new HelmApp({ charts: [${CHART}], environments: loadEnvironments('environments') }).synth();`,
  'environments/dev.yaml': 'values: { debug: true }\n',
  'environments/prod.yaml': 'values: { name: everybody }\n',
};

const parents: string[] = [];
afterEach(() => {
  for (const parent of parents.splice(0)) rmSync(parent, { recursive: true });
});

/** Writes an app's files into a new folder, which is removed when the test ends. */
export function temporaryApp(files: Readonly<Record<string, string>>): TemporaryApp {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'app-')));
  parents.push(parent);
  const folder = join(parent, 'project');
  mkdirSync(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const node = (...args: string[]) => run(process.execPath, args, folder);
  return { folder, node, run: (...args) => node(commandLine, ...args) };
}

/** Runs a program without the colours and settings of whoever runs the tests. */
function run(program: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}
