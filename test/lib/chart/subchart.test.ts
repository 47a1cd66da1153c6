import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { runHelm } from '../../helm/run-helm';
import { temporaryChart } from '../../helm/temporary-chart';
import { smallChart } from '../trace/small-chart';

const { files } = smallChart({
  values: z.object({
    enabled: z.boolean().default(true).describe('Switches the chart on in a parent chart.'),
    model: z.string().default('sentiment'),
    labels: z.record(z.string(), z.string()).default({ team: 'ml', tier: 'one' }),
    source: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('s3'), bucket: z.string() }),
        z.object({ type: z.literal('pvc'), claim: z.string() }),
      ])
      .default({ type: 's3', bucket: 'models' }),
  }),
  spec: ({ enabled, ...values }) => ({ enabled, ...values }),
});

const dependency = { name: 'demo', version: '1.2.3' };
const parent = temporaryChart('parent', {
  'Chart.yaml': stringify({
    apiVersion: 'v2',
    name: 'parent',
    version: '1.0.0',
    dependencies: [
      { ...dependency, alias: 'first', condition: 'first.enabled' },
      { ...dependency, alias: 'second', condition: 'second.enabled', tags: ['models'] },
      { ...dependency, alias: 'third', tags: ['extra'] },
    ],
  }),
  'values.yaml': stringify({
    global: { registry: 'registry.example.com' },
    tags: { extra: false },
    first: { model: 'first', labels: { tier: 'two', own: 'x' } },
    second: { enabled: false },
  }),
});
for (const [path, text] of files) {
  const file = join(parent, 'charts/demo', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const defaults = {
  enabled: true,
  model: 'sentiment',
  labels: { team: 'ml', tier: 'one' },
  source: { type: 's3', bucket: 'models' },
};
const first = { ...defaults, model: 'first', labels: { team: 'ml', tier: 'two', own: 'x' } };

describe.each([3, 4] as const)('in a parent chart, on Helm %i', (major) => {
  const specs = async (values: object = {}) => {
    const objects = await renderChart({ helm: await helmBinary(major), chart: parent, values: { ...values } });
    return objects.map(({ spec }) => spec);
  };
  const refusal = async (values: object) => {
    const args = ['template', parent, '-f', '-'];
    return (await runHelm(await helmBinary(major), args, { stdin: JSON.stringify(values) })).stderr;
  };

  test('the parent sets values of one alias, and conditions and tags leave the others out', async () => {
    expect(await specs()).toEqual([first]);
  });

  test('a condition and a tag switch them on', async () => {
    expect(await specs({ second: { enabled: true }, tags: { extra: true } })).toEqual([first, defaults, defaults]);
  });

  test('the condition switches the other off', async () => {
    expect(await specs({ first: { enabled: false } })).toEqual([]);
  });

  test('nulls take defaults away, as where an option of a union gives way to another', async () => {
    const values = {
      first: { labels: { team: null }, source: { type: 'pvc', claim: 'mine', bucket: null } },
    };
    expect(await specs(values)).toEqual([
      { ...first, labels: { tier: 'two', own: 'x' }, source: { type: 'pvc', claim: 'mine' } },
    ]);
  });

  test('a misspelt key is refused below its alias', async () => {
    expect(await refusal({ first: { modle: 'x' } })).toMatch(/first:\n.*modle/);
  });

  test('values for all charts are taken whatever they are', async () => {
    expect(await specs({ global: { labels: { team: 'x' }, list: [1] } })).toEqual([first]);
  });
});
