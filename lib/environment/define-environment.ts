import type { Cluster } from './environment';

/**
 * Values that change others: each key may be missing or, to remove what the others have, `null`. Lists are replaced as
 * a whole.
 */
export type Overrides<V> = V extends readonly unknown[]
  ? V
  : V extends object
    ? { readonly [K in keyof V]?: Overrides<V[K]> | null }
    : V;

/** An environment as one writes it in code. */
export interface EnvironmentInput<V = Record<string, unknown>> {
  /** Name of the environment to take everything from that is not given here. @default base, if there is one */
  readonly extends?: string;
  /** Helm release name: a DNS label of at most 53 characters that begins with a letter. */
  readonly release?: string;
  /** Namespace of the release. */
  readonly namespace?: string;
  /** kubectl context, for the commands that are printed. */
  readonly context?: string;
  readonly cluster?: Partial<Cluster>;
  readonly values?: Overrides<V>;
}

// Registered, so that a mark is known to every copy of this package in one process.
const MARK = Symbol.for('cdk8s-inference.environment');

/**
 * An environment in a file of its own, `environments/<name>.ts`, as its default or only export. With the type of the
 * values, `defineEnvironment<z.input<typeof chart.values>>({ … })`, the compiler checks them too.
 */
export function defineEnvironment<V = Record<string, unknown>>(environment: EnvironmentInput<V>): EnvironmentInput<V> {
  const copy = { ...environment };
  Object.defineProperty(copy, MARK, { value: true });
  return copy;
}

/** Whether a value was made by {@link defineEnvironment}. */
export function isDefinedEnvironment(value: unknown): boolean {
  return typeof value === 'object' && value !== null && MARK in value;
}
