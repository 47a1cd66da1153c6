import { z } from 'zod';
import { EnvironmentError, type Problem } from '../errors';
import { withDefaults, withoutRemoved } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';
import { type ObjectShape, type Shape, shapeOf } from '../values/shape';
import { checkValues, type ValuesProblem } from '../values/validate';
import { checkPresetChoices } from './check-preset-choices';
import type { Environment, EnvironmentSet } from './environment';
import { type Located, plainValue, valueAt, writtenAt } from './located';
import { inOrder } from './problem-order';
import { problemsOfAll } from './problems-of-all';

/** Where a chart's values are among those of an environment. */
export interface ChartValuesOptions {
  /** Top-level key that holds the chart's values, for an app of several charts. @default all values are the chart's */
  readonly section?: string;
  /** Keys of the chart's values that hold a subchart's, below which every key is accepted. @default none */
  readonly openSections?: readonly string[];
}

/** An environment with a chart's values, valid and with the schema's defaults. */
export interface ValidatedEnvironment<V> {
  readonly environment: Environment;
  readonly values: V;
  /** Top-level key of the environment's values that holds these, for an app of several charts. */
  readonly section?: string;
}

export interface ValidatedEnvironments<V> {
  readonly base: ValidatedEnvironment<V>;
  readonly environments: readonly ValidatedEnvironment<V>[];
}

/**
 * The values of base and of every environment, with the schema's defaults.
 *
 * Throws {@link EnvironmentError} with every problem of all of them; see {@link checkEnvironments}.
 */
export function validateEnvironments<S extends z.ZodObject>(
  set: EnvironmentSet,
  schema: S,
  options: ChartValuesOptions = {},
): ValidatedEnvironments<z.output<S>> {
  const problems = checkEnvironments(set, schema, options);
  if (problems.length > 0) throw new EnvironmentError('The environments do not fit the values schema:', problems);
  return completeEnvironments(set, schema, options.section);
}

/**
 * The values of base and of every environment, with the schema's defaults, where {@link checkEnvironments} has found no
 * problems.
 */
export function completeEnvironments<S extends z.ZodObject>(
  set: EnvironmentSet,
  schema: S,
  section?: string,
): ValidatedEnvironments<z.output<S>> {
  const complete = (environment: Environment): ValidatedEnvironment<z.output<S>> => ({
    environment,
    values: withDefaults(shapeOf(schema), chartValues(environment, section, shapeOf(schema))) as z.output<S>,
    ...(section !== undefined && { section }),
  });
  return { base: complete(set.base), environments: set.environments.map(complete) };
}

/**
 * Every problem that base and the environments have with a chart's values schema, each where it was written: a problem
 * that an environment has from base is told once, for base.
 */
export function checkEnvironments(
  set: EnvironmentSet,
  schema: z.ZodObject,
  { section, openSections = [] }: ChartValuesOptions = {},
): Problem[] {
  const prefix = section === undefined ? [] : [section];
  const problems = problemsOfAll(set, (environment) => {
    const problems = checkValues(schema, chartValues(environment, section, shapeOf(schema)), {
      openSections,
      written: (segments) => writtenAt(environment.located, [...prefix, ...segments]),
    }).map((problem) => below(prefix, problem));
    const places = new Set(problems.map((problem) => problem.path));
    const located = valueAt(environment.located, prefix);
    const faults = located ? numberFaults(located, prefix) : [];
    // What is said of a place because of the schema says more than that its number is not exact.
    return [...problems, ...faults.filter((fault) => !places.has(fault.path))];
  });
  const target = (environment: Environment) => ({
    environment,
    values: chartValues(environment, section, shapeOf(schema)),
    ...(section !== undefined && { section }),
  });
  return inOrder([
    ...problems,
    ...checkPresetChoices(shapeOf(schema) as ObjectShape, target(set.base), set.environments.map(target)),
  ]);
}

/** The numbers that Helm would read otherwise, or that cannot be carried exactly. */
function numberFaults(root: Located, prefix: readonly PathSegment[]): ValuesProblem[] {
  const faults: ValuesProblem[] = [];
  const segments = [...prefix];
  const visit = (located: Located, segment: PathSegment): void => {
    segments.push(segment);
    visitContent(located);
    segments.pop();
  };
  const visitContent = (located: Located): void => {
    if (located.kind === 'map') {
      for (const [key, { value }] of located.entries) visit(value, key);
    } else if (located.kind === 'list') {
      located.items.forEach(visit);
    } else if (located.fault !== undefined) {
      const path = formatPath(segments);
      faults.push({ code: 'values/number', message: located.fault, path, segments: [...segments] });
    }
  };
  visitContent(root);
  return faults;
}

/** Every top-level key of base and the environments that no chart of the app has as its section. */
export function checkSections(set: EnvironmentSet, sections: readonly string[]): Problem[] {
  const schema = z.object(Object.fromEntries(sections.map((section) => [section, z.unknown().optional()])));
  // What is in the sections is checked with the charts' own schemas.
  const emptied = (values: object) => Object.fromEntries(Object.keys(values).map((section) => [section, {}]));
  return problemsOfAll(set, (environment) => checkValues(schema, emptied(environment.values)));
}

function chartValues({ located }: Environment, section: string | undefined, shape: Shape): unknown {
  const found = valueAt(located, section === undefined ? [] : [section]);
  const values = found && plainValue(found);
  return values === undefined || values === null ? {} : withoutRemoved(shape, values);
}

function below(prefix: readonly PathSegment[], problem: ValuesProblem): ValuesProblem {
  const segments = [...prefix, ...problem.segments];
  return { ...problem, segments, ...(segments.length > 0 && { path: formatPath(segments) }) };
}
