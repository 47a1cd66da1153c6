import type { Problem } from '../../errors';
import { isRecord } from '../defaults';
import { formatPath, type PathSegment } from '../path';
import type { Shape } from '../shape';
import { unionOption } from '../union-option';
import { holds, lookupIn } from './evaluate';
import { violationOf, violationText } from './rule';

/** Where complete and valid values ask for an API that the cluster does not have. */
export function missingApis(shape: Shape, values: unknown, hasApi: (api: string) => boolean): Problem[] {
  const problems: Problem[] = [];
  const visit = (part: Shape | undefined, value: unknown, segments: readonly PathSegment[]): void => {
    switch (part?.kind) {
      case 'object':
        if (!isRecord(value)) return;
        problems.push(...brokenIn(part, value, segments, hasApi));
        for (const [key, child] of part.keys) visit(child, value[key], [...segments, key]);
        return;
      case 'dictionary':
        if (isRecord(value)) for (const key of Object.keys(value)) visit(part.value, value[key], [...segments, key]);
        return;
      case 'sequence':
        if (Array.isArray(value))
          for (const [at, item] of value.entries()) visit(part.element, item, [...segments, at]);
        return;
      case 'union':
        visit(unionOption(part, value), value, segments);
    }
  };
  visit(shape, values, []);
  return problems;
}

function brokenIn(
  { rules = [] }: Extract<Shape, { kind: 'object' }>,
  value: unknown,
  segments: readonly PathSegment[],
  hasApi: (api: string) => boolean,
): Problem[] {
  const lookup = lookupIn(value);
  return rules
    .filter(({ refused }) => holds(refused, lookup, hasApi))
    .map((rule) => {
      const { path, words } = violationOf(rule, lookup);
      return {
        code: 'values/missing-api',
        path: formatPath([...segments, ...path]),
        message: violationText(words, segments),
      };
    });
}
