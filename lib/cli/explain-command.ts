import { Command } from 'commander';
import { EXPLAIN_VARIABLE, type ExplainOptions } from '../app/explain-options';
import type { ChartExplanation } from '../explain/explanation';
import { CONFIGURATION_FILE } from './configuration';
import { explanationLines } from './explanation-text';
import type { Layout } from './layout';
import { configuredApp, runConfiguredApp } from './run-configured-app';
import { outputWidth, paint, printError, printLines } from './terminal';

interface Flags {
  readonly env?: readonly string[];
  readonly chart?: string;
  readonly app?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ cdk8s-inference explain                          a table of all values
  $ cdk8s-inference explain image.tag                where a value lands, in every environment
  $ cdk8s-inference explain autoscaling --env prod   all that is in a part of the values
  $ cdk8s-inference explain 'podLabels.example\\.com/team'`;

/** `explain`: runs the app, and tells what its values do. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Tell where values land in the objects')
    .argument('[path]', 'a value or a part of the values, as helm --set writes it (default: a table of all)')
    .option('--env <name...>', 'environments to tell of (default: all)')
    .option('--chart <name>', 'chart whose values to explain, in an app of several')
    .option('--app <command>', `command that runs the app (default: "app" of ${CONFIGURATION_FILE})`)
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(explain);
}

async function explain(path: string | undefined, { env, chart, app, json }: Flags): Promise<void> {
  const options: ExplainOptions = {
    ...(path !== undefined && { path }),
    ...(chart !== undefined && { chart }),
    ...(env && { environments: env }),
  };
  const explained: ChartExplanation[] = [];
  const unknown: string[] = [];
  const variables = { [EXPLAIN_VARIABLE]: JSON.stringify(options) };
  // What the app itself prints must not get between the lines of the explanation.
  const configured = { ...configuredApp({ ...(app !== undefined && { app }) }), stdout: 'stderr' } as const;
  const isGood = await runConfiguredApp(configured, variables, (report) => {
    if (report.kind === 'explain') explained.push(...report.charts);
    if (report.kind === 'unknown value') unknown.push(report.message);
  });
  if (!isGood) return;
  if (explained.length === 0) {
    printError(unknown[0]);
    process.exitCode = 1;
    return;
  }
  const layout: Layout = { width: outputWidth(), paint: (style, text) => paint(process.stdout, style, text) };
  printLines(json ? [JSON.stringify(explained, null, 2)] : explanationLines(explained, path, layout));
}
