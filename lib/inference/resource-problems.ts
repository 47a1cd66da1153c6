import type { Problem } from '../errors';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';

/**
 * Requests above their limits, wherever containers have both: Kubernetes would take the Deployment and then refuse its
 * pods. Templates cannot compare quantities, so only synth tells.
 */
export function resourceProblems(values: unknown, path: readonly PathSegment[] = []): Problem[] {
  if (Array.isArray(values)) return values.flatMap((item, index) => resourceProblems(item, [...path, index]));
  if (!isRecord(values)) return [];
  const { requests, limits } = values;
  const own =
    isRecord(requests) && isRecord(limits)
      ? Object.keys(requests).flatMap((resource) => problemOf(resource, requests[resource], limits[resource], path))
      : [];
  return [...own, ...Object.keys(values).flatMap((key) => resourceProblems(values[key], [...path, key]))];
}

function problemOf(resource: string, request: unknown, limit: unknown, path: readonly PathSegment[]): Problem[] {
  const [asked, most] = [amountOf(request), amountOf(limit)];
  if (asked === undefined || most === undefined || asked <= most) return [];
  const limitPath = formatPath([...path, 'limits', resource]);
  const message = `${request} is above the limit of ${limit} (${limitPath}), so that Kubernetes would refuse the pods; lower it, or raise the limit`;
  return [{ code: 'values/rule', path: formatPath([...path, 'requests', resource]), message }];
}

const QUANTITY = /^([0-9]+(?:\.[0-9]+)?)([numkMGTPE]|[KMGTPE]i)?(?:[eE]([0-9]+))?$/;
const FRACTIONS: Readonly<Record<string, number>> = { n: 1e9, u: 1e6, m: 1e3 };
const MULTIPLES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index) => [suffix, 1000 ** (index + 1)])),
  ...Object.fromEntries(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 1024 ** (index + 1)])),
};

/** A quantity as a number; fractions are divided, so that 700m is exactly 0.7. */
function amountOf(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return quantity;
  const [, digits, suffix = '', exponent = '0'] = QUANTITY.exec(String(quantity)) ?? [];
  if (digits === undefined) return undefined;
  return (Number(`${digits}e${exponent}`) / (FRACTIONS[suffix] ?? 1)) * (MULTIPLES[suffix] ?? 1);
}
