export interface SynthOptions {
  /** Names of the environments to write manifests for. @default all */
  readonly environments?: readonly string[];
  /** Whether to write the Helm charts too. @default true */
  readonly charts?: boolean;
  /**
   * Whether to watch which branches of the constructs' code run, so that those are told that the Helm charts lack. It is
   * done by V8's coverage, of which there can be only one in a process. @default true, except in a test runner and where
   * Node measures coverage itself
   */
  readonly watchBranches?: boolean;
}

/** Environment variable with {@link SynthOptions} as JSON: how the command line hands its options to the app it runs. */
export const SYNTH_VARIABLE = 'CDK8S_INFERENCE_SYNTH';

/** Whether somebody else may measure the coverage of this process. */
export function mayBeCovered({ env }: { readonly env: Readonly<Record<string, string | undefined>> }): boolean {
  return [env.NODE_V8_COVERAGE, env.JEST_WORKER_ID, env.VITEST].some((value) => value !== undefined && value !== '');
}

/** The options that the command line asks for; they count where the app itself gives none. */
export function requestedOptions(): SynthOptions {
  const text = process.env[SYNTH_VARIABLE];
  return text === undefined ? {} : JSON.parse(text);
}
