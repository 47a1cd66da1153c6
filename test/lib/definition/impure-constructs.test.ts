import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart, environmentsFrom, HelmApp } from '../../../lib';

const folder = mkdtempSync(join(tmpdir(), 'impure-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = z.object({
  mode: z.enum(['stable', 'varying']).default('stable'),
  seed: z.int().default(0),
  nested: z.object({ isShown: z.boolean().default(false) }).prefault({}),
});

/** The error of an app whose second environment is built by impure constructs. */
function errorOf(varying: () => unknown): string {
  const outdir = join(folder, 'dist');
  const chart = defineChart({
    metadata: { name: 'demo', version: '1.0.0' },
    values,
    constructs: (scope, { mode, seed }) => {
      const object = { apiVersion: 'v1', kind: 'ConfigMap' };
      new ApiObject(scope, 'plain', { ...object, data: { seed: String(seed) } });
      new ApiObject(scope, 'settings', { ...object, data: { id: mode === 'varying' ? varying() : 'a' } });
    },
  });
  const environments = environmentsFrom({
    environments: { dev: {}, prod: { values: { mode: 'varying', seed: 3, nested: { isShown: true } } } },
  });
  try {
    new HelmApp({ charts: [chart], environments, outdir }).synth();
  } catch (error) {
    expect(existsSync(outdir)).toBe(false);
    return (error as Error).message;
  }
  throw new Error('nothing was found');
}

const ADVICE =
  'with the same values; constructs must be pure functions of their values: no clock, no random numbers, no counters, no files that change';

test('a counter is told with its construct, its field and the value that does it; nothing is written', () => {
  let count = 0;
  expect(errorOf(() => `${count++}`)).toBe(
    [
      'The constructs cannot be built:',
      `  environment prod: mode: demo/settings (ConfigMap "demo-settings"): data.id is "0" in one run and "1" in the next, ${ADVICE}`,
    ].join('\n'),
  );
});

test('a file that changes', () => {
  const file = join(folder, 'state');
  writeFileSync(file, '');
  const grow = () => {
    writeFileSync(file, 'x', { flag: 'a' });
    return readFileSync(file, 'utf8');
  };
  expect(errorOf(grow)).toContain(`data.id is "x" in one run and "xx" in the next, ${ADVICE}`);
});

test.each<[string, () => unknown]>([
  ['random numbers', () => String(Math.random())],
  ['the clock', () => process.hrtime.bigint().toString()],
])('%s', (_, varying) => {
  expect(errorOf(varying)).toContain(`environment prod: mode: demo/settings (ConfigMap "demo-settings"): data.id is`);
});

test('objects that are not always there', () => {
  let count = 0;
  const constructs = (scope: ConstructorParameters<typeof ApiObject>[0]) => {
    if (count++ % 2 === 0) new ApiObject(scope, 'odd', { apiVersion: 'v1', kind: 'ConfigMap' });
  };
  const chart = defineChart({ metadata: { name: 'demo', version: '1.0.0' }, values: z.object({}), constructs });
  const environments = environmentsFrom({ environments: { dev: {} } });
  const app = new HelmApp({ charts: [chart], environments, outdir: join(folder, 'dist') });
  expect(() => app.synth()).toThrow(
    `environment dev: demo/odd (ConfigMap "demo-odd") is built in one run and not in the next, ${ADVICE}`,
  );
});
