export interface SynthOptions {
  /** Names of the environments to write manifests for. @default all */
  readonly environments?: readonly string[];
  /** Whether to write the Helm charts too. @default true */
  readonly charts?: boolean;
}

/** Environment variable with {@link SynthOptions} as JSON: how the command line hands its options to the app it runs. */
export const SYNTH_VARIABLE = 'CDK8S_INFERENCE_SYNTH';

/** The options that the command line asks for; they count where the app itself gives none. */
export function requestedOptions(): SynthOptions {
  const text = process.env[SYNTH_VARIABLE];
  return text === undefined ? {} : JSON.parse(text);
}
