import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { temporaryApp } from './temporary-app';

jest.setTimeout(30_000);

const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../../package.json'), 'utf8'));

test.each(['-V', '--version'])('%s tells the version of the package', async (flag) => {
  expect(await temporaryApp({}).run(flag)).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('--help lists the commands', async () => {
  const { code, stdout } = await temporaryApp({}).run('--help');
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
"Usage: cdk8s-inference [options] [command]

Typed chart-as-code for ML inference on Kubernetes: cdk8s constructs that become
manifests and an equal, idiomatic Helm chart

Options:
  -V, --version             output the version number
  -h, --help                display help for command

Commands:
  synth [options]           Write the manifests of each environment and the Helm
                            charts
  explain [options] [path]  Tell where values land in the objects
  help [command]            display help for command
"
`);
});

test('synth --help has examples', async () => {
  const { code, stdout } = await temporaryApp({}).run('synth', '--help');
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
"Usage: cdk8s-inference synth [options]

Write the manifests of each environment and the Helm charts

Options:
  --env <name...>        environments to write manifests for (default: all)
  -o, --output <folder>  folder to write to (default: "output" of cdk8s.yaml, or
                         dist)
  --app <command>        command that runs the app (default: "app" of
                         cdk8s.yaml)
  --no-charts            write manifests only, without tracing the Helm charts
  -h, --help             display help for command

Examples:
  $ cdk8s-inference synth                           every environment and the Helm charts, into dist
  $ cdk8s-inference synth --env prod                manifests of one environment only
  $ cdk8s-inference synth --env dev staging --no-charts
  $ cdk8s-inference synth --app "npx ts-node main.ts" --output build/k8s
"
`);
});

test('a mistyped command is an error, with the one that was meant', async () => {
  expect(await temporaryApp({}).run('snyth')).toMatchObject({
    code: 1,
    stderr: "error: unknown command 'snyth'\n(Did you mean synth?)\n",
  });
});

test('a mistyped option is an error, with the one that was meant', async () => {
  expect(await temporaryApp({}).run('synth', '--evn', 'prod')).toMatchObject({
    code: 1,
    stderr: "error: unknown option '--evn'\n(Did you mean --env?)\n",
  });
});
