import { type Located, valueAt as locatedAt, type Source } from '../environment/located';
import type { ValidatedEnvironment } from '../environment/validate';
import { valueAt } from '../trace/place';
import type { PathSegment } from '../values/path';
import type { EnvironmentValue } from './explanation';

/** What a chart's value is in an environment, and who wrote it. */
export function environmentValue(
  { environment, values, section }: ValidatedEnvironment<unknown>,
  path: readonly PathSegment[],
): EnvironmentValue {
  const value = valueAt(values, path);
  const located = locatedAt(environment.located, section === undefined ? path : [section, ...path]);
  return {
    environment: environment.name,
    ...(value !== undefined && { value }),
    sources: located ? sourcesIn(located) : [],
  };
}

/** Who wrote the values in a place, each environment once, with the first place in its file. */
function sourcesIn(located: Located): Source[] {
  const sources = new Map<string, Source>();
  const visit = (part: Located): void => {
    const isLeaf = part.kind !== 'map' || part.entries.size === 0;
    if (isLeaf && !sources.has(part.source.environment)) sources.set(part.source.environment, part.source);
    if (part.kind === 'map') for (const { value } of part.entries.values()) visit(value);
  };
  visit(located);
  return [...sources.values()];
}
