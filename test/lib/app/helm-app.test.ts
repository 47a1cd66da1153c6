import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';
import { defineChart, environmentsFrom, HelmApp, type HelmAppProps } from '../../../lib';
import { filesOf, treeOf } from '../../ml-inference/tree';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
});
afterEach(() => {
  delete process.env.CDK8S_OUTDIR;
  rmSync(folder, { recursive: true });
});

const chart = (name: string, use: (text: string) => unknown = (text) => text) =>
  defineChart({
    metadata: { name, version: '1.0.0' },
    values: z.object({ text: z.string().default('x'), letters: z.string().default('abc'), unused: z.int().default(1) }),
    constructs: (scope, { text, letters }) => {
      const data = { text: use(text), count: letters.length };
      new ApiObject(scope, 'settings', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${name}-settings` },
        data,
      });
    },
  });
const environments = environmentsFrom({
  environments: { dev: { values: {} }, prod: { namespace: 'ml', values: { text: 'y' } } },
});
const app = (props: Partial<HelmAppProps> = {}) =>
  new HelmApp({ charts: [chart('demo')], environments, outdir: join(folder, 'dist'), ...props });
const written = (below = '') => filesOf(join(folder, 'dist', below));

describe('synth', () => {
  test('writes the manifests of every environment and the chart', () => {
    const result = app().synth();
    expect(written()).toEqual([
      '.cdk8s-inference',
      'charts/demo-1.0.0.tgz',
      'charts/demo/.helmignore',
      'charts/demo/Chart.yaml',
      'charts/demo/README.md',
      'charts/demo/templates/NOTES.txt',
      'charts/demo/templates/_helpers.tpl',
      'charts/demo/templates/configmap.yaml',
      'charts/demo/values-dev.yaml',
      'charts/demo/values-prod.yaml',
      'charts/demo/values.schema.json',
      'charts/demo/values.yaml',
      'manifests/dev/configmap.demo-settings.yaml',
      'manifests/prod/configmap.demo-settings.yaml',
      'schemas/environments.schema.json',
    ]);
    expect(result).toMatchObject({
      outdir: join(folder, 'dist'),
      folders: ['manifests/dev', 'manifests/prod', 'charts', 'schemas'],
      charts: [
        {
          name: 'demo',
          archive: 'charts/demo-1.0.0.tgz',
          fixedValues: [{ path: 'letters', value: 'abc' }],
          deadValues: ['unused'],
        },
      ],
    });
    expect([...result.charts[0].manifests.keys()]).toEqual(['dev', 'prod']);
    expect(result.charts[0].manifests.get('prod')).toMatchObject([
      { kind: 'ConfigMap', data: { text: 'y', count: 3 } },
    ]);
  });

  test('of one environment leaves the manifests of the others alone', () => {
    app().synth();
    rmSync(join(folder, 'dist/manifests/dev/configmap.demo-settings.yaml'));
    writeFileSync(join(folder, 'dist/manifests/prod/configmap.demo-settings.yaml'), 'old');
    const result = app().synth({ environments: ['prod'] });
    expect(result.folders).toEqual(['manifests/prod', 'charts', 'schemas']);
    expect(written('manifests')).toEqual(['prod/configmap.demo-settings.yaml']);
    expect(readFileSync(join(folder, 'dist/manifests/prod/configmap.demo-settings.yaml'), 'utf8')).toContain(
      'text: "y"',
    );
  });

  test('removes the manifests of environments that there are no more, unless it is asked for a part only', () => {
    const only = (names: string[]) =>
      app({
        environments: environmentsFrom({
          environments: Object.fromEntries(names.map((name) => [name, { values: {} }])),
        }),
      });
    const manifests = () => written('manifests').map((file) => file.split('/')[0]);
    only(['dev', 'prod']).synth();
    only(['dev', 'live']).synth({ environments: ['dev', 'live'] });
    expect(manifests()).toEqual(['dev', 'live', 'prod']);
    only(['dev', 'live']).synth({ charts: false });
    expect(manifests()).toEqual(['dev', 'live', 'prod']);
    only(['dev', 'live']).synth();
    expect(manifests()).toEqual(['dev', 'live']);
    expect(readFileSync(join(folder, 'dist/.cdk8s-inference'), 'utf8')).not.toContain('prod');
  });

  test('without charts writes manifests alone, and traces nothing', () => {
    let runs = 0;
    const counted = chart('demo', () => {
      runs += 1;
      return 'text';
    });
    const result = app({ charts: [counted] }).synth({ charts: false });
    // Each environment is built once more, to see that the same comes of it.
    expect(runs).toBe(4);
    expect(result.folders).toEqual(['manifests/dev', 'manifests/prod']);
    expect(result.charts[0]).toMatchObject({ fixedValues: [], deadValues: [] });
  });
});

describe('several charts', () => {
  const charts = [chart('one'), chart('two')];
  const shared = environmentsFrom({ environments: { prod: { values: { one: { text: 'y' }, two: { text: 'z' } } } } });

  test('have a section of the values and a folder of the manifests each', () => {
    app({ charts, environments: shared }).synth();
    expect(written('manifests')).toEqual([
      'prod/one/configmap.one-settings.yaml',
      'prod/two/configmap.two-settings.yaml',
    ]);
    expect(written('schemas')).toEqual(['one.environments.schema.json', 'two.environments.schema.json']);
    expect(written('charts').filter((file) => file.endsWith('.tgz'))).toEqual(['one-1.0.0.tgz', 'two-1.0.0.tgz']);
    expect(readFileSync(join(folder, 'dist/charts/two/values-prod.yaml'), 'utf8')).toMatch(/^text: z$/m);
  });

  test('need names of their own, and values only of charts that there are', () => {
    expect(() => app({ charts: [chart('one'), chart('one')] })).toThrowErrorMatchingInlineSnapshot(`
"The chart definitions cannot work:
  two charts of the app are named "one"; give one of them another name"
`);
    const unknown = environmentsFrom({ environments: { prod: { values: { tow: {}, one: { txt: 'a' } } } } });
    expect(() => app({ charts, environments: unknown }).synth()).toThrowErrorMatchingInlineSnapshot(`
"The environments do not fit the values schema:
  environment prod: tow: unknown key; did you mean two?
  environment prod: one.txt: unknown key; did you mean text?"
`);
  });
});

test('the output folder is the one that is given, or that cdk8s asks for, or dist', () => {
  expect(new HelmApp({ charts: [], environments }).outdir).toBe('dist');
  process.env.CDK8S_OUTDIR = 'from-cdk8s';
  expect(new HelmApp({ charts: [], environments }).outdir).toBe('from-cdk8s');
  expect(app().outdir).toBe(join(folder, 'dist'));
});

describe('an error leaves everything as it was', () => {
  const outcome = (props: Partial<HelmAppProps>) => {
    app().synth();
    const before = treeOf(join(folder, 'dist'));
    expect(() => app(props).synth()).toThrow(/:\n {2}\S/);
    expect(treeOf(join(folder, 'dist'))).toEqual(before);
  };

  test('an error in an environment', () => {
    outcome({ environments: environmentsFrom({ environments: { dev: { values: { text: 5 } } } }) });
  });

  test('an error in a construct, in the last of the environments', () => {
    outcome({
      charts: [
        chart('demo', (text) => {
          if (text === 'y') throw new Error('no y');
          return `new ${text}`;
        }),
      ],
    });
  });

  test('an error in the second of two charts', () => {
    outcome({
      charts: [chart('demo'), chart('other', () => Math.random())],
      environments: environmentsFrom({ environments: { dev: { values: { demo: { text: 'new' } } } } }),
    });
  });

  test('a value that no chart can express', () => {
    outcome({ charts: [chart('demo', (text) => text.length)] });
  });

  test('also where there was nothing', () => {
    const charts = [chart('demo', () => Math.random())];
    expect(() => app({ charts }).synth()).toThrow('pure functions');
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });
});
