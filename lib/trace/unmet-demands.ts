import {
  type Demand,
  type LengthDemand,
  type NumberDemand,
  refusedPattern,
  type TextDemand,
} from '../template/demands';
import type { ReferenceStep } from '../template/reference';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';
import { codePointOf } from '../values/unportable';

/** A value of which the chart would make something else than the constructs do. */
export interface UnmetDemand {
  readonly path: string;
  /** What was found, and what to do. */
  readonly message: string;
}

/** What of some values is not as the templates demand. */
export function unmetDemands(demands: readonly Demand[], values: unknown): UnmetDemand[] {
  return demands.flatMap((demand) => {
    if (demand.of === 'number') return tooLarge(demand, values);
    if (demand.of === 'length') return tooLong(demand, values);
    const pattern = new RegExp(refusedPattern(demand), 'u');
    return textsOf(demand, values).flatMap(({ text, path }): UnmetDemand[] => {
      const character = pattern.exec(text)?.[0];
      if (character === undefined) return [];
      const shown = /[\p{C}\p{Z}]/u.test(character) ? codePointOf(character) : JSON.stringify(character);
      const what = demand.of === 'keys' ? 'the key' : 'the text';
      return [
        {
          path: formatPath(path),
          message: `${what} contains ${shown}, which Helm's ${demand.function.name} changes in another way than the constructs do; leave it out`,
        },
      ];
    });
  });
}

function tooLarge({ steps, most }: NumberDemand, values: unknown): UnmetDemand[] {
  return valuesAt(steps, values, []).flatMap(({ value, path }): UnmetDemand[] => {
    if (typeof value !== 'number' || Math.abs(value) <= most) return [];
    const bound = value > 0 ? `above ${most}` : `below ${-most}`;
    return [
      {
        path: formatPath(path),
        message: `${value} is ${bound}, and what the chart reckons from it would not be exact; choose a number nearer to zero`,
      },
    ];
  });
}

function tooLong({ steps, most }: LengthDemand, values: unknown): UnmetDemand[] {
  return valuesAt(steps, values, []).flatMap(({ value, path }): UnmetDemand[] => {
    const length = typeof value === 'string' ? [...value].length : 0;
    if (length <= most) return [];
    const message = `the text has ${length} characters and stands in a key, where Helm reads at most ${most} of it; choose a shorter one`;
    return [{ path: formatPath(path), message }];
  });
}

interface FoundText {
  readonly text: string;
  readonly path: readonly PathSegment[];
}

function textsOf({ of, steps }: TextDemand, values: unknown): FoundText[] {
  return valuesAt(steps, values, []).flatMap(({ value, path }): FoundText[] => {
    if (of === 'keys') {
      return isRecord(value) ? Object.keys(value).map((text) => ({ text, path: [...path, text] })) : [];
    }
    return typeof value === 'string' ? [{ text: value, path }] : [];
  });
}

interface FoundValue {
  readonly value: unknown;
  readonly path: readonly PathSegment[];
}

function valuesAt(
  [step, ...rest]: readonly ReferenceStep[],
  value: unknown,
  path: readonly PathSegment[],
): FoundValue[] {
  if (step === undefined) return [{ value, path }];
  if (typeof step === 'string') return isRecord(value) ? valuesAt(rest, value[step], [...path, step]) : [];
  const elements: [PathSegment, unknown][] = Array.isArray(value)
    ? value.map((element, index) => [index, element])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return elements.flatMap(([key, element]) => valuesAt(rest, element, [...path, key]));
}
