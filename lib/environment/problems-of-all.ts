import type { Problem } from '../errors';
import { joinWords } from '../values/expectation';
import type { ValuesProblem } from '../values/validate';
import type { Environment, EnvironmentSet } from './environment';
import { BASE } from './extends';
import type { Source } from './located';
import { inOrder } from './problem-order';
import { sourceOfProblem } from './problem-source';

interface Finding {
  readonly problem: ValuesProblem;
  /** Who wrote what is wrong. */
  readonly source: Source;
}

/**
 * The problems of base and all environments, each told once: for the environment that wrote what is wrong, not for
 * those that inherit it. What only becomes wrong together with another environment's values says in which.
 */
export function problemsOfAll(set: EnvironmentSet, check: (environment: Environment) => ValuesProblem[]): Problem[] {
  const all = new Map([set.base, ...set.environments].map((environment) => [environment.name, environment]));
  const findings = new Map<string, Finding[]>();
  for (const environment of all.values()) {
    const problems = check(environment);
    const withSource = problems.map((problem) => ({ problem, source: sourceOfProblem(problem, environment.located) }));
    findings.set(environment.name, withSource);
  }

  const told = new Map<string, Finding & { readonly environments: string[] }>();
  for (const environment of all.values()) {
    const parent = environment === set.base ? undefined : (environment.extends ?? set.base.name);
    const inherited = new Set((findings.get(parent ?? '') ?? []).map(identityOf));
    for (const finding of findings.get(environment.name) ?? []) {
      if (inherited.has(identityOf(finding))) continue;
      const key = JSON.stringify([identityOf(finding), finding.source]);
      const same = told.get(key);
      if (same) same.environments.push(environment.name);
      else told.set(key, { ...finding, environments: [environment.name] });
    }
  }
  return inOrder(
    [...told.values()].map(({ problem, source, environments }) => toProblem(problem, source, environments)),
  );
}

/** What a finding and the one that it is inherited from have in common. A missing key has no place of its own. */
function identityOf({ problem, source }: Finding): string {
  const place = problem.code === 'values/required' ? undefined : source;
  return JSON.stringify([problem.code, problem.path, problem.message, place]);
}

function toProblem(problem: ValuesProblem, source: Source, environments: readonly string[]): Problem {
  const { code, message, path } = problem;
  const elsewhere = environments.includes(source.environment) ? '' : ` (in ${joinWords(environments, 'and')})`;
  const isBase = code === 'values/required' && environments.includes(BASE);
  const reason = isBase ? '; base becomes values.yaml and must be complete by itself' : '';
  return { code, message: `${message}${reason}${elsewhere}`, ...(path !== undefined && { path }), ...source };
}
