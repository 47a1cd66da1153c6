import { isRecord } from '../values/defaults';
import {
  conditionPaths,
  type Equals,
  type HasKey,
  type IsSet,
  join,
  kubernetesRange,
  type RuleCondition,
  type RuleTest,
} from '../values/rules/condition';
import { holds } from '../values/rules/evaluate';
import { isScalar } from '../values/scalar-shape';
import type { Shape } from '../values/shape';
import { type GoClause, goCall, goJunction, goNot, goValue } from './go-clause';
import { goEquality, goIsMissing } from './go-condition';
import { goReference, goText, knowing, mayBeMissing } from './go-reference';
import type { Reference } from './reference';
import { goComparison } from './rule-comparison';
import { isEmptyWhereFalse } from './rule-facts';
import { decided, fixedLookup, type RuleSite, referenceAt, resolve } from './rule-site';

/** The condition of a rule in Go; `true` or `false` where it was decided when the chart was made. */
export function goRuleCondition(condition: RuleCondition, site: RuleSite): GoClause | boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return goJunctionOf(condition.kind, condition.conditions, site);
    case 'not': {
      if (condition.condition.kind === 'hasApi') return goLacksApi(condition.condition.api, site);
      const test = goTest(condition.condition, site);
      return typeof test === 'boolean' ? !test : goNot(test);
    }
    default:
      return goTest(condition, site);
  }
}

function goJunctionOf(kind: 'all' | 'any', conditions: readonly RuleCondition[], site: RuleSite): GoClause | boolean {
  const deciding = kind === 'any';
  const clauses: GoClause[] = [];
  let inner = site;
  for (const condition of flattened(kind, conditions)) {
    const clause = goRuleCondition(condition, inner);
    if (clause === deciding) return deciding;
    if (typeof clause !== 'boolean') clauses.push(clause);
    if (kind === 'all') inner = siteWhere(condition, inner);
  }
  return clauses.length === 0 ? !deciding : goJunction(deciding ? 'or' : 'and', clauses);
}

/** The site as it is where a condition holds: values that the condition needs are there. */
export function siteWhere(condition: RuleCondition, site: RuleSite): RuleSite {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.reduce((inner, part) => siteWhere(part, inner), site);
    case 'isSet':
    case 'comparison':
      return conditionPaths(condition).reduce((inner, path) => siteWith(referenceAt(inner, path), inner), site);
    default:
      return site;
  }
}

/** The site as it is where a value is there, and with it whatever it is in. */
function siteWith(reference: Reference, site: RuleSite): RuleSite {
  const above = reference.optionalSteps.map((length) => ({ ...reference, steps: reference.steps.slice(0, length) }));
  const context = above.reduce((inner, part) => knowing({ kind: 'defined', reference: part }, inner), site.context);
  return { ...site, context };
}

function flattened(kind: 'all' | 'any', conditions: readonly RuleCondition[]): RuleCondition[] {
  return conditions.flatMap((part) => (part.kind === kind ? flattened(kind, part.conditions) : [part]));
}

function goTest(test: RuleTest, site: RuleSite): GoClause | boolean {
  if (test.kind === 'hasApi') return goHasApi(test.api, site);
  if (test.kind === 'hasKubernetes') return goHasKubernetes(test.version, site);
  const isDecided = conditionPaths(test).every((path) => 'constant' in resolve(site, path));
  if (isDecided) return holds(test, fixedLookup(site));
  switch (test.kind) {
    case 'isTrue':
      return goValue(goReference(referenceAt(site, test.path), site.context));
    case 'isSet':
      return goIsSet(test, site);
    case 'equals':
      return goEquals(test, site);
    case 'hasKey':
      return goHasKey(test, site);
    case 'comparison':
      return goComparison(test, site);
  }
}

/** A kind that every cluster has. Where Helm asked none, it knows of groups and versions only. */
const ANY_CLUSTER = 'v1/Pod';

function goHasApi(api: string, site: RuleSite): GoClause {
  return goJunction('or', [goNot(goOffers(ANY_CLUSTER, site)), goOffers(api, site)]);
}

function goLacksApi(api: string, site: RuleSite): GoClause {
  return goJunction('and', [goOffers(ANY_CLUSTER, site), goNot(goOffers(api, site))]);
}

function goOffers(api: string, { context }: RuleSite): GoClause {
  const root = context.loops.length > 0 ? '$' : '';
  return goCall(`${root}.Capabilities.APIVersions.Has`, goText(api));
}

function goHasKubernetes(version: string, { context }: RuleSite): GoClause {
  const root = context.loops.length > 0 ? '$' : '';
  return goCall('semverCompare', goText(kubernetesRange(version)), `${root}.Capabilities.KubeVersion.Version`);
}

function goIsSet({ path }: IsSet, site: RuleSite): GoClause {
  const reference = referenceAt(site, path);
  const value = goReference(reference, site.context);
  if (isEmptyWhereFalse(reference.shape)) return goValue(value);
  if (isNeverEmpty(reference.shape)) return goNot(goIsMissing(value));
  return goNot(goCall('has', `(toJson ${value})`, `(list "null" "false" "\\"\\"" "[]" "{}")`));
}

/** Whether every value that is there is set. */
function isNeverEmpty(shape: Shape): boolean {
  if (shape.kind === 'scalarUnion') return shape.options.every(isNeverEmpty);
  return isScalar(shape) && !shape.schema.safeParse('').success && !shape.schema.safeParse(false).success;
}

function goEquals({ path, constant }: Equals, site: RuleSite): GoClause {
  const reference = referenceAt(site, path);
  // Go makes zero of an absent number.
  if (typeof constant === 'number' && mayBeMissing(reference, site.context)) {
    return goCall('eq', `(toJson ${goReference(reference, site.context)})`, goText(String(constant)));
  }
  return goCall('eq', ...goEquality({ kind: 'equals', reference, value: constant }, site.context));
}

function goHasKey({ path, key }: HasKey, site: RuleSite): GoClause | boolean {
  const name = decided(site, key);
  if (name === undefined) return false;
  const record = resolve(site, path);
  if ('constant' in record) {
    const keys = isRecord(record.constant) ? Object.keys(record.constant) : [];
    const isOneOf = keys.map((value): RuleCondition => {
      return { kind: 'comparison', relation: 'same', left: key, right: { kind: 'constant', value } };
    });
    return goRuleCondition(join('any', isOneOf), site);
  }
  const { shape } = record.reference;
  const text = goReference(record.reference, site.context);
  const entries = mayBeMissing(record.reference, site.context) ? `(${text} | default dict)` : text;
  const isNullable = shape.kind === 'dictionary' && shape.value.nullable;
  const hasEntry = (argument: string) =>
    isNullable
      ? goCall('ne', `(toJson (index ${entries} ${argument}))`, '"null"')
      : goCall('hasKey', entries, argument);
  if (name.kind === 'constant') return hasEntry(goText(String(name.value)));
  const reference = referenceAt(site, name.path);
  const argument = goReference(reference, site.context);
  const isUncertain = mayBeMissing(reference, site.context);
  return goJunction('and', [...(isUncertain ? [goValue(argument)] : []), hasEntry(argument)]);
}
