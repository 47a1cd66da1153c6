import type { ReferenceStep } from '../template/reference';
import { refusedPattern, type TextDemand } from '../template/text-demands';
import { TEXT_FUNCTIONS } from '../template/text-function';
import { isRecord } from '../values/defaults';
import { formatPath, type PathSegment } from '../values/path';

/** A text that the chart would change in another way than the constructs do. */
export interface UnmetDemand {
  readonly path: string;
  /** What was found, and what to do. */
  readonly message: string;
}

/** The texts of some values that do not have what the templates demand of them. */
export function unmetDemands(demands: readonly TextDemand[], values: unknown): UnmetDemand[] {
  return demands.flatMap((demand) => {
    const pattern = new RegExp(refusedPattern(demand), 'u');
    return textsAt(demand, demand.steps, values, []).flatMap(({ text, path }): UnmetDemand[] => {
      const character = pattern.exec(text)?.[0];
      if (character === undefined) return [];
      const shown = /\p{Cf}|\p{Cc}/u.test(character) ? codeOf(character) : JSON.stringify(character);
      const what = demand.of === 'keys' ? 'the key' : 'the text';
      const { go } = TEXT_FUNCTIONS[demand.function];
      return [
        {
          path: formatPath(path),
          message: `${what} contains ${shown}, which Helm's ${go} changes in another way than the constructs do; leave it out`,
        },
      ];
    });
  });
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

interface FoundText {
  readonly text: string;
  readonly path: readonly PathSegment[];
}

function textsAt(
  demand: TextDemand,
  [step, ...rest]: readonly ReferenceStep[],
  value: unknown,
  path: readonly PathSegment[],
): FoundText[] {
  if (step === undefined) {
    if (demand.of === 'keys') {
      return isRecord(value) ? Object.keys(value).map((text) => ({ text, path: [...path, text] })) : [];
    }
    return typeof value === 'string' ? [{ text: value, path }] : [];
  }
  if (typeof step === 'string') {
    return isRecord(value) ? textsAt(demand, rest, value[step], [...path, step]) : [];
  }
  const elements: [PathSegment, unknown][] = Array.isArray(value)
    ? value.map((element, index) => [index, element])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return elements.flatMap(([key, element]) => textsAt(demand, rest, element, [...path, key]));
}
