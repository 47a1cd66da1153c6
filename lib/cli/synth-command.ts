import { Command } from 'commander';
import { SYNTH_VARIABLE, type SynthOptions } from '../app/synth-options';
import { CONFIGURATION_FILE } from './configuration';
import { configuredApp, runConfiguredApp } from './run-configured-app';
import { summaryLines, warnings } from './synth-summary';
import { printLines, printWarning } from './terminal';

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
  const app = configuredApp(flags);
  const options: SynthOptions = { charts: flags.charts, ...(flags.env && { environments: flags.env }) };
  const started = performance.now();
  const isGood = await runConfiguredApp(app, { [SYNTH_VARIABLE]: JSON.stringify(options) }, (report) => {
    if (report.kind !== 'synth') return;
    printLines(summaryLines(report));
    for (const warning of report.charts.flatMap(warnings)) printWarning(warning);
  });
  if (isGood) printLines([`Done in ${((performance.now() - started) / 1000).toFixed(1)} s`]);
}
