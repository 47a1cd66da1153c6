import type { Problem } from '../errors';
import { describeFound } from '../values/expectation';
import type { PathSegment } from '../values/path';
import { environmentPath } from './environment-path';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar, ReadResult, Source } from './located';

/**
 * Reads an environment that was written as code. Keys that are `undefined` are not there; what JSON cannot carry
 * (functions, dates, class instances, infinite numbers, circles) is a problem.
 */
export function readCode(environment: string, input: unknown): ReadResult {
  const problems: Problem[] = [];
  const source: Source = { environment };
  const report = (segments: readonly PathSegment[], message: string): LocatedScalar => {
    const path = environmentPath(segments);
    problems.push({ code: 'environment/not-data', message, environment, ...(path !== '' && { path }) });
    return { kind: 'scalar', value: null, source };
  };

  const locate = (value: unknown, segments: readonly PathSegment[], parents: readonly unknown[]): Located => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return report(segments, `expected a finite number, found ${value}`);
    }
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
      return { kind: 'scalar', value: value as LocatedScalar['value'], source };
    }
    if (parents.includes(value)) return report(segments, 'this value contains itself, and would go on for ever');
    if (Array.isArray(value)) {
      const items = value.map((item, index) => locate(item, [...segments, index], [...parents, value]));
      return { kind: 'list', items, source };
    }
    if (!isPlainObject(value)) return report(segments, `expected plain data as in YAML, found ${nameOf(value)}`);
    const entries = new Map<string, LocatedEntry>();
    for (const [key, child] of Object.entries(value)) {
      if (child === undefined) continue;
      entries.set(key, { source, value: locate(child, [...segments, key], [...parents, value]) });
    }
    return { kind: 'map', entries, source };
  };

  if (!isPlainObject(input)) {
    report([], `expected an object with the key values, found ${nameOf(input)}`);
    return { problems };
  }
  return { root: locate(input, [], []) as LocatedMap, problems };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's Object.prototype, as in a test runner, is as good as ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return describeFound(value);
  return `an object of class ${value.constructor.name}`;
}
