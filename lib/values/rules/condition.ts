/** The keys that lead from the object that a rule is declared on to a value in it. */
export type RulePath = readonly string[];

/** The text or number that stands at a path. */
export interface ValueAt {
  readonly kind: 'value';
  readonly path: RulePath;
}
export interface Constant {
  readonly kind: 'constant';
  readonly value: string | number | boolean;
}
/** The number of a percentage such as `50%`; absent where there is anything else. */
export interface Percentage {
  readonly kind: 'percentage';
  readonly path: RulePath;
}
/** Whole numbers, added up or multiplied. */
export interface Combination {
  readonly kind: 'sum' | 'product';
  readonly operands: readonly Operand[];
}
/** What a comparison compares. */
export type Operand = ValueAt | Constant | Percentage | Combination;

/** A boolean that is true. */
export interface IsTrue {
  readonly kind: 'isTrue';
  readonly path: RulePath;
}
/** A value that is there, and neither empty text nor an empty list or map. */
export interface IsSet {
  readonly kind: 'isSet';
  readonly path: RulePath;
}
/** A value with one particular content. */
export interface Equals {
  readonly kind: 'equals';
  readonly path: RulePath;
  readonly constant: string | number | boolean;
}
/** A record with an entry under a key. */
export interface HasKey {
  readonly kind: 'hasKey';
  readonly path: RulePath;
  readonly key: ValueAt | Constant;
}
/** A cluster that has an API. Values alone do not tell: who only has these takes it for granted. */
export interface HasApi {
  readonly kind: 'hasApi';
  readonly api: string;
}
/** A cluster of a Kubernetes version or a later one. Values alone do not tell: who only has these takes it for granted. */
export interface HasKubernetes {
  readonly kind: 'hasKubernetes';
  /** Major and minor, such as `1.31`. */
  readonly version: string;
}

/** A Kubernetes version and all later ones as a range; with the dash, `v1.31.4-gke.100` counts as what it is. */
export function kubernetesRange(version: string): string {
  return `>=${version}.0-0`;
}

/**
 * Two operands in a relation: numbers that are above each other, or equal scalars. It does not hold where an operand is
 * absent, or where text stands in the place of a number; each relation has its opposite here, which does not hold then
 * either.
 */
export interface Comparison {
  readonly kind: 'comparison';
  readonly relation: 'above' | 'notAbove' | 'same' | 'different';
  readonly left: Operand;
  readonly right: Operand;
}

/** What a rule asks about one or two values. */
export type RuleTest = IsTrue | IsSet | Equals | HasKey | HasApi | HasKubernetes | Comparison;

export interface Not {
  readonly kind: 'not';
  readonly condition: Exclude<RuleTest, Comparison>;
}
/** Several conditions together, or one of them at least. */
export interface Junction {
  readonly kind: 'all' | 'any';
  readonly conditions: readonly RuleCondition[];
}

/** What a rule asks about the values of the object that it is declared on. */
export type RuleCondition = RuleTest | Not | Junction;

const OPPOSITES = { above: 'notAbove', notAbove: 'above', same: 'different', different: 'same' } as const;

/** The opposite of a condition, with negations on single tests only. */
export function opposite(condition: RuleCondition): RuleCondition {
  switch (condition.kind) {
    case 'not':
      return condition.condition;
    case 'all':
    case 'any':
      return { kind: condition.kind === 'all' ? 'any' : 'all', conditions: condition.conditions.map(opposite) };
    case 'comparison':
      return { ...condition, relation: OPPOSITES[condition.relation] };
    default:
      return { kind: 'not', condition };
  }
}

/** Several conditions as one; one alone stands for itself. */
export function join(kind: Junction['kind'], conditions: readonly RuleCondition[]): RuleCondition {
  const [first, ...others] = conditions;
  return first && others.length === 0 ? first : { kind, conditions };
}

/** The values that a condition reads, in the order in which it names them. */
export function conditionPaths(condition: RuleCondition): RulePath[] {
  switch (condition.kind) {
    case 'not':
      return conditionPaths(condition.condition);
    case 'all':
    case 'any':
      return condition.conditions.flatMap(conditionPaths);
    case 'comparison':
      return [...operandPaths(condition.left), ...operandPaths(condition.right)];
    case 'hasKey':
      return [condition.path, ...operandPaths(condition.key)];
    case 'hasApi':
    case 'hasKubernetes':
      return [];
    default:
      return [condition.path];
  }
}

/** The values that an operand reads. */
export function operandPaths(operand: Operand): RulePath[] {
  switch (operand.kind) {
    case 'value':
    case 'percentage':
      return [operand.path];
    case 'constant':
      return [];
    default:
      return operand.operands.flatMap(operandPaths);
  }
}
