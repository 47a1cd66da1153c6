import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart, environmentsFrom, HelmApp } from '../../../lib';
import { REPORT_VARIABLE, readReports } from '../../../lib/app/report';
import { APP, IMPORTS, temporaryApp } from '../cli/temporary-app';

jest.setTimeout(30_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => {
  delete process.env[REPORT_VARIABLE];
  rmSync(folder, { recursive: true });
});

const chart = (name: string) =>
  defineChart({
    metadata: { name, version: '1.0.0', description: 'A chart' },
    values: z.object({
      text: z
        .string()
        .refine((text) => text !== 'x')
        .default('Text'),
      letters: z.string().default('abc'),
      unused: z.number().default(1),
    }),
    constructs: (scope, { text, letters }) => {
      new ApiObject(scope, 'config', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { text, letters: [...letters].reverse().join('') },
      });
    },
  });

test('each HelmApp adds what it wrote, the number of objects and the values that are not in the chart', () => {
  const report = join(folder, 'report');
  process.env[REPORT_VARIABLE] = report;
  const environments = environmentsFrom({ environments: { dev: {}, prod: {} } });
  new HelmApp({ charts: [chart('one')], environments, outdir: join(folder, 'one') }).synth();
  new HelmApp({ charts: [chart('a'), chart('b')], environments, outdir: join(folder, 'two') }).synth({
    environments: ['prod'],
    charts: false,
  });
  const fixedValues = [
    { path: 'letters', value: 'abc', reason: expect.stringContaining('ConfigMap'), readAt: expect.anything() },
  ];
  expect(readReports(report)).toEqual([
    {
      kind: 'synth',
      outdir: join(folder, 'one'),
      folders: ['manifests/dev', 'manifests/prod', 'charts', 'schemas'],
      charts: [
        {
          name: 'one',
          archive: 'charts/one-1.0.0.tgz',
          environments: [
            { name: 'dev', objects: 1 },
            { name: 'prod', objects: 1 },
          ],
          fixedValues,
          deadValues: ['unused'],
          unenforcedValues: ['text'],
          untakenBranches: [],
        },
      ],
    },
    {
      kind: 'synth',
      outdir: join(folder, 'two'),
      folders: ['manifests/prod'],
      charts: ['a', 'b'].map((name) => ({
        name,
        environments: [{ name: 'prod', objects: 1 }],
        fixedValues: [],
        deadValues: [],
        unenforcedValues: [],
        untakenBranches: [],
      })),
    },
  ]);
});

test('an app that reported nothing has no reports', () => {
  expect(readReports(join(folder, 'nowhere'))).toEqual([]);
});

test('where nobody asked for a report, Node prints the problems above the stack, once', async () => {
  const { node } = temporaryApp({ ...APP, 'main.js': `${IMPORTS} loadEnvironments('nowhere');` });
  const { code, stderr } = await node('main.js');
  expect(code).toBe(1);
  expect(stderr).toContain(
    'EnvironmentError: The environments cannot be read:\n' +
      '  nowhere: there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml\n' +
      '    at ',
  );
  expect(stderr.match(/no such folder/g)).toHaveLength(1);
});
