import type { z } from 'zod';
import type { Problem } from '../errors';
import { isRecord } from '../values/defaults';
import { checkValues } from '../values/validate';
import { environmentPath } from './environment-path';
import { environmentSchema } from './environment-schema';
import {
  type LocatedMap,
  plainMap,
  type ReadResult,
  type Source,
  sourceAt,
  valueAt,
  withoutRemoved,
  writtenAt,
} from './located';
import { sourceOfProblem } from './problem-source';

type EnvironmentKeys = z.output<typeof environmentSchema>;

/** One environment as it was written, before it is merged with what it extends. */
export interface Declaration extends Omit<EnvironmentKeys, 'values'> {
  readonly name: string;
  /** Its own values; `null` marks a key that it removes. */
  readonly values: LocatedMap;
  /** Where `extends` says what it says; the environment as a whole where it is not given. */
  readonly extendsSource: Source;
  /** Where the cluster's Kubernetes version is, if it is given. */
  readonly kubeVersionSource?: Source;
}

/** What an environment came to. Its declaration is to be relied on only where there are no problems. */
export interface DeclarationResult {
  readonly declaration?: Declaration;
  readonly problems: readonly Problem[];
}

/** Checks the keys of an environment that was read. One that is `null` counts as left out. */
export function declareEnvironment(name: string, { root, problems: found }: ReadResult): DeclarationResult {
  if (!root) return { problems: found };
  const given = plainMap(withoutRemoved(root));
  // What is in the values is for the chart's own schema to say.
  const frame = isRecord(given.values) ? { ...given, values: {} } : given;
  const problems = checkValues(environmentSchema, frame, {
    written: (segments) => writtenAt(root, segments),
  }).map((problem) => ({
    code: problem.code.replace('values/', 'environment/'),
    message: problem.message,
    path: environmentPath(problem.segments),
    ...sourceOfProblem(problem, root),
  }));
  const values = valueAt(root, ['values']);
  const kubeVersion = valueAt(root, ['cluster', 'kubeVersion']);
  const declaration: Declaration = {
    // What is invalid is never used; the rest serves to find the problems of `extends` in the same go.
    ...(problems.length === 0 && (given as EnvironmentKeys)),
    ...(typeof given.extends === 'string' && given.extends !== '' && { extends: given.extends }),
    name,
    values: {
      kind: 'map',
      entries: values?.kind === 'map' ? values.entries : new Map(),
      source: sourceAt(root, ['values'], 'key'),
    },
    extendsSource: sourceAt(root, ['extends'], 'value'),
    ...(kubeVersion && { kubeVersionSource: kubeVersion.source }),
  };
  return { declaration, problems: [...found, ...problems] };
}
