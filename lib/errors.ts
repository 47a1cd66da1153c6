/** A position in a file that a user wrote. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `environments/prod.yaml:14:3` */
export function formatLocation({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** One thing that is wrong, as data; {@link formatProblem} makes it text. */
export interface Problem {
  /** Stable identifier such as `values/unknown-key`: the stage that found it, then what it is. */
  readonly code: string;
  /** What was found, what was expected and how to fix it, in one sentence without the place. */
  readonly message: string;
  /** Path inside the values, such as `autoscaling.minReplicas`. */
  readonly path?: string;
  /** Name of the environment whose values or files have the problem. */
  readonly environment?: string;
  /** Where the user wrote it, if it comes from a file. */
  readonly location?: SourceLocation;
}

/** `environments/prod.yaml:14:3 autoscaling.minReplcias: unknown key; did you mean minReplicas?` */
export function formatProblem(problem: Omit<Problem, 'code'>): string {
  const place = problem.location
    ? formatLocation(problem.location)
    : problem.environment && `environment ${problem.environment}:`;
  const subject = problem.path ? `${problem.path}: ` : '';
  return `${place ? `${place} ` : ''}${subject}${problem.message}`;
}

/**
 * The root of every error that this library throws on purpose. It carries all the problems that were found, not only
 * the first, each with a stable code.
 */
export abstract class InferenceError extends Error {
  readonly problems!: readonly Problem[];
  /** What could not be done, without the problems. */
  readonly headline!: string;

  constructor(headline: string, problems: readonly Problem[], options?: ErrorOptions) {
    super([headline, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join('\n'), options);
    this.name = new.target.name;
    // Not enumerable: Node prints enumerable properties of an uncaught error a second time, below the message.
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
    Object.defineProperty(this, 'headline', { value: headline, enumerable: false });
  }
}

/** Environment files that cannot be read, or whose values do not fit the chart's values schema. */
export class EnvironmentError extends InferenceError {}

/** Values given straight to a construct that do not fit its schema. */
export class ValuesError extends InferenceError {}

/** A chart definition that cannot work: metadata, or a values schema that a chart cannot carry. */
export class ChartDefinitionError extends InferenceError {}

/** Constructs that throw, fail their own validation, or build different objects from equal values. */
export class ConstructError extends InferenceError {}

/** Constructs whose dependence on a value cannot be expressed as a Helm template. */
export class TraceError extends InferenceError {}

/** Output that cannot be written. Nothing on disk has changed when this is thrown. */
export class OutputError extends InferenceError {}
