import { Lazy } from 'cdk8s';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';

/** A field of an object that YAML has no form for. */
export interface NotPlain {
  /** Such as `data.created`. */
  readonly path: string;
  /** What is there, and what to write instead. */
  readonly message: string;
}

/** Everything in a value that is neither text, a finite number, true or false, null, a list nor a map. */
export function notPlainIn(value: unknown): NotPlain[] {
  const found: NotPlain[] = [];
  const visit = (part: unknown, path: readonly PathSegment[], above: readonly object[]): void => {
    const message = faultOf(part, above);
    if (message !== undefined) {
      found.push({ path: formatPath(path), message });
    } else if (Array.isArray(part)) {
      for (const [index, item] of part.entries()) visit(item, [...path, index], [...above, part]);
    } else if (isRecord(part) && !isResolved(part)) {
      for (const [key, child] of Object.entries(part)) visit(child, [...path, key], [...above, part]);
    }
  };
  visit(value, [], []);
  return found;
}

function faultOf(value: unknown, above: readonly object[]): string | undefined {
  switch (typeof value) {
    case 'function':
      return 'is a function; write what it returns';
    case 'bigint':
      return 'is a bigint; write a number, or text';
    case 'symbol':
      return 'is a symbol; write text';
    case 'number':
      return Number.isFinite(value) ? undefined : `is ${value}; look at the numbers that it is computed from`;
    case 'object':
      return value === null ? undefined : faultOfObject(value, above);
    default:
      return undefined;
  }
}

function faultOfObject(value: object, above: readonly object[]): string | undefined {
  if (above.includes(value)) return 'contains itself; write it without the part that leads back';
  if (Array.isArray(value) || isResolved(value)) return undefined;
  if (value instanceof Date) return 'is a Date; write it as text, with toISOString()';
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return undefined;
  return `is of the class ${prototype.constructor?.name}; write a plain object`;
}

/** Whether cdk8s puts something else in the place of an object: of a `Lazy`, a token, a `Quantity`. */
function isResolved(value: object): boolean {
  if (value instanceof Lazy) return true;
  const { resolve, value: wrapped } = value as { readonly resolve?: unknown; readonly value?: unknown };
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return typeof resolve === 'function' || (!isPlain && (typeof wrapped === 'string' || typeof wrapped === 'number'));
}
