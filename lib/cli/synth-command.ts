import { Command } from 'commander';
import { SYNTH_VARIABLE, type SynthOptions } from '../app/synth-options';
import { CONFIGURATION_FILE, ConfigurationError, readConfiguration } from './configuration';
import { type AppRun, endLike, runApp } from './run-app';
import { summaryLines, warnings } from './synth-summary';
import { printError, printLines, printWarning } from './terminal';

interface Flags {
  readonly env?: readonly string[];
  readonly output?: string;
  readonly app?: string;
  readonly charts: boolean;
}

const EXAMPLES = `
Examples:
  $ cdk8s-inference synth                           every environment and the Helm charts, into dist
  $ cdk8s-inference synth --env prod                manifests of one environment only
  $ cdk8s-inference synth --env dev staging --no-charts
  $ cdk8s-inference synth --app "npx ts-node main.ts" --output build/k8s
`;

/** `synth`: runs the app and tells what it wrote. */
export function synthCommand(): Command {
  return new Command('synth')
    .description('Write the manifests of each environment and the Helm charts')
    .option('--env <name...>', 'environments to write manifests for (default: all)')
    .option('-o, --output <folder>', `folder to write to (default: "output" of ${CONFIGURATION_FILE}, or dist)`)
    .option('--app <command>', `command that runs the app (default: "app" of ${CONFIGURATION_FILE})`)
    .option('--no-charts', 'write manifests only, without tracing the Helm charts')
    .addHelpText('after', EXAMPLES)
    .action(synth);
}

async function synth(flags: Flags): Promise<void> {
  const configuration = readConfiguration();
  const app = flags.app ?? configuration?.app;
  if (app === undefined) throw noApp(configuration !== undefined);
  const output = flags.output ?? configuration?.output;
  const options: SynthOptions = { charts: flags.charts, ...(flags.env && { environments: flags.env }) };
  const started = performance.now();
  const run = await runApp(app, {
    ...(output !== undefined && { CDK8S_OUTDIR: output }),
    [SYNTH_VARIABLE]: JSON.stringify(options),
  });
  show(run, app, (performance.now() - started) / 1000);
}

function noApp(isConfigured: boolean): ConfigurationError {
  const message = isConfigured
    ? `${CONFIGURATION_FILE} does not say how to run the app; add "app: npx ts-node main.ts" to it, or use --app`
    : `there is no ${CONFIGURATION_FILE} in this folder; go where it is, write one with "app: npx ts-node main.ts", or use --app`;
  return new ConfigurationError('There is no app to run:', [{ code: 'configuration/no-app', message }]);
}

/** Prints what the app reported, and makes this process end as the app did. */
function show({ ending, reports }: AppRun, app: string, seconds: number): void {
  for (const report of reports) {
    if (report.kind === 'error') {
      printError(report.message);
    } else {
      printLines(summaryLines(report));
      for (const warning of report.charts.flatMap(warnings)) printWarning(warning);
    }
  }
  endLike(ending);
  if (!('code' in ending)) return;
  const isExplained = reports.some(({ kind }) => kind === 'error');
  if (ending.code !== 0 && !isExplained) printError(`the app "${app}" ended with exit code ${ending.code}`);
  if (ending.code !== 0) return;
  if (reports.length === 0) {
    printError(`the app "${app}" ended without synthesizing anything; call synth() of a HelmApp in it`);
    process.exitCode = 1;
    return;
  }
  printLines([`Done in ${seconds.toFixed(1)} s`]);
}
