import { evaluateWholeNumber, operandsOf, type WholeNumber, wholeNumberKey } from '../template/whole-number';
import { fitQuotient, type Observation } from './fit-quotient';
import { wholeNumberOf } from './polynomial';

/** So deep, the largest of numbers that are the smallest of others are looked for, and sums around them. */
const MAX_DEPTH = 2;

/** So many observations must be explained by each of two numbers, the larger or smaller of which is there. */
const LEAST_SHARE = 3;

/**
 * A whole number that comes out of the operands in all observations: a sum, a product, a quotient, the largest or the
 * smallest of such, and sums with these.
 */
export function fitWholeNumber(
  operands: readonly WholeNumber[],
  rows: readonly Observation[],
  depth = MAX_DEPTH,
): WholeNumber | undefined {
  // What comes out are fractions.
  if (rows.length === 0) return undefined;
  const plain = fitUsed(operands, rows);
  if (plain || depth === 0) return plain;
  for (const bound of bounds(operands, rows)) {
    for (const which of ['max', 'min'] as const) {
      const found = fitExtreme(operands, rows, { bound, which, depth });
      if (found) return found;
    }
  }
  for (const added of operands.keys()) {
    const others = operands.filter((_, at) => at !== added);
    if (others.length === 0) break;
    const rest = rows.map(({ inputs, output }): Observation => {
      return { inputs: inputs.filter((_, at) => at !== added), output: output - inputs[added] };
    });
    if (!isFunction(rest)) continue;
    const inner = fitWholeNumber(others, rest, depth - 1);
    if (inner)
      return wholeNumberOf([inner, operands[added]], {
        terms: [[0], [1]].map((inputs) => ({ inputs, factor: 1 })),
        offset: 0,
      });
  }
  return undefined;
}

/** With all operands, or without one that makes no difference in these observations. */
function fitUsed(operands: readonly WholeNumber[], rows: readonly Observation[]): WholeNumber | undefined {
  const found = fitQuotient(operands, rows);
  if (found || operands.length < 2) return found;
  for (const unused of operands.keys()) {
    const others = rows.map(({ inputs, output }) => ({ inputs: inputs.filter((_, at) => at !== unused), output }));
    if (!isFunction(others)) continue;
    const fitted = fitUsed(
      operands.filter((_, at) => at !== unused),
      others,
    );
    if (fitted) return fitted;
  }
  return undefined;
}

/** Whether equal inputs always have the same output. */
function isFunction(rows: readonly Observation[]): boolean {
  const outputs = new Map<string, number>();
  return rows.every(({ inputs, output }) => {
    const key = inputs.join();
    const known = outputs.get(key) ?? output;
    outputs.set(key, known);
    return known === output;
  });
}

/** What may bound the outputs: the least or largest of them, and each input with a constant added to it. */
function bounds(operands: readonly WholeNumber[], rows: readonly Observation[]): WholeNumber[] {
  const outputs = rows.map(({ output }) => output);
  const constants = [Math.min(...outputs), Math.max(...outputs)].map(
    (value): WholeNumber => ({ kind: 'constant', value }),
  );
  const shifted = operands.map((operand, at) => {
    const offset = mostFrequent(rows.map(({ inputs, output }) => output - inputs[at]));
    return wholeNumberOf([operand], { terms: [{ inputs: [0], factor: 1 }], offset });
  });
  return [...constants, ...shifted];
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

interface Bounded {
  readonly bound: WholeNumber;
  readonly which: 'max' | 'min';
  readonly depth: number;
}

function fitExtreme(
  operands: readonly WholeNumber[],
  rows: readonly Observation[],
  { bound, which, depth }: Bounded,
): WholeNumber | undefined {
  const bounding = rows.map((row) => evaluated(bound, operands, row));
  const rest = rows.filter(({ output }, at) => output !== bounding[at]);
  if (rows.length - rest.length < LEAST_SHARE || rest.length < LEAST_SHARE) return undefined;
  if (rows.some(({ output }, at) => Math[which](output, bounding[at]) !== output)) return undefined;
  const inner = fitWholeNumber(operands, rest, depth - 1);
  if (!inner) return undefined;
  const isRight = rows.every((row, at) => Math[which](evaluated(inner, operands, row), bounding[at]) === row.output);
  return isRight ? extremeOf(which, inOrder(operands, [inner, bound])) : undefined;
}

/** The one first whose first value comes first; constants last. */
function inOrder(operands: readonly WholeNumber[], numbers: readonly WholeNumber[]): WholeNumber[] {
  const values = operands.map(wholeNumberKey);
  const first = (number: WholeNumber): number => {
    const at = values.indexOf(wholeNumberKey(number));
    return at < 0 ? Math.min(Number.POSITIVE_INFINITY, ...operandsOf(number).map(first)) : at;
  };
  return numbers.toSorted((left, right) => {
    const [one, two] = [first(left), first(right)];
    return one === two ? 0 : one - two;
  });
}

/** The same constant added to all of several numbers is added to the largest or smallest of them. */
function extremeOf(which: 'max' | 'min', operands: readonly WholeNumber[]): WholeNumber {
  const offsets = new Set(operands.map((operand) => (operand.kind === 'sum' ? operand.offset : 0)));
  const [offset] = offsets;
  if (offsets.size > 1 || offset === 0) return { kind: 'extreme', function: which, operands };
  const inner = operands.map((operand) => withOffset(operand, 0));
  return withOffset({ kind: 'extreme', function: which, operands: inner }, offset);
}

function withOffset(number: WholeNumber, offset: number): WholeNumber {
  const terms = number.kind === 'sum' ? number.terms : [{ operand: number, factor: 1 }];
  const [{ operand, factor }] = terms;
  return terms.length === 1 && factor === 1 && offset === 0 ? operand : { kind: 'sum', terms, offset };
}

function evaluated(number: WholeNumber, operands: readonly WholeNumber[], { inputs }: Observation): number {
  const byReference = new Map(
    operands.flatMap((operand, at) => (operand.kind === 'value' ? [[operand.reference, inputs[at]] as const] : [])),
  );
  return evaluateWholeNumber(number, (reference) => byReference.get(reference)) ?? Number.NaN;
}
