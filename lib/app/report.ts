import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InferenceError } from '../errors';
import type { ChartExplanation } from '../explain/explanation';
import type { ChartResult, SynthResult } from './synth-result';

/**
 * Environment variable with the file that an app reports to, one JSON object a line: what each of its `HelmApp`s did,
 * and the error that ended it. The command line sets it and reads the file.
 */
export const REPORT_VARIABLE = 'CDK8S_INFERENCE_REPORT';

/** What one `HelmApp.synth()` did. */
export interface SynthReport {
  readonly kind: 'synth';
  /** Absolute path of the output folder. */
  readonly outdir: string;
  /** The folders that were written, from the output folder. */
  readonly folders: readonly string[];
  readonly charts: readonly ChartReport[];
}

export interface ChartReport
  extends Pick<
    ChartResult,
    'name' | 'archive' | 'fixedValues' | 'deadValues' | 'unenforcedValues' | 'untakenBranches' | 'slowConstructs'
  > {
  /** How many objects the chart has in each environment that was asked for. */
  readonly environments: readonly { readonly name: string; readonly objects: number }[];
}

/** An error of this library that ended the app. */
export interface ErrorReport {
  readonly kind: 'error';
  /** The error's text: its headline, and a line for each problem. */
  readonly message: string;
}

/** What one `HelmApp` explained instead of writing. */
export interface ExplainReport {
  readonly kind: 'explain';
  readonly charts: readonly ChartExplanation[];
}

/** A `HelmApp` that was asked for a value that it does not have; another one of the same program may have it. */
export interface UnknownValueReport {
  readonly kind: 'unknown value';
  /** The error's text. */
  readonly message: string;
}

export type Report = SynthReport | ErrorReport | ExplainReport | UnknownValueReport;

/** Reports what was synthesized, if somebody asked for a report. */
export function reportSynth({ outdir, folders, charts }: SynthResult): void {
  report({
    kind: 'synth',
    outdir: resolve(outdir),
    folders,
    charts: charts.map(({ manifests, ...chart }) => ({
      ...chart,
      environments: [...manifests].map(([name, objects]) => ({ name, objects: objects.length })),
    })),
  });
}

/** Reports something, if somebody asked for a report. */
export function report(what: Report): void {
  const file = process.env[REPORT_VARIABLE];
  if (file !== undefined) append(file, what);
}

/** What the app that was given this file reported. */
export function readReports(file: string): Report[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function append(file: string, report: Report): void {
  appendFileSync(file, `${JSON.stringify(report)}\n`);
}

/**
 * Ends the process on an error of this library before Node prints its stack, which says nothing to the reader of the
 * report. Errors of other kinds, and an app that has a handler of its own, are left alone.
 */
function reportFatalError(error: Error): void {
  const file = process.env[REPORT_VARIABLE];
  if (file === undefined || !(error instanceof InferenceError)) return;
  if (process.listenerCount('uncaughtException') > 0) return;
  append(file, { kind: 'error', message: error.message });
  process.exit(1);
}

// Environments are often loaded before there is a HelmApp, and their errors belong into the report too.
if (process.env[REPORT_VARIABLE] !== undefined) process.on('uncaughtExceptionMonitor', reportFatalError);
