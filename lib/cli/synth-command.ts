import { Command } from 'commander';
import type { Report } from '../app/report';
import { SYNTH_VARIABLE, type SynthOptions } from '../app/synth-options';
import { CONFIGURATION_FILE, ConfigurationError, readConfiguration } from './configuration';
import { endLike, runApp } from './run-app';
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
  $ cdk8s-inference synth --app "npx ts-node main.ts" --output build/k8s`;

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
  const { ending, reports } = await runApp(app, {
    ...(output !== undefined && { CDK8S_OUTDIR: output }),
    [SYNTH_VARIABLE]: JSON.stringify(options),
  });
  for (const report of reports) show(report);
  if ('signal' in ending) return endLike(ending);
  if (ending.code !== 0) {
    const isExplained = reports.some(({ kind }) => kind === 'error');
    if (!isExplained) printError(`the app "${app}" ended with exit code ${ending.code}`);
    return endLike(ending);
  }
  if (reports.length === 0) throw nothingSynthesized(app);
  printLines([`Done in ${((performance.now() - started) / 1000).toFixed(1)} s`]);
}

function show(report: Report): void {
  if (report.kind === 'error') {
    printError(report.message);
    return;
  }
  printLines(summaryLines(report));
  for (const warning of report.charts.flatMap(warnings)) printWarning(warning);
}

function noApp(isConfigured: boolean): ConfigurationError {
  const message = isConfigured
    ? `${CONFIGURATION_FILE} does not say how to run the app; add "app: npx ts-node main.ts" to it, or use --app`
    : `there is no ${CONFIGURATION_FILE} in this folder; go where it is, write one with "app: npx ts-node main.ts", or use --app`;
  return new ConfigurationError('There is no app to run:', [{ code: 'configuration/no-app', message }]);
}

function nothingSynthesized(app: string): ConfigurationError {
  const message = `the app "${app}" ended without calling synth() of a HelmApp; call it, or run an app without one by "cdk8s synth"`;
  return new ConfigurationError('Nothing was synthesized:', [{ code: 'configuration/nothing-synthesized', message }]);
}
