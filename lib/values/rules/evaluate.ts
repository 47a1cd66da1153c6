import { isRecord } from '../defaults';
import type { Comparison, Operand, RuleCondition, RulePath } from './condition';

/** A whole number of percent; Go and JavaScript read it alike. */
export const PERCENTAGE = /^[0-9]{1,9}%$/;

/** Gives the value at a path, `undefined` where there is none. */
export type Lookup = (path: RulePath) => unknown;

/** The values below one object. */
export function lookupIn(values: unknown): Lookup {
  return (path) =>
    path.reduce((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), values);
}

/** What is known of a cluster. */
export interface KnownCluster {
  hasApi(api: string): boolean;
  /** @param version major and minor, such as `1.31`: that one or a later one */
  hasKubernetes(version: string): boolean;
}

const ANY_CLUSTER: KnownCluster = { hasApi: () => true, hasKubernetes: () => true };

/**
 * Whether a condition holds.
 *
 * @param cluster what is known of it; a cluster that has everything where nothing is
 */
export function holds(condition: RuleCondition, lookup: Lookup, cluster: KnownCluster = ANY_CLUSTER): boolean {
  switch (condition.kind) {
    case 'isTrue':
      return lookup(condition.path) === true;
    case 'isSet':
      return isSet(lookup(condition.path));
    case 'equals':
      return lookup(condition.path) === condition.constant;
    case 'hasKey': {
      const [record, key] = [lookup(condition.path), operandValue(condition.key, lookup)];
      return isRecord(record) && key !== undefined && isThere(lookupIn(record)([String(key)]));
    }
    case 'hasApi':
      return cluster.hasApi(condition.api);
    case 'hasKubernetes':
      return cluster.hasKubernetes(condition.version);
    case 'comparison':
      return compares(condition, lookup);
    case 'not':
      return !holds(condition.condition, lookup, cluster);
    case 'all':
      return condition.conditions.every((part) => holds(part, lookup, cluster));
    case 'any':
      return condition.conditions.some((part) => holds(part, lookup, cluster));
  }
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isRecord(value)) return Object.values(value).some(isThere);
  return isThere(value) && value !== '' && value !== false;
}

/** To Helm, a null is an absent value. */
function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function compares({ relation, left, right }: Comparison, lookup: Lookup): boolean {
  const [one, other] = [operandValue(left, lookup), operandValue(right, lookup)];
  if (one === undefined || other === undefined) return false;
  if (relation === 'same') return one === other;
  if (relation === 'different') return one !== other;
  if (typeof one !== 'number' || typeof other !== 'number') return false;
  return relation === 'above' ? one > other : one <= other;
}

/** What an operand comes to, `undefined` where a value that it reads is absent or is no scalar. */
export function operandValue(operand: Operand, lookup: Lookup): string | number | boolean | undefined {
  switch (operand.kind) {
    case 'constant':
      return operand.value;
    case 'value': {
      const value = lookup(operand.path);
      return ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : undefined;
    }
    case 'percentage': {
      const value = lookup(operand.path);
      return typeof value === 'string' && PERCENTAGE.test(value) ? Number(value.slice(0, -1)) : undefined;
    }
    default: {
      const numbers = operand.operands.map((part) => operandValue(part, lookup));
      if (!numbers.every((number) => Number.isInteger(number))) return undefined;
      // Helm's functions are exact before they round, and so is this.
      const whole = numbers.map((number) => BigInt(number as number));
      return Number(
        operand.kind === 'sum'
          ? whole.reduce((sum, next) => sum + next, 0n)
          : whole.reduce((all, next) => all * next, 1n),
      );
    }
  }
}
