import type { Reference } from './reference';
import type { Quotient, Sum, WholeNumber } from './whole-number';

type Print = (number: WholeNumber) => string;

/** A whole number as a Go pipeline; Helm's functions of numbers make integers of what they get. */
export function goWholeNumber(number: WholeNumber, goReference: (reference: Reference) => string): string {
  const argument: Print = (operand) => {
    const pipeline = goWholeNumber(operand, goReference);
    return operand.kind === 'value' ? pipeline : bracketed(pipeline);
  };
  switch (number.kind) {
    case 'constant':
      return String(number.value);
    case 'value':
      return goReference(number.reference);
    case 'sum':
      return goSum(number, argument);
    case 'product':
      return `mul ${number.operands.map(argument).join(' ')}`;
    case 'quotient':
      return `div ${bracketed(goDividend(number, argument))} ${argument(number.divisor)}`;
    case 'extreme':
      return `${number.function} ${number.operands.map(argument).join(' ')}`;
  }
}

function bracketed(pipeline: string): string {
  return /\s/.test(pipeline) ? `(${pipeline})` : pipeline;
}

function goSum({ terms, offset }: Sum, argument: Print): string {
  const multiple = ({ operand, factor }: Sum['terms'][number]): string => {
    if (factor === 1) return argument(operand);
    const factors = operand.kind === 'product' ? operand.operands : [operand];
    return `(mul ${factors.map(argument).join(' ')} ${factor})`;
  };
  const constant = (value: number) => (value > 0 ? [String(value)] : []);
  const added = [...terms.filter(({ factor }) => factor > 0).map(multiple), ...constant(offset)];
  if (added.length === 0) return goTotal([...terms.map(multiple), ...(offset === 0 ? [] : [String(offset)])]);
  const taken = terms.filter(({ factor }) => factor < 0).map((term) => multiple({ ...term, factor: -term.factor }));
  taken.push(...constant(-offset));
  if (taken.length === 0) return goTotal(added);
  return `sub ${bracketedTotal(added)} ${bracketedTotal(taken)}`;
}

/** What is already bracketed needs no brackets where it stands alone. */
function goTotal(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0].replace(/^\((.*)\)$/, '$1') : `add ${parts.join(' ')}`;
}

function bracketedTotal(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `(${goTotal(parts)})`;
}

/** What `div`, which leaves the rest out, has to divide. */
function goDividend({ rounding, dividend, divisor }: Quotient, argument: Print): string {
  const { terms, offset }: Omit<Sum, 'kind'> =
    dividend.kind === 'sum' ? dividend : { terms: [{ operand: dividend, factor: 1 }], offset: 0 };
  if (rounding === 'floor') return goSum({ kind: 'sum', terms, offset }, argument);
  if (divisor.kind === 'constant') return goSum({ kind: 'sum', terms, offset: offset + divisor.value - 1 }, argument);
  const rest: WholeNumber = { kind: 'sum', terms: [{ operand: divisor, factor: 1 }], offset: -1 };
  return goSum({ kind: 'sum', terms: [...terms, { operand: rest, factor: 1 }], offset }, argument);
}
