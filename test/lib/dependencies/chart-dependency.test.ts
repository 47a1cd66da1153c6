import { ApiObject } from 'cdk8s';
import { stringify } from 'yaml';
import { z } from 'zod';
import { synthesizeChart } from '../../../lib/app/synthesize-chart';
import { type ChartDefinition, defineChart } from '../../../lib/definition/chart-definition';
import { chartDependency } from '../../../lib/dependencies/chart-dependency';
import { environmentsFrom } from '../../../lib/environment/environments-from';
import { validateEnvironments } from '../../../lib/environment/validate';
import { helmBinary } from '../../helm/binaries';
import { type RenderedObject, renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const STORE = { name: 'store', version: '1.2.3', repository: 'https://charts.example.com' } as const;
const section = (size: number) =>
  z
    .object({
      enabled: z.boolean().optional().describe('Install the store.'),
      size: z.int().min(1).default(size).describe('Size of the store.'),
    })
    .prefault({})
    .describe('A store.');

const plain = chartDependency({ ...STORE, condition: 'store.enabled', tags: ['data'], values: section(1) });
const second = chartDependency({ ...STORE, alias: 'second', condition: 'second.enabled', values: section(2) });

test('an entry of Chart.yaml, and the section of the values that is named after the dependency or its alias', () => {
  const { values, ...entry } = second;
  expect(entry).toEqual({ ...STORE, alias: 'second', condition: 'second.enabled' });
  expect(Object.keys(values)).toEqual(['second']);
  const parsed: { second: { size: number } } = z.object({ ...plain.values, ...second.values }).parse({});
  expect(parsed).toEqual({ store: { size: 1 }, second: { size: 2 } });
});

describe('on Helm', () => {
  const definition = defineChart({
    metadata: { name: 'app', version: '1.0.0', dependencies: [plain, second] },
    values: z.object({
      name: z.string().default('app'),
      tags: z.object({ data: z.boolean().default(false) }).prefault({}),
      ...plain.values,
      ...second.values,
    }),
    constructs: (scope, { name, tags, store }) => {
      const data = { name, url: store.enabled || tags.data ? 'http://store' : 'none' };
      new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });
    },
  }) as unknown as ChartDefinition;
  const set = environmentsFrom({
    base: {},
    environments: { prod: { values: { store: { size: 7, extra: { deep: true } } } } },
  });
  const environments = validateEnvironments(set, definition.values, { openSections: ['store', 'second'] });
  const { files, traced } = synthesizeChart(definition, environments);
  const standIn = {
    'charts/store/Chart.yaml': stringify({ apiVersion: 'v2', name: 'store', version: '1.2.3' }),
    'charts/store/values.yaml': 'size: 0\n',
    'charts/store/templates/object.yaml': [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: {{ .Release.Name }}-{{ .Chart.Name }}',
      'data:',
      '  values: {{ omit .Values "global" | toJson | quote }}',
      '',
    ].join('\n'),
  };
  const chart = temporaryChart('app', { ...Object.fromEntries(files), ...standIn });

  async function stores(values: object, valuesFiles: string[] = []): Promise<Record<string, unknown>> {
    const [three, four] = await Promise.all(
      ([3, 4] as const).map(async (major): Promise<Record<string, unknown>> => {
        const input = { helm: await helmBinary(major), chart, values: values as Record<string, unknown>, valuesFiles };
        const objects: RenderedObject[] = await renderChart({ ...input, release: 'mine' });
        const found = objects.filter(({ kind, data }) => kind === 'ConfigMap' && data.values !== undefined);
        return Object.fromEntries(found.map(({ metadata, data }) => [metadata.name, JSON.parse(data.values)]));
      }),
    );
    expect(four).toEqual(three);
    return three as Record<string, unknown>;
  }

  test('the condition turns it on and off, its section is its values, and an alias makes a second one', async () => {
    expect(await stores({ store: { enabled: true }, second: { enabled: false } })).toEqual({
      'mine-store': { enabled: true, size: 1 },
    });
    expect(await stores({ store: { enabled: false }, second: { enabled: true, size: 9 } })).toEqual({
      'mine-second': { enabled: true, size: 9 },
    });
  });

  test('a tag turns on what has no condition set', async () => {
    expect(await stores({ tags: { data: true }, second: { enabled: false } })).toEqual({ 'mine-store': { size: 1 } });
    expect(await stores({ second: { enabled: false } })).toEqual({});
  });

  test('values beside the typed ones are handed on, and the typed ones are checked', async () => {
    expect(
      await stores({ store: { enabled: true }, second: { enabled: false } }, [`${chart}/values-prod.yaml`]),
    ).toEqual({ 'mine-store': { enabled: true, size: 7, extra: { deep: true } } });
    await expect(stores({ store: { size: 'big' } })).rejects.toThrow(/store.*size/s);
  });

  test('values that only the dependency reads are not reported as dead', () => {
    expect(traced.dead).toEqual([]);
    expect(files.get('values.yaml')).toContain(
      'store:\n  # Install the store.\n  # enabled:\n  # Size of the store.\n  size: 1',
    );
  });
});
