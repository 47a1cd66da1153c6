import type { Problem } from '../../errors';
import { isRecord } from '../defaults';
import { formatPath, type PathSegment } from '../path';
import type { Shape } from '../shape';
import { unionOption } from '../union-option';
import type { RuleCondition } from './condition';
import { holds, type KnownCluster, lookupIn } from './evaluate';
import { violationOf, violationText } from './rule';

/** Where complete and valid values ask for what the cluster does not have: an API, or a Kubernetes version. */
export function clusterProblems(shape: Shape, values: unknown, cluster: KnownCluster): Problem[] {
  const problems: Problem[] = [];
  const visit = (part: Shape | undefined, value: unknown, segments: readonly PathSegment[]): void => {
    switch (part?.kind) {
      case 'object':
        if (!isRecord(value)) return;
        problems.push(...brokenIn(part, value, segments, cluster));
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
  cluster: KnownCluster,
): Problem[] {
  const lookup = lookupIn(value);
  return rules
    .filter(({ refused }) => holds(refused, lookup, cluster))
    .map((rule) => {
      const { path, words } = violationOf(rule, lookup);
      return {
        code: asksForKubernetes(rule.refused) ? 'values/old-kubernetes' : 'values/missing-api',
        path: formatPath([...segments, ...path]),
        message: violationText(words, segments),
      };
    });
}

function asksForKubernetes(condition: RuleCondition): boolean {
  switch (condition.kind) {
    case 'not':
      return condition.condition.kind === 'hasKubernetes';
    case 'all':
    case 'any':
      return condition.conditions.some(asksForKubernetes);
    default:
      return condition.kind === 'hasKubernetes';
  }
}
