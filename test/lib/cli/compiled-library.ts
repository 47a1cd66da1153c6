import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

const root = resolve(__dirname, '../../..');

/**
 * The library as JavaScript, as it is installed, for the processes that the tests of a file start: each of them would
 * otherwise compile it again. Gives the path of its folder, which is removed after the tests.
 */
export function compiledLibrary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'library-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const file of readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const compiled = join(folder, 'lib', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, transformFileSync(join(root, 'lib', file), COMMON_JS).code);
  }
  return join(folder, 'lib');
}

const COMMON_JS = {
  swcrc: false,
  configFile: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
} as const;
