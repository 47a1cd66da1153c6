import { isRecord } from '../defaults';
import { type Comparison, join, type Operand, opposite, type RuleCondition, type RulePath } from '../rules/condition';
import { holds, type Lookup, operandValue } from '../rules/evaluate';

/** What is known of the values that a condition reads. */
export interface KnownValues {
  /** Whether the value at a path is one that nobody can change. */
  isKnown(path: RulePath): boolean;
  /** The options that the value at a path still can have, where they are fewer than its schema had. */
  optionsOf(path: RulePath): readonly string[] | undefined;
  /** What the known values are. */
  readonly lookup: Lookup;
}

/** What is left of a condition where some of the values that it reads are known, or what it comes to. */
export function decideCondition(condition: RuleCondition, known: KnownValues): RuleCondition | boolean {
  switch (condition.kind) {
    case 'hasApi':
    case 'hasKubernetes':
      return condition;
    case 'isTrue':
    case 'isSet':
      return known.isKnown(condition.path) ? holds(condition, known.lookup) : condition;
    case 'equals': {
      if (known.isKnown(condition.path)) return holds(condition, known.lookup);
      const options = known.optionsOf(condition.path);
      return options === undefined || options.includes(String(condition.constant)) ? condition : false;
    }
    case 'hasKey': {
      const key = decideOperand(condition.key, known);
      if (key === undefined) return false;
      if (!known.isKnown(condition.path)) return { ...condition, key: key as typeof condition.key };
      const record = known.lookup(condition.path);
      const keys = isRecord(record) ? Object.keys(record) : [];
      return decideJunction(
        'any',
        keys.map((one) => decideComparison('same', key, { kind: 'constant', value: one })),
      );
    }
    case 'comparison': {
      const [left, right] = [decideOperand(condition.left, known), decideOperand(condition.right, known)];
      return left !== undefined && right !== undefined && decideComparison(condition.relation, left, right);
    }
    case 'not': {
      const decided = decideCondition(condition.condition, known);
      return typeof decided === 'boolean' ? !decided : opposite(decided);
    }
    case 'all':
    case 'any':
      return decideJunction(
        condition.kind,
        condition.conditions.map((part) => decideCondition(part, known)),
      );
  }
}

function decideJunction(kind: 'all' | 'any', parts: readonly (RuleCondition | boolean)[]): RuleCondition | boolean {
  const ending = kind === 'any';
  if (parts.includes(ending)) return ending;
  const open = parts.filter((part): part is RuleCondition => typeof part !== 'boolean');
  return open.length === 0 ? !ending : join(kind, open);
}

function decideComparison(relation: Comparison['relation'], left: Operand, right: Operand): RuleCondition | boolean {
  const comparison: Comparison = { kind: 'comparison', relation, left, right };
  const areKnown = left.kind === 'constant' && right.kind === 'constant';
  return areKnown ? holds(comparison, () => undefined) : comparison;
}

/** An operand with constants for what is known, `undefined` where a value that it reads is known to be absent. */
export function decideOperand(operand: Operand, known: KnownValues): Operand | undefined {
  switch (operand.kind) {
    case 'constant':
      return operand;
    case 'value':
    case 'percentage': {
      if (!known.isKnown(operand.path)) return operand;
      const value = operandValue(operand, known.lookup);
      return value === undefined ? undefined : { kind: 'constant', value };
    }
    default: {
      const operands = operand.operands.map((part) => decideOperand(part, known));
      if (!operands.every((part) => part !== undefined)) return undefined;
      const decided: Operand = { ...operand, operands };
      if (!operands.every(({ kind }) => kind === 'constant')) return decided;
      const value = operandValue(decided, known.lookup);
      return value === undefined ? undefined : { kind: 'constant', value };
    }
  }
}
