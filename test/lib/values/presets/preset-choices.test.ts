import { z } from 'zod';
import { environmentsFrom } from '../../../../lib/environment/environments-from';
import { loadEnvironments } from '../../../../lib/environment/load';
import { validateEnvironments } from '../../../../lib/environment/validate';
import { EnvironmentError } from '../../../../lib/errors';
import { explainChart } from '../../../../lib/explain/explain-chart';
import { Release } from '../../../../lib/release/release';
import { withPresets } from '../../../../lib/values/presets/with-presets';
import { type ObjectShape, shapeOf } from '../../../../lib/values/shape';
import { helmBinary } from '../../../helm/binaries';
import { renderChart } from '../../../helm/render-chart';
import { temporaryChart } from '../../../helm/temporary-chart';
import { inFolderWith } from '../../environment/temporary-folder';
import { smallChart } from '../../trace/small-chart';

const schema = withPresets(
  z.object({
    server: z.object({ profile: z.enum(['custom', 'fast']).default('custom').describe('What runs.') }).prefault({}),
    port: z.int().default(8080),
    env: z.record(z.string(), z.string()).default({}),
  }),
  'server.profile',
  { custom: {}, fast: { port: 9000, env: { MODE: 'fast' } } },
);

describe('a chart is made for one option', () => {
  const chart = smallChart({
    values: schema,
    base: { server: { profile: 'fast' } },
    environments: { prod: { port: 9100 } },
    spec: ({ server, port, env }) => ({
      port,
      env,
      queries: server.profile === 'fast' ? ['fast_requests'] : ['requests', 'errors'],
    }),
  });

  test('its values.yaml has what follows from the option, not the option', () => {
    expect(chart.files.get('values.yaml')?.split('\n\n').slice(1).join('\n\n')).toMatchInlineSnapshot(`
"# The values of the demo chart. Override them with -f <file> or --set <path>=<value>; a null removes
# a key.

port: 9000

env:
  MODE: fast
"
`);
    expect(chart.files.get('values-prod.yaml')).toMatch(/\n\nport: 9100\n$/);
  });

  test('what follows is live; what the constructs make of the option itself is built in', () => {
    expect(chart.spec).toMatchInlineSnapshot(`
"env:
  {{- toYaml .Values.env | nindent 4 }}
port: {{ .Values.port | int64 }}
queries:
  - fast_requests"
`);
  });

  test('neither fixed, nor dead, nor tried with its other options', () => {
    expect(chart.traced).toMatchObject({ fixed: [], dead: [] });
    const alike = smallChart({ values: schema, spec: ({ port, env }) => ({ port, env }) });
    expect(alike.traced).toMatchObject({ fixed: [], dead: [] });
  });

  test('its schema takes the option that it is made for, and no other', () => {
    const { properties } = JSON.parse(chart.files.get('values.schema.json') ?? '');
    expect(properties.server).toMatchInlineSnapshot(`
{
  "additionalProperties": false,
  "properties": {
    "profile": {
      "description": "The chart is made for fast; for another option, the chart has to be made anew.",
      "enum": [
        "fast",
      ],
      "type": "string",
    },
  },
  "type": "object",
}
`);
  });

  const folder = temporaryChart('demo', Object.fromEntries(chart.files));

  test.each([
    [3, 'server.profile must be one of the following: "fast"'],
    [4, "at '/server/profile': value must be 'fast'"],
  ] as const)('Helm %i refuses another one', async (major, message) => {
    const render = (profile: string) =>
      helmBinary(major).then((helm) => renderChart({ helm, chart: folder, set: [`server.profile=${profile}`] }));
    await expect(render('custom')).rejects.toThrow(message);
    const objects = [{ spec: { port: 9000, env: { MODE: 'fast' } } }];
    expect(await render('fast')).toMatchObject(objects);
    expect(await renderChart({ helm: await helmBinary(major), chart: folder })).toMatchObject(objects);
  });

  test('its README says so', () => {
    expect(chart.files.get('README.md')).toContain(
      'The chart is made for `fast` (`server.profile`): the defaults below are the right ones for it. It cannot be made into another when it is installed.',
    );
  });

  test('explain says so', () => {
    const { definition, environments, traced } = chart;
    const {
      values: [explained],
    } = explainChart({
      chart: 'demo',
      shape: shapeOf(schema) as ObjectShape,
      traced,
      environments: [environments.base, ...environments.environments].map((target) => ({
        ...target,
        release: new Release({ release: 'demo', chart: definition.metadata.name }),
      })),
      wanted: new Set(['prod']),
    });
    expect(explained).toMatchObject({
      path: 'server.profile',
      state: 'fixed',
      reason: 'the chart is made for fast, and the other values have what follows from it',
    });
  });
});

test('a text stays live, and may be another one in each environment', () => {
  const device = withPresets(z.object({ type: z.string().default('a'), taint: z.string().default('') }), 'type', {
    a: { taint: 'taint-a' },
    b: { taint: 'taint-b' },
  });
  const chart = smallChart({ values: device, environments: { prod: { type: 'b' } }, spec: (values) => values });
  expect(chart.spec).toBe('type: {{ .Values.type | quote }}\ntaint: {{ .Values.taint | quote }}');
  expect(chart.files.get('values.yaml')).toMatch(/\n\ntype: a\n\ntaint: taint-a\n$/);
  expect(chart.files.get('values-prod.yaml')).toMatch(/\n\ntype: b\ntaint: taint-b\n$/);
});

describe('environments have the same option', () => {
  const problems = (validate: () => unknown) => {
    try {
      validate();
    } catch (error) {
      if (error instanceof EnvironmentError) return error.message.split('\n  ').slice(1);
      throw error;
    }
    return [];
  };

  test('one that differs from base is an error where it was written', () => {
    inFolderWith({
      'environments/base.yaml': 'values: { server: { profile: fast } }',
      'environments/dev.yaml': 'values:\n  server:\n    profile: custom\n',
      'environments/prod.yaml': 'values: { server: { profile: fast } }',
    });
    expect(problems(() => validateEnvironments(loadEnvironments('environments'), schema))).toEqual([
      'environments/dev.yaml:3:14 server.profile: "custom" in dev, but "fast" in base; a chart is made for one of them, because the defaults in its values.yaml follow from it: write the same one in all environments, best in base, or define a chart for each',
    ]);
  });

  test('so is one that base does not have, in the section of one of several charts', () => {
    const set = environmentsFrom({ environments: { prod: { values: { demo: { server: { profile: 'fast' } } } } } });
    expect(problems(() => validateEnvironments(set, schema, { section: 'demo' }))).toEqual([
      'environment prod: demo.server.profile: "fast" in prod, but "custom" in base, by default; a chart is made for one of them, because the defaults in its values.yaml follow from it: write the same one in all environments, best in base, or define a chart for each',
    ]);
  });
});
