import { readCode } from './code';
import { type DeclarationResult, declareEnvironment } from './declaration';
import type { EnvironmentInput } from './define-environment';
import type { EnvironmentSet } from './environment';
import { BASE } from './extends';
import { faultOfName } from './name';
import { resolveEnvironments } from './resolve';

/** Environments that are given in code. */
export interface EnvironmentsInput<V = Record<string, unknown>> {
  /** What the others extend, and what becomes `values.yaml`. @default no values */
  readonly base?: EnvironmentInput<V>;
  /** The environments that are deployed, by name. */
  readonly environments: Readonly<Record<string, EnvironmentInput<V>>>;
}

/**
 * Merges environments that are given in code. They follow the same rules as those in files.
 *
 * Throws `EnvironmentError` with every problem of every environment.
 */
export function environmentsFrom<V = Record<string, unknown>>(input: EnvironmentsInput<V>): EnvironmentSet {
  const results = new Map<string, DeclarationResult>();
  if (input.base) results.set(BASE, declare(BASE, input.base));
  for (const [name, environment] of Object.entries(input.environments)) {
    const message = name === BASE ? 'base is given beside the environments, not among them' : faultOfName(name);
    results.set(
      name,
      message === undefined
        ? declare(name, environment)
        : { problems: [{ code: 'environment/name', message, environment: name }] },
    );
  }
  return resolveEnvironments(results);
}

function declare(name: string, environment: unknown): DeclarationResult {
  return declareEnvironment(name, readCode(name, environment));
}
