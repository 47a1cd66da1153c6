import { ApiObject, type Chart } from 'cdk8s';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';
import type { ConstructProblem } from './construct-failure';

/** What two builds with the same values have in different ways; each names its construct. */
export function impureConstructs(chart: Chart, again: Chart): ConstructProblem[] {
  const [first, second] = [objectsOf(chart), objectsOf(again)];
  const messages = [...first].flatMap(([path, object]): string[] => {
    const named = `${path} (${object.kind} "${object.name}")`;
    const other = second.get(path);
    if (!other) return [`${named} is built in one run and not in the next`];
    const difference = firstDifference(object.toJson(), other.toJson(), []);
    return difference ? [`${named}: ${difference}`] : [];
  });
  const added = [...second].flatMap(([path, object]) =>
    first.has(path) ? [] : [`${path} (${object.kind} "${object.name}") is built in one run and not in the one before`],
  );
  return [...messages, ...added].map((message) => ({
    problem: { code: 'construct/impure', message: `${message}, with the same values; ${ADVICE}` },
    // What is there differs each time.
    identity: `construct/impure ${message.split(' ')[0]}`,
  }));
}

const ADVICE =
  'constructs must be pure functions of their values: no clock, no random numbers, no counters, no files that change';

function objectsOf(chart: Chart): Map<string, ApiObject> {
  const objects = chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return new Map(objects.map((object) => [object.node.path, object]));
}

/** Such as `spec.id is 1 in one run and 2 in the next`. */
function firstDifference(left: unknown, right: unknown, path: readonly PathSegment[]): string | undefined {
  if (Object.is(left, right)) return undefined;
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    return firstOf(left.keys(), (index) => firstDifference(left[index], right[index], [...path, index]));
  }
  if (isRecord(left) && isRecord(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return firstOf(keys, (key) => firstDifference(left[key], right[key], [...path, key]));
  }
  return `${formatPath(path)} is ${shown(left)} in one run and ${shown(right)} in the next`;
}

function firstOf<T>(all: Iterable<T>, find: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MAX_SHOWN = 60;

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
