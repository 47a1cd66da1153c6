import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP, CHART, IMPORTS, type Outcome, temporaryApp } from './temporary-app';

jest.setTimeout(30_000);

/** What a reader sees, whose runs take different times. */
const seen = ({ stdout }: Outcome) => stdout.replace(/in \d+\.\d s/, 'in … s');

describe('synth', () => {
  test('writes everything and says what is where', async () => {
    const { folder, run } = temporaryApp(APP);
    const outcome = await run('synth');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(seen(outcome)).toMatchInlineSnapshot(`
"dist/manifests/dev         1 object
dist/manifests/prod        1 object
dist/charts/app-1.0.0.tgz  Helm chart, unpacked in dist/charts/app
dist/schemas               JSON schema of the environments, for editors
Done in … s
"
`);
    expect(readdirSync(join(folder, 'dist')).sort()).toMatchInlineSnapshot(`
[
  ".cdk8s-inference",
  "charts",
  "manifests",
  "schemas",
]
`);
  });

  test('--env and --no-charts write less', async () => {
    const { folder, run } = temporaryApp(APP);
    const outcome = await run('synth', '--env', 'prod', '--no-charts');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(seen(outcome)).toMatchInlineSnapshot(`
"dist/manifests/prod  1 object
Done in … s
"
`);
    expect(readdirSync(join(folder, 'dist/manifests'))).toEqual(['prod']);
  });

  test.each([
    ['one after the other', ['--env', 'prod', 'dev']],
    ['repeated', ['--env=prod', '--env=dev']],
  ])('--env takes several names, %s', async (_, flags) => {
    const { folder, run } = temporaryApp(APP);
    expect(await run('synth', '--no-charts', ...flags)).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'dist/manifests')).sort()).toEqual(['dev', 'prod']);
  });

  test('an environment that does not exist is an error, with the name that was meant', async () => {
    const { run } = temporaryApp(APP);
    const { code, stdout, stderr } = await run('synth', '--env', 'porduction', 'prdo');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
"error: The environments cannot be synthesized:
  there is no environment "porduction"; there are dev, prod
  there is no environment "prdo"; did you mean prod?
"
`);
  });

  test('the folder is that of --output, else that of cdk8s.yaml', async () => {
    const { folder, run } = temporaryApp({ ...APP, 'cdk8s.yaml': `${APP['cdk8s.yaml']}output: build/k8s\n` });
    expect((await run('synth', '--no-charts', '--env', 'dev')).stdout).toContain('build/k8s/manifests/dev');
    expect((await run('synth', '--no-charts', '--env', 'dev', '-o', '../elsewhere')).stdout).toContain(
      `${join(folder, '../elsewhere')}/manifests/dev`,
    );
  });
});

test('what the app itself asks for counts more than the command line', async () => {
  const { run } = temporaryApp({
    ...APP,
    'main.js': APP['main.js'].replace('synth()', "synth({ environments: ['dev'] })"),
  });
  expect(seen(await run('synth', '--env', 'prod', '--no-charts'))).toMatchInlineSnapshot(`
"dist/manifests/dev  1 object
Done in … s
"
`);
});

describe('warnings', () => {
  test('tell the values that the chart fixes, those that change nothing and those that it does not check wholly', async () => {
    const { run } = temporaryApp({
      ...APP,
      'main.js': `${IMPORTS}
        const app = defineChart({
          metadata: { name: 'app', version: '1.0.0', description: 'An app' },
          values: z.object({ title: z.string().default('World'), name: z.string().refine(() => true).default(''), unused: z.object({ a: z.string().optional() }).default({}) }),
          constructs: (scope, values) => {
            new ApiObject(scope, 'config', {
              apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { title: values.title.slice(1), name: values.name },
            });
          },
        });
        new HelmApp({ charts: [app], environments: environmentsFrom({ environments: { dev: {} } }) }).synth();`,
    });
    const outcome = await run('synth');
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toMatchInlineSnapshot(`
"warning: app: the Helm chart fixes these values, nobody can set them:
  main.js:11:104 title: its effect on ConfigMap config.data.title cannot be written as a template
warning: app: these values change nothing while those are fixed; use them or remove them:
  unused
warning: app: the Helm chart does not enforce the refinements of these values; a range, a pattern or withRules it would:
  name
"
`);
  });
});

describe('branches that no values take', () => {
  const files = {
    ...APP,
    'cdk8s.yaml': 'app: node -r ts-node/register main.js\n',
    'tsconfig.json': '{ "compilerOptions": { "module": "commonjs" }, "ts-node": { "swc": true } }',
    'main.js': `${IMPORTS}
      const { sizeOf } = require('./sizes');
      const app = defineChart({
        metadata: { name: 'app', version: '1.0.0', description: 'An app' },
        values: z.object({ name: z.string().default('world') }),
        constructs: (scope, values) => {
          new ApiObject(scope, 'config', {
            apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { size: sizeOf(values.name) },
          });
        },
      });
      new HelmApp({ charts: [app], environments: environmentsFrom({ environments: { dev: {} } }) }).synth();`,
    'sizes.ts': `export function sizeOf(name: string): string {
  if (name === 'forbidden') throw new Error('forbidden');
  if (name.split('-')[2] === 'large') {
    return '3';
  }
  return name.split('-')[3]?.startsWith('tiny') ? '0' : '1';
}`,
  };

  test('are told with their lines, in TypeScript too', async () => {
    const outcome = await temporaryApp(files).run('synth');
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toMatchInlineSnapshot(`
"warning: app: these values change nothing; use them or remove them:
  name
warning: app: no values that were tried take these branches, so the Helm chart lacks what they do; let them depend on an enum or a boolean, give an environment a value that takes them, or remove them:
  sizes.ts:3:7 is never true: if (name.split('-')[2] === 'large') {
  sizes.ts:6:10 is never true: return name.split('-')[3]?.startsWith('tiny') ? '0' : '1';
"
`);
  });

  test('are not looked for where Node measures coverage itself', async () => {
    const { folder, node } = temporaryApp({
      ...files,
      'covered.js': `process.env.NODE_V8_COVERAGE = 'coverage'; process.env.CDK8S_INFERENCE_REPORT = 'report'; require('./main.js');`,
    });
    expect(await node('-r', 'ts-node/register', 'covered.js')).toMatchObject({ code: 0, stderr: '' });
    const [line] = readFileSync(join(folder, 'report'), 'utf8').split('\n');
    expect(JSON.parse(line).charts[0].untakenBranches).toEqual([]);
  });
});

describe('several apps in one program', () => {
  test('are told one after the other', async () => {
    const app = (name: string) => `
      new HelmApp({
        charts: [{ ...chart, metadata: { ...chart.metadata, name: '${name}' } }],
        environments: environmentsFrom({ environments: { dev: {} } }),
        outdir: '${name}',
      }).synth();`;
    const { run } = temporaryApp({
      ...APP,
      'main.js': `${IMPORTS} const chart = ${CHART}; ${app('one')} ${app('two')}`,
    });
    expect(seen(await run('synth', '--no-charts'))).toMatchInlineSnapshot(`
"one/manifests/dev  1 object
two/manifests/dev  1 object
Done in … s
"
`);
  });

  test('what one has written is told although the next fails', async () => {
    const { run } = temporaryApp({ ...APP, 'main.js': `${APP['main.js']} loadEnvironments('nowhere');` });
    const outcome = await run('synth', '--no-charts');
    expect(outcome.code).toBe(1);
    expect(seen(outcome)).toMatchInlineSnapshot(`
"dist/manifests/dev   1 object
dist/manifests/prod  1 object
"
`);
    expect(outcome.stderr).toMatchInlineSnapshot(`
"error: The environments cannot be read:
  nowhere: there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml
"
`);
  });
});

describe('an app that fails', () => {
  test('with an error of this library is told by the text of that error alone', async () => {
    const { run } = temporaryApp({
      ...APP,
      'environments/dev.yaml': 'values:\n  nam: x\n  debug: 1\n',
      'environments/prod.yaml': 'values: { debgu: true }\n',
    });
    const { code, stdout, stderr } = await run('synth');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
"error: The environments do not fit the values schema:
  environments/dev.yaml:2:3 nam: unknown key; did you mean name?
  environments/dev.yaml:3:10 debug: expected true or false, found the number 1
  environments/prod.yaml:1:11 debgu: unknown key; did you mean debug?
"
`);
  });

  test('before there is a HelmApp is told in the same way, also where it fails later than its main module', async () => {
    const main = `${IMPORTS} Promise.resolve().then(() => loadEnvironments('nowhere'));`;
    const { code, stderr } = await temporaryApp({ ...APP, 'main.js': main }).run('synth');
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
"error: The environments cannot be read:
  nowhere: there is no such folder; create it with base.yaml and one file for each environment, such as dev.yaml
"
`);
  });

  test('with an error of its own keeps its stack', async () => {
    const { code, stdout, stderr } = await temporaryApp({ ...APP, 'main.js': 'undefined.oops;' }).run('synth');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("TypeError: Cannot read properties of undefined (reading 'oops')\n    at ");
    expect(stderr).toContain('error: the app "node main.js" ended with exit code 1\n');
  });

  test('with a handler of its own has the last word', async () => {
    const main = `${IMPORTS}
      process.on('uncaughtException', () => { console.error('handled'); process.exit(4); });
      loadEnvironments('nowhere');`;
    const { code, stderr } = await temporaryApp({ ...APP, 'main.js': main }).run('synth');
    expect(code).toBe(4);
    expect(stderr).toMatchInlineSnapshot(`
"handled
error: the app "node main.js" ended with exit code 4
"
`);
  });

  test('passes its exit code on', async () => {
    const { code, stderr } = await temporaryApp({}).run('synth', '--app', 'exit 3');
    expect(code).toBe(3);
    expect(stderr).toMatchInlineSnapshot(`
"error: the app "exit 3" ended with exit code 3
"
`);
  });

  test('by not being there is told by the shell', async () => {
    const { code, stderr } = await temporaryApp({}).run('synth', '--app', 'no-such-program');
    expect(code).toBe(127);
    expect(stderr).toMatch(/no-such-program: .*not found\n.*ended with exit code 127\n$/);
  });

  test('by doing nothing is an error too', async () => {
    const { code, stdout, stderr } = await temporaryApp({}).run('synth', '--app', 'true');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
"error: Nothing was synthesized:
  the app "true" ended without calling synth() of a HelmApp; call it, or run an app without one by "cdk8s synth"
"
`);
  });
});

describe('signals', () => {
  test('that end the app end the command line', async () => {
    const { code, signal, stderr } = await temporaryApp({}).run('synth', '--app', 'kill -TERM $$');
    expect({ code, signal, stderr }).toEqual({ code: null, signal: 'SIGTERM', stderr: '' });
  });

  test('that the command line gets reach the app', async () => {
    const main = `
      process.on('SIGTERM', () => process.exit(7));
      setInterval(() => {}, 1000);
      process.kill(process.ppid, 'SIGTERM');`;
    const { code } = await temporaryApp({ 'main.js': main }).run('synth', '--app', 'exec node main.js');
    expect(code).toBe(7);
  });

  test('reach the app through a shell that does not pass them on', async () => {
    const main = `
      process.on('SIGTERM', () => { console.log('ended'); process.exit(); });
      setInterval(() => {}, 1000);
      process.kill(Number(process.argv[2]), 'SIGTERM');`;
    const { signal, stdout } = await temporaryApp({ 'main.js': main }).run(
      'synth',
      '--app',
      'node main.js $PPID; true',
    );
    expect({ signal, stdout }).toEqual({ signal: 'SIGTERM', stdout: 'ended\n' });
  });
});
