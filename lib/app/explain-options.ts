export interface ExplainOptions {
  /**
   * The value to explain, or a part of the values, as `helm --set` writes it: `ingress.hosts[0].host`. Without `chart`,
   * it begins with the section of the chart, where an app has several charts. @default all values
   */
  readonly path?: string;
  /** Name of the chart whose values to explain. @default all */
  readonly chart?: string;
  /** Names of the environments to tell of. @default all */
  readonly environments?: readonly string[];
}

/** Environment variable with {@link ExplainOptions} as JSON: the command line asks an app to explain instead of writing. */
export const EXPLAIN_VARIABLE = 'CDK8S_INFERENCE_EXPLAIN';

/** What the command line asks an app to explain; `undefined` where it does not. */
export function requestedExplanation(): ExplainOptions | undefined {
  const text = process.env[EXPLAIN_VARIABLE];
  return text === undefined ? undefined : JSON.parse(text);
}
