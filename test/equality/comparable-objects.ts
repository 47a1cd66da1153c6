import type { Manifest } from '../../lib/definition/build';
import { compareInInstallOrder } from '../../lib/definition/install-order';
import { isRecord } from '../../lib/values/defaults';

/**
 * Objects in a form in which those of a chart and those of its constructs are equal: sorted, with sorted keys, and with
 * `(checksum)` for every checksum, because the chart's are of a template's text and the constructs' of an object.
 */
export function comparableObjects(objects: readonly unknown[]): unknown[] {
  return [...(objects as Manifest[])].sort(compareInInstallOrder).map(comparable);
}

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => [key, key.startsWith('checksum/') ? '(checksum)' : comparable(value[key])]),
  );
}

/** Where two values differ, one line each: `[0].spec.replicas: 1 was built, 2 rendered`. */
export function objectDifferences(built: unknown, rendered: unknown, path = ''): string[] {
  if (JSON.stringify(built) === JSON.stringify(rendered)) return [];
  if (isRecord(built) && isRecord(rendered)) {
    const keys = new Set([...Object.keys(built), ...Object.keys(rendered)]);
    return [...keys].flatMap((key) => objectDifferences(built[key], rendered[key], `${path}.${key}`));
  }
  if (Array.isArray(built) && Array.isArray(rendered)) {
    const length = Math.max(built.length, rendered.length);
    return Array.from({ length }, (_, at) => objectDifferences(built[at], rendered[at], `${path}[${at}]`)).flat();
  }
  return [`${path}: ${JSON.stringify(built)} was built, ${JSON.stringify(rendered)} rendered`];
}
