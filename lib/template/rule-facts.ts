import type { RuleCondition } from '../values/rules/condition';
import { isScalar } from '../values/scalar-shape';
import type { ObjectShape, Shape } from '../values/shape';
import { type Condition, conditionReferences, negate } from './condition';
import { referenceKey } from './reference';
import { type RuleSite, referenceAt, siteBelow } from './rule-site';
import { scalarTypes } from './scalar-types';

/** A rule about more values than this says nothing about the few that a condition asks for. */
const MAX_VALUES = 3;

interface RuleFact {
  readonly fact: Condition;
  readonly reads: readonly string[];
}

/** What the rules between values say of those that a chart renders: whoever breaks a rule gets no objects at all. */
export class RuleFacts {
  private readonly byValue = new Map<string, readonly RuleFact[]>();

  constructor(root: ObjectShape) {
    const fileOf = () => '';
    const context = { chart: '', loops: [], fileOf };
    const all = factsIn({ shape: root, steps: [], optionalSteps: [], context, collections: [], fixed: new Map() });
    for (const fact of all) {
      for (const key of fact.reads) this.byValue.set(key, [...(this.byValue.get(key) ?? []), fact]);
    }
  }

  /** The facts about values that conditions ask for, as far as they are about those, and what is known, alone. */
  about(conditions: readonly Condition[], known: readonly Condition[]): readonly Condition[] {
    const asked = new Set(conditions.flatMap(conditionReferences).map(referenceKey));
    const found = new Set([...asked].flatMap((key) => this.byValue.get(key) ?? []));
    if (found.size === 0) return [];
    const read = new Set([...asked, ...known.flatMap(conditionReferences).map(referenceKey)]);
    return [...found].filter(({ reads }) => reads.every((key) => read.has(key))).map(({ fact }) => fact);
  }
}

/** The facts of an object that is always there, and of the objects in it. */
function factsIn(site: RuleSite): RuleFact[] {
  const { shape } = site;
  if (shape.kind !== 'object' || shape.optional || shape.nullable) return [];
  const own = (shape.rules ?? []).flatMap(({ refused }): RuleFact[] => {
    const condition = conditionOf(refused, site);
    if (!condition) return [];
    const reads = [...new Set(conditionReferences(condition).map(referenceKey))];
    return reads.length > MAX_VALUES ? [] : [{ fact: negate(condition), reads }];
  });
  return [...own, ...[...shape.keys.keys()].flatMap((key) => factsIn(siteBelow(site, key)))];
}

/** A rule's condition as one of templates, if these can ask the same. */
function conditionOf(condition: RuleCondition, site: RuleSite): Condition | undefined {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.conditions.flatMap((part) => conditionOf(part, site) ?? []);
      if (parts.length < condition.conditions.length) return undefined;
      return { kind: condition.kind === 'all' ? 'and' : 'or', conditions: parts };
    }
    case 'not': {
      const inner = conditionOf(condition.condition, site);
      return inner && negate(inner);
    }
    case 'isTrue':
      return { kind: 'truthy', reference: referenceAt(site, condition.path) };
    case 'isSet': {
      const value = referenceAt(site, condition.path);
      return isEmptyWhereFalse(value.shape) ? { kind: 'truthy', reference: value } : undefined;
    }
    case 'equals':
      return { kind: 'equals', reference: referenceAt(site, condition.path), value: condition.constant };
    default:
      return undefined;
  }
}

/** Whether Go takes exactly those values for false that are not set. */
export function isEmptyWhereFalse(shape: Shape): boolean {
  if (['object', 'dictionary', 'sequence'].includes(shape.kind)) return true;
  if (shape.kind === 'union') return shape.options.every(isEmptyWhereFalse);
  return isScalar(shape) && [...scalarTypes(shape)].every((type) => type === 'text' || type === 'boolean');
}
