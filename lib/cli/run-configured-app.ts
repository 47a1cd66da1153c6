import type { Report } from '../app/report';
import { CONFIGURATION_FILE, type Configuration, ConfigurationError, readConfiguration } from './configuration';
import { endLike, runApp } from './run-app';
import { printError } from './terminal';

/** What `cdk8s.yaml` says, or the command line instead of it. */
export interface ConfiguredApp extends Configuration {
  readonly app: string;
  /** Where the app's own output goes. @default stdout */
  readonly stdout?: 'stdout' | 'stderr';
}

/** Reads `cdk8s.yaml`; flags count more. Throws {@link ConfigurationError} where neither says how to run the app. */
export function configuredApp(flags: Configuration): ConfiguredApp {
  const configuration = readConfiguration();
  const app = flags.app ?? configuration?.app;
  const output = flags.output ?? configuration?.output;
  if (app === undefined) throw noApp(configuration !== undefined);
  return { app, ...(output !== undefined && { output }) };
}

/**
 * Runs the app with some environment variables. Tells of its errors, and of an app that fails without one; then this
 * process ends as the app did.
 *
 * @param show gets every other report, also those before a failure
 * @returns whether the app ended well
 */
export async function runConfiguredApp(
  { app, output, stdout }: ConfiguredApp,
  variables: Readonly<Record<string, string>>,
  show: (report: Exclude<Report, { readonly kind: 'error' }>) => void,
): Promise<boolean> {
  const { ending, reports } = await runApp(
    app,
    { ...(output !== undefined && { CDK8S_OUTDIR: output }), ...variables },
    stdout,
  );
  for (const report of reports) {
    if (report.kind === 'error') printError(report.message);
    else show(report);
  }
  const isGood = 'code' in ending && ending.code === 0;
  if (isGood && reports.length === 0) throw nothingSynthesized(app);
  if ('code' in ending && !isGood && !reports.some(({ kind }) => kind === 'error')) {
    printError(`the app "${app}" ended with exit code ${ending.code}`);
  }
  if (!isGood) endLike(ending);
  return isGood;
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
