import type { Combination, Comparison, Constant, Operand, Percentage } from '../values/rules/condition';
import { PERCENTAGE } from '../values/rules/evaluate';
import { type GoClause, goCall, goJunction, goNot } from './go-clause';
import { goIsMissing } from './go-condition';
import { goReference, goText, mayBeMissing } from './go-reference';
import { decided, type RuleSite, referenceAt, resolve } from './rule-site';
import { type ScalarType, scalarTypes } from './scalar-types';

const FUNCTIONS = { above: 'gt', notAbove: 'le', same: 'eq', different: 'ne' } as const;

/** A comparison in Go, with what must hold so that its operands can be compared; `false` where they never can. */
export function goComparison({ relation, left, right }: Comparison, site: RuleSite): GoClause | false {
  const isOrder = relation === 'above' || relation === 'notAbove';
  const operands: Operand[] = [];
  for (const operand of [left, right]) {
    const known = decided(site, operand);
    if (known === undefined || (isOrder && known.kind === 'constant' && typeof known.value !== 'number')) return false;
    operands.push(known);
  }
  const form = formOf(operands, site, isOrder);
  const guards = operands.flatMap((operand) => presence(operand, site, isOrder));
  const compared = goCall(FUNCTIONS[relation], ...operands.map((operand) => goOperand(operand, form, site)));
  return goJunction('and', [...guards, compared]);
}

/** What must hold so that an operand can be compared. */
function presence(operand: Operand, site: RuleSite, isOrder: boolean): GoClause[] {
  if (operand.kind === 'constant') return [];
  if (operand.kind === 'percentage') {
    const value = goReference(referenceAt(site, operand.path), site.context);
    return [goCall('regexMatch', goText(PERCENTAGE.source), `(toString ${value})`)];
  }
  if (operand.kind !== 'value') return operand.operands.flatMap((part) => presence(part, site, isOrder));
  const resolved = resolve(site, operand.path);
  if ('constant' in resolved) return [];
  const { reference } = resolved;
  const value = goReference(reference, site.context);
  return [
    ...(mayBeMissing(reference, site.context) ? [goNot(goIsMissing(value))] : []),
    ...(isOrder && scalarTypes(reference.shape).has('text') ? [goNot(goCall('kindIs', '"string"', value))] : []),
  ];
}

/** The form in which Go compares operands, whatever type the values have in the release. */
type Form = 'plain' | 'integer' | 'number' | 'json';

function formOf(operands: readonly Operand[], site: RuleSite, isOrder: boolean): Form {
  const types = operands.flatMap((operand) => typesOf(operand, site));
  const isOnly = (...expected: ScalarType[]) => types.every((type) => expected.includes(type));
  if (isOnly('smallInteger', 'integer')) return 'integer';
  if (isOrder || isOnly('smallInteger', 'integer', 'number')) return 'number';
  return isOnly('text') || isOnly('boolean') ? 'plain' : 'json';
}

function typesOf(operand: Operand, site: RuleSite): ScalarType[] {
  switch (operand.kind) {
    case 'value':
      return [...scalarTypes(referenceAt(site, operand.path).shape)];
    case 'constant':
      if (typeof operand.value === 'number') return [Number.isInteger(operand.value) ? 'integer' : 'number'];
      return [typeof operand.value === 'string' ? 'text' : 'boolean'];
    default:
      return ['number'];
  }
}

function goOperand(operand: Operand, form: Form, site: RuleSite): string {
  if (operand.kind === 'constant') return goConstant(operand, form);
  if (operand.kind !== 'value') return goNumber(operand, site);
  const value = goReference(referenceAt(site, operand.path), site.context);
  const functions = { plain: undefined, integer: 'int64', number: 'float64', json: 'toJson' };
  return functions[form] === undefined ? value : `(${functions[form]} ${value})`;
}

function goConstant({ value }: Constant, form: Form): string {
  if (form === 'json') return goText(JSON.stringify(value));
  if (typeof value === 'string') return goText(value);
  return form === 'number' && Number.isSafeInteger(value) ? `${value}.0` : String(value);
}

/** Whole numbers taken together. Helm's functions of fractions do not overflow as those of integers do. */
function goCombination({ kind, operands }: Combination, site: RuleSite): string {
  const [first, second, ...others] = operands;
  const subtrahend = kind === 'sum' && others.length === 0 && second ? oppositeOf(second) : undefined;
  if (first && subtrahend) return `subf ${goPart(first, site)} ${goPart(subtrahend, site)}`;
  return [kind === 'sum' ? 'addf' : 'mulf', ...operands.map((operand) => goPart(operand, site))].join(' ');
}

/** What a product with -1 is the opposite of. */
function oppositeOf(operand: Operand): Operand | undefined {
  if (operand.kind !== 'product' || operand.operands.length !== 2) return undefined;
  const [sign, other] = operand.operands;
  return sign?.kind === 'constant' && sign.value === -1 ? other : undefined;
}

/** A whole number as one argument. */
function goPart(operand: Operand, site: RuleSite): string {
  if (operand.kind === 'constant') return String(operand.value);
  if (operand.kind !== 'value') return goNumber(operand, site);
  const resolved = resolve(site, operand.path);
  return 'constant' in resolved ? String(resolved.constant) : goReference(resolved.reference, site.context);
}

/** A number that is not a value as it stands, as one argument. */
export function goNumber(operand: Combination | Percentage, site: RuleSite): string {
  if (operand.kind !== 'percentage') return `(${goCombination(operand, site)})`;
  return `(float64 (trimSuffix "%" ${goReference(referenceAt(site, operand.path), site.context)}))`;
}
