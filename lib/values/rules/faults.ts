import { isScalar } from '../scalar-shape';
import type { NumberShape, ObjectShape, Shape } from '../shape';
import type { Operand, RuleCondition, RulePath } from './condition';
import { type Rule, rulePaths } from './rule';

/** What keeps rules from meaning anything for the values of an object, as messages; TypeScript finds most of it before. */
export function ruleFaults(object: ObjectShape, rules: readonly Rule[]): string[] {
  const faults = rules.flatMap((rule) => {
    const unknown = rulePaths(rule).filter((path) => shapesBelow(object, path).length === 0);
    if (unknown.length > 0) return unknown.map((path) => fault(path, 'which the schema does not have'));
    return conditionFaults(rule.refused, object);
  });
  return [...new Set(faults)];
}

/** The shapes that a value can have, one for each option of a discriminated union that has the path; none where none has. */
export function shapesBelow(shape: Shape, path: RulePath): Shape[] {
  const [key, ...rest] = path;
  if (key === undefined) return [shape];
  if (shape.kind === 'union' && shape.discriminator !== undefined) {
    return shape.options.flatMap((option) => shapesBelow(option, path));
  }
  const child = shape.kind === 'object' ? shape.keys.get(key) : undefined;
  return child ? shapesBelow(child, rest) : [];
}

function conditionFaults(condition: RuleCondition, object: ObjectShape): string[] {
  const demand = (path: RulePath, isRight: (shape: Shape) => boolean, expected: string) =>
    shapesBelow(object, path).every(isRight) ? [] : [fault(path, `which has to be ${expected} for that`)];
  const operandFaults = (operand: Operand, isRight: (shape: Shape) => boolean, expected: string): string[] => {
    if (operand.kind === 'constant') return [];
    if (operand.kind === 'value') return demand(operand.path, isRight, expected);
    if (operand.kind === 'percentage') return demand(operand.path, mayBeText, 'text');
    return operand.operands.flatMap((part) => operandFaults(part, isWhole, 'a whole number'));
  };
  switch (condition.kind) {
    case 'isTrue':
      return demand(condition.path, ({ kind }) => kind === 'toggle', 'a boolean');
    case 'isSet':
    case 'hasApi':
    case 'hasKubernetes':
      return [];
    case 'equals':
      return demand(condition.path, isScalar, 'text, a number or a boolean');
    case 'hasKey':
      return [
        ...demand(condition.path, ({ kind }) => kind === 'dictionary', 'a record'),
        ...operandFaults(condition.key, isText, 'text'),
      ];
    case 'comparison': {
      const isOrder = condition.relation === 'above' || condition.relation === 'notAbove';
      const [isRight, expected] = isOrder
        ? ([mayBeNumber, 'a number'] as const)
        : ([isScalar, 'text, a number or a boolean'] as const);
      return [condition.left, condition.right].flatMap((operand) => operandFaults(operand, isRight, expected));
    }
    case 'not':
      return conditionFaults(condition.condition, object);
    case 'all':
    case 'any':
      return condition.conditions.flatMap((part) => conditionFaults(part, object));
  }
}

function fault(path: RulePath, what: string): string {
  return `a rule names ${path.join('.')}, ${what}; correct the path, or the rule`;
}

function mayBeNumber(shape: Shape): boolean {
  if (shape.kind === 'choice') return shape.options.some((option) => typeof option === 'number');
  return shape.kind === 'number' || (shape.kind === 'scalarUnion' && shape.options.some(mayBeNumber));
}

function isText(shape: Shape): boolean {
  return (
    shape.kind === 'text' || (shape.kind === 'choice' && shape.options.every((option) => typeof option === 'string'))
  );
}

function mayBeText(shape: Shape): boolean {
  return isText(shape) || (shape.kind === 'scalarUnion' && shape.options.some(mayBeText));
}

function isWhole(shape: Shape): boolean {
  if (shape.kind === 'choice') return shape.options.every(Number.isInteger);
  return shape.kind === 'number' && (shape as NumberShape).integer;
}
