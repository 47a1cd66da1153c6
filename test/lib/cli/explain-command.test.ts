import { readdirSync } from 'node:fs';
import { APP, temporaryApp } from './temporary-app';

jest.setTimeout(30_000);

const NOISE = 'what the app itself says\n';
const files = { ...APP, 'main.js': `console.log('what the app itself says'); ${APP['main.js']}` };

describe('explain', () => {
  test('tells of a value, apart from what the app prints, and writes nothing', async () => {
    const { folder, run } = temporaryApp(files);
    const before = readdirSync(folder).sort();
    const { code, stdout, stderr } = await run('explain', 'debug');
    expect({ code, stderr }).toEqual({ code: 0, stderr: NOISE });
    expect(stdout).toMatchInlineSnapshot(`
"debug  boolean

  base, prod  false  default of the schema
  dev         true   environments/dev.yaml:1:18

ConfigMap config
  data.debug: decides whether it is there
    templates/configmap.yaml:15
      debug: "on"
      only if debug is true
    dev   "on"
    prod  not there: debug is false
"
`);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('tells of all values, as JSON too, in the environments that are named', async () => {
    const { run } = temporaryApp(files);
    const { stdout } = await run('explain', '--json', '--env', 'prod');
    const [{ chart, values }] = JSON.parse(stdout);
    expect(chart).toBe('app');
    expect(values).toMatchObject([
      {
        path: 'name',
        type: 'string',
        state: 'live',
        environments: [
          { environment: 'base', value: 'world', sources: [] },
          {
            environment: 'prod',
            value: 'everybody',
            sources: [{ environment: 'prod', location: { file: 'environments/prod.yaml', line: 1, column: 17 } }],
          },
        ],
        places: [{ field: 'data.name', results: [{ environment: 'prod', count: 1, values: ['everybody'] }] }],
      },
      { path: 'debug' },
    ]);
  });

  test('ends with an error where there is no such value', async () => {
    const { code, stdout, stderr } = await temporaryApp(files).run('explain', 'debgu');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replace(NOISE, '')).toMatchInlineSnapshot(`
"error: There is no such value:
  debgu: unknown key; did you mean debug?
"
`);
  });

  test('ends with the errors that synth ends with', async () => {
    const { run } = temporaryApp({ ...files, 'environments/prod.yaml': 'values: { debug: maybe }\n' });
    const { code, stderr } = await run('explain', 'name');
    expect(code).toBe(1);
    expect(stderr.replace(NOISE, '')).toMatchInlineSnapshot(`
"error: The environments do not fit the values schema:
  environments/prod.yaml:1:18 debug: expected true or false, found text "maybe"
"
`);
  });

  test('of several apps in one program, asks those that have the value', async () => {
    const second = `
      const other = defineChart({
        metadata: { name: 'other', version: '1.0.0' },
        values: z.object({ only: z.string().default('here') }),
        constructs: (scope, { only }) => {
          new ApiObject(scope, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { only } });
        },
      });
      new HelmApp({ charts: [other], environments: environmentsFrom({ environments: { dev: {} } }) }).synth();`;
    const { run } = temporaryApp({ ...files, 'main.js': files['main.js'] + second });
    const { code, stdout, stderr } = await run('explain', 'only');
    expect({ code, stderr }).toEqual({ code: 0, stderr: NOISE });
    expect(stdout).toContain('ConfigMap other-config\n  data.only: copied\n');
  });
});
