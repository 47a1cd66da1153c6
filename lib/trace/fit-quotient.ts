import type { Quotient, WholeNumber } from '../template/whole-number';
import { inexactness } from '../template/whole-number-range';
import { leastSquares } from './least-squares';
import { type Polynomial, product, wholeNumberOf, withoutFactor } from './polynomial';

/** What was built from some whole numbers: the numbers, and the one that came out. */
export interface Observation {
  readonly inputs: readonly number[];
  readonly output: number;
}

/** Divisors that are tried: all small ones, then those that units are made of. */
const SMALL_DIVISORS = Array.from({ length: 199 }, (_, at) => at + 2);
const LARGE_DIVISORS = [
  250, 256, 300, 365, 400, 500, 512, 600, 1000, 1024, 1440, 2000, 2048, 3600, 4096, 5000, 8192, 10_000, 60_000, 86_400,
  100_000, 1_000_000, 1_048_576, 1_000_000_000, 1_073_741_824,
];
const DIVISORS = [...SMALL_DIVISORS, ...LARGE_DIVISORS];

/** With a large divisor, larger factors than that would only approach what another divisor gives. */
const MOST_WITH_LARGE_DIVISOR = 100;

/** Up to this divisor, factors need not be near whole numbers: little is known of them if all numbers are small. */
const MOST_UNCERTAIN = 12;

/** No factor that anybody writes is larger. */
const LARGEST_FACTOR = 2 ** 40;

/** A fit by so many factors needs this many observations more, or it may fit by chance. */
const SPARE = 6;

/** What the dividend of a fit is made of, and by what it is divided. */
interface Form {
  /** The degree of the dividend. */
  readonly degree: number;
  /** The inputs in the divisor. */
  readonly divisor: readonly number[];
  readonly constants: readonly number[];
}

/**
 * A polynomial of whole numbers, or one divided by a constant or by some of the numbers and rounded, that gives all of
 * the outputs: the shortest of those that do.
 */
export function fitQuotient(operands: readonly WholeNumber[], rows: readonly Observation[]): WholeNumber | undefined {
  for (const form of forms(operands.length)) {
    // Where a divisor is zero, something else is there.
    const divided = rows.filter(({ inputs }) => form.divisor.every((at) => inputs[at] >= 1));
    const fitted = fitForm(operands, divided, form);
    if (fitted) return fitted;
  }
  return undefined;
}

function forms(count: number): Form[] {
  const inputs = Array.from({ length: count }, (_, at) => at);
  const one = inputs.map((at) => [at]);
  const two = inputs.flatMap((left) => inputs.slice(left + 1).map((right) => [left, right]));
  const degrees = [1, 2, 3].filter((degree) => degree <= count);
  const all = (divisors: readonly (readonly number[])[], from: number, constants: readonly number[]) =>
    degrees
      .filter((degree) => degree >= from)
      .flatMap((degree) => divisors.map((divisor): Form => ({ degree, divisor, constants })));
  return [
    ...all([[]], 1, [1]),
    ...all([[]], 1, DIVISORS),
    ...all(one, 1, [1]),
    ...all(two, 1, [1]),
    ...all(one, 1, DIVISORS),
  ];
}

/** All products of at most so many different inputs, with the empty one, which is a constant. */
function monomials(count: number, degree: number): number[][] {
  let longest: number[][] = [[]];
  const found: number[][] = [[]];
  for (let length = 1; length <= degree; length++) {
    longest = longest.flatMap((inputs) =>
      Array.from({ length: count }, (_, at) => at)
        .filter((at) => at > (inputs.at(-1) ?? -1))
        .map((at) => [...inputs, at]),
    );
    found.push(...longest);
  }
  return found;
}

function fitForm(operands: readonly WholeNumber[], rows: readonly Observation[], form: Form): WholeNumber | undefined {
  const divisors = rows.map(({ inputs }) => product(inputs, form.divisor));
  const columns = monomials(operands.length, form.degree)
    .filter((inputs) => inputs.join() !== form.divisor.join())
    .map((inputs): Column => {
      const values = rows.map((row, at) => product(row.inputs, inputs) / divisors[at]);
      return { inputs, values, most: Math.max(...values.map(Math.abs)) };
    });
  let tried = columns;
  for (const choose of [undefined, isSeen, isSeen]) {
    const chosen = choose ? tried.filter(choose) : tried;
    if (choose && chosen.length === tried.length) continue;
    const factors = rows.length < chosen.length + 1 + SPARE ? undefined : factorsOf(chosen, rows);
    if (!factors) {
      tried = chosen.map((column) => ({ ...column }));
      continue;
    }
    const fitted = fitFactors(operands, rows, { form, columns: chosen, factors });
    if (fitted) return fitted;
    tried = chosen.map((column, at) => ({ ...column, most: Math.abs(factors[at]) * column.most }));
  }
  return undefined;
}

/** A product of inputs, in relation to the divisor, in all rows. */
interface Column {
  readonly inputs: readonly number[];
  readonly values: readonly number[];
  /** How much it may make of an output. */
  readonly most: number;
}

/** What makes less than that of an output is lost in what rounding does. */
function isSeen({ most }: Column): boolean {
  return most >= 4;
}

/** The factor of each column; the last is that of what is lost or won by rounding, which is about the same in all rows. */
function factorsOf(columns: readonly Column[], rows: readonly Observation[]): number[] | undefined {
  return leastSquares(
    [...columns.map(({ values }) => values), rows.map(() => 1)],
    rows.map(({ output }) => output),
  );
}

interface Fit {
  readonly form: Form;
  readonly columns: readonly Column[];
  readonly factors: readonly number[];
}

function fitFactors(
  operands: readonly WholeNumber[],
  rows: readonly Observation[],
  { form: { divisor, constants }, columns, factors }: Fit,
): WholeNumber | undefined {
  const share = columns.map(({ most }, at) => Math.abs(factors[at]) * most);
  const main = share.indexOf(Math.max(...share));
  let found: WholeNumber | undefined;
  for (const constant of constants) {
    const exact = factors[main] * constant;
    if (constant > MOST_UNCERTAIN && Math.abs(exact - Math.round(exact)) > 0.25) continue;
    const terms = columns.flatMap(({ inputs }, at) => {
      const factor = Math.round(factors[at] * constant);
      return factor === 0 || inputs.length === 0 ? [] : [{ inputs, factor }];
    });
    terms.sort((left, right) => right.inputs.length - left.inputs.length);
    const most = constant > 200 ? MOST_WITH_LARGE_DIVISOR : LARGEST_FACTOR;
    if (terms.some(({ factor }) => Math.abs(factor) > most)) continue;
    const near = Math.round(factors[columns.length]);
    const units = divisor.length === 0 ? [0] : [...new Set([0, near, near - 1, near + 1])];
    const [best] = units
      .flatMap((whole) => {
        const polynomial = whole === 0 ? terms : [...terms, { inputs: divisor, factor: whole * constant }];
        return roundings(constant, divisor).flatMap((rounding) => {
          const offset = offsetFor(rows, polynomial, divisor, constant, rounding);
          return offset === undefined ? [] : [{ terms: polynomial, rounding, offset }];
        });
      })
      .sort((left, right) => digitsOf(left.offset) - digitsOf(right.offset));
    if (!best) continue;
    const fitted = arrange(operands, best, divisor, constant, best.rounding);
    if (best.offset === 0) return fitted;
    found ??= fitted;
  }
  return found;
}

type Rounding = Quotient['rounding'] | 'none';

function roundings(constant: number, divisor: readonly number[]): Rounding[] {
  return constant === 1 && divisor.length === 0 ? ['none'] : ['ceil', 'floor'];
}

/** What must be added to the dividend so that all outputs come out: of the numbers that do, the simplest. */
function offsetFor(
  rows: readonly Observation[],
  terms: Polynomial['terms'],
  divisor: readonly number[],
  constant: number,
  rounding: Rounding,
): number | undefined {
  let [least, most] = [-Infinity, Infinity];
  let known = 0;
  for (const { inputs, output } of rows) {
    const by = product(inputs, divisor) * constant;
    const rest = output * by - terms.reduce((sum, term) => sum + term.factor * product(inputs, term.inputs), 0);
    if (!Number.isSafeInteger(output * by) || !Number.isSafeInteger(rest)) continue;
    least = Math.max(least, rounding === 'ceil' ? rest - by + 1 : rest);
    most = Math.min(most, rounding === 'floor' ? rest + by - 1 : rest);
    if (least > most) return undefined;
    known++;
  }
  if (known < terms.length + SPARE) return undefined;
  return simplestBetween(least, most);
}

/** How many digits a number has before its zeros. */
function digitsOf(number: number): number {
  return number === 0 ? 0 : String(Math.abs(number)).replace(/0+$/, '').length;
}

/** Zero, or the number with the fewest digits before its zeros. */
function simplestBetween(least: number, most: number): number {
  if (least <= 0 && most >= 0) return 0;
  if (most < 0) return -simplestBetween(-most, -least);
  for (let unit = 10 ** Math.floor(Math.log10(most)); unit > 1; unit /= 10) {
    const round = Math.ceil(least / unit) * unit;
    if (round <= most) return round;
  }
  return least;
}

/** The quotient as a person would write it: what need not be divided stands outside of it, what is rounded twice inside. */
function arrange(
  operands: readonly WholeNumber[],
  dividend: Polynomial,
  divisor: readonly number[],
  constant: number,
  rounding: Rounding,
): WholeNumber {
  if (rounding === 'none') return wholeNumberOf(operands, dividend);
  for (const input of divisor) {
    const outside = dividend.terms.filter(({ inputs }) => inputs.includes(input));
    const inside = dividend.terms.filter(({ inputs }) => !inputs.includes(input));
    const others = divisor.filter((other) => other !== input);
    if (outside.length === 0 || (inside.length === 0 && dividend.offset === 0)) continue;
    const quotient: WholeNumber = {
      kind: 'quotient',
      rounding,
      dividend: wholeNumberOf(operands, { terms: inside, offset: dividend.offset }),
      divisor: operands[input],
    };
    const sum = {
      terms: [{ inputs: [operands.length], factor: 1 }, ...outside.map((term) => withoutFactor(term, input))],
      offset: 0,
    };
    return arrange(
      [...operands, quotient],
      sum,
      others,
      constant,
      others.length > 0 || constant > 1 ? rounding : 'none',
    );
  }
  const terms = dividend.terms.filter(({ inputs }) => inputs.length > 0);
  const offset = dividend.terms.reduce(
    (sum, { inputs, factor }) => (inputs.length > 0 ? sum : sum + factor),
    dividend.offset,
  );
  const quotientOf = (offset: number, rounding: Quotient['rounding']): Quotient => ({
    kind: 'quotient',
    rounding,
    dividend: wholeNumberOf(operands, { terms, offset }),
    divisor: wholeNumberOf(operands, { terms: [{ inputs: divisor, factor: constant }], offset: 0 }),
  });
  const quotient = quotientOf(offset, rounding);
  // What would make the dividend negative is taken away from the quotient.
  const whole =
    divisor.length === 0 ? Math.floor((rounding === 'ceil' ? offset + constant - 1 : offset) / constant) : 0;
  if (whole >= 0) return quotient;
  const rest = offset - whole * constant;
  const isPlain = rest === 0 || (rounding === 'ceil' && rest === 1 - constant);
  if (!isPlain && inexactness(quotient) !== 'negative') return quotient;
  const positive = rest < 0 ? quotientOf(rest + constant - 1, 'floor') : quotientOf(rest, rounding);
  return wholeNumberOf([...operands, positive], { terms: [{ inputs: [operands.length], factor: 1 }], offset: whole });
}
