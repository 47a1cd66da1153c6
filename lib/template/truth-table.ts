import {
  type Comparison,
  type Condition,
  conditionKey,
  conditionTests,
  type HasText,
  isComparison,
  type Test,
  type ValueTest,
} from './condition';
import { compares, testHolds } from './evaluate';
import { isWithin, type Reference, referenceKey } from './reference';
import type { ValuesOrder } from './values-order';

/** Beyond so many combinations of answers nothing is concluded. */
const MAX_COMBINATIONS = 4096;

/** Tests that values can answer in every combination, and how many of these there may be. */
const SELECTED: ReadonlySet<Test['kind']> = new Set(['hasKey', 'contains', 'startsWith', 'endsWith', 'includes']);
const MAX_SELECTED = 8;

/** A text that no test asks for. */
const OTHER_TEXT = '\u0000';

/** What the tests on one value answer while the value is of some kind. */
interface State {
  readonly answers: ReadonlyMap<string, boolean>;
  readonly isPresent: boolean;
  readonly isFilled: boolean;
}

/** All tests on one value, and the states that tell them apart. */
interface Variable {
  /** `undefined` for a test that is about two values. */
  readonly reference?: Reference;
  readonly states: readonly State[];
}

/** The tables that were made of the same tests before. */
const made = new WeakMap<ValuesOrder, Map<string, TruthTable | undefined>>();

/** Every combination of answers that valid values can give to the tests of some conditions. */
export class TruthTable {
  /** In which of the rows each condition holds that was asked for. */
  private readonly columns = new Map<string, Uint8Array>();

  /** `undefined` where there are too many of them. */
  static of(conditions: readonly Condition[], values: ValuesOrder): TruthTable | undefined {
    const tests = new Map(conditions.flatMap(conditionTests).map((test) => [conditionKey(test), test]));
    const tables = made.get(values) ?? new Map<string, TruthTable | undefined>();
    made.set(values, tables);
    const key = [...tests]
      .map(([test, { reference }]) => `${test} ${reference.shape.kind}`)
      .sort()
      .join();
    if (!tables.has(key)) tables.set(key, TruthTable.make(tests, values));
    return tables.get(key);
  }

  private static make(tests: ReadonlyMap<string, Test>, values: ValuesOrder): TruthTable | undefined {
    const selected = [...tests.values()].filter(({ kind }) => SELECTED.has(kind));
    if (selected.length > MAX_SELECTED) return undefined;
    const variables = variablesOf(tests, values);
    const size = variables.reduce((product, { states }) => product * states.length, 1);
    return size > MAX_COMBINATIONS ? undefined : new TruthTable(combinations(variables));
  }

  private readonly size: number;

  private constructor(rows: readonly (readonly State[])[]) {
    this.size = rows.length;
    const [first = []] = rows;
    for (const [at, { answers }] of first.entries()) {
      for (const key of answers.keys()) {
        this.columns.set(
          key,
          Uint8Array.from(rows, (row) => (row[at].answers.get(key) ? 1 : 0)),
        );
      }
    }
  }

  /** Whether the condition holds wherever all the facts do. */
  follows(condition: Condition, facts: readonly Condition[]): boolean {
    const holds = this.column(condition);
    const given = facts.map((fact) => this.column(fact));
    for (let row = 0; row < this.size; row++) {
      if (!holds[row] && given.every((fact) => fact[row])) return false;
    }
    return true;
  }

  /** Whether two conditions hold in the same cases, among those in which all the facts do. */
  areEqual(left: Condition, right: Condition, facts: readonly Condition[]): boolean {
    return this.follows(left, [...facts, right]) && this.follows(right, [...facts, left]);
  }

  /** The different answers that some conditions give together where all the facts hold: one bit each, the first the lowest. */
  cases(conditions: readonly Condition[], facts: readonly Condition[]): number[] {
    const columns = conditions.map((condition) => this.column(condition));
    const given = facts.map((fact) => this.column(fact));
    const cases = new Set<number>();
    for (let row = 0; row < this.size; row++) {
      if (given.every((fact) => fact[row])) {
        cases.add(columns.reduce((answers, column, at) => answers | (column[row] << at), 0));
      }
    }
    return [...cases];
  }

  private column(condition: Condition): Uint8Array {
    const key = conditionKey(condition);
    let column = this.columns.get(key);
    if (!column) {
      column = this.makeColumn(condition);
      this.columns.set(key, column);
    }
    return column;
  }

  private makeColumn(condition: Condition): Uint8Array {
    if (condition.kind === 'not') return this.column(condition.condition).map((held) => 1 - held);
    if (condition.kind !== 'and' && condition.kind !== 'or') return new Uint8Array(this.size);
    const isAnd = condition.kind === 'and';
    const column = new Uint8Array(this.size).fill(isAnd ? 1 : 0);
    for (const part of condition.conditions) {
      const other = this.column(part);
      for (let row = 0; row < this.size; row++)
        column[row] = isAnd ? column[row] & other[row] : column[row] | other[row];
    }
    return column;
  }
}

function variablesOf(tests: ReadonlyMap<string, Test>, values: ValuesOrder): Variable[] {
  const groups = new Map<string, Test[]>();
  for (const test of tests.values()) {
    const name = isComparison(test) ? pairOf(test).join(' ') : referenceKey(test.reference);
    groups.set(name, [...(groups.get(name) ?? []), test]);
  }
  return [...groups.values()].map((group) => variable(group, values));
}

/** The two values that are compared, whichever is named first. */
function pairOf({ reference, other }: Comparison): string[] {
  return [reference, other].map(referenceKey).sort();
}

/** Two values that are compared: one above the other, the same, or missing. */
function comparedVariable(tests: readonly Comparison[], values: ValuesOrder): Variable {
  const [{ reference, other }] = tests;
  const [first] = pairOf(tests[0]);
  const isRequired = [reference, other].every((one) => values.isRequired(one));
  const options = isRequired ? [1, 2] : [undefined, 1, 2];
  const states = options.flatMap((one) =>
    options.map((two): State => {
      const answers = tests.map((test): [string, boolean] => {
        const [left, right] = referenceKey(test.reference) === first ? [one, two] : [two, one];
        return [conditionKey(test), compares(test, left, right)];
      });
      return { answers: new Map(answers), isPresent: false, isFilled: false };
    }),
  );
  return { states: [...new Map(states.map((state) => [[...state.answers.values()].join(), state])).values()] };
}

function variable(all: readonly Test[], values: ValuesOrder): Variable {
  const tests = all.filter((test) => !isComparison(test));
  if (tests.length === 0) return comparedVariable(all.filter(isComparison), values);
  const [{ reference }] = tests;
  const states = new Map<string, State>();
  for (const sample of samples(reference, tests, values.isRequired(reference))) {
    const answers = new Map(tests.map((test) => [conditionKey(test), testHolds(test, sample)]));
    const state: State = {
      answers,
      isPresent: testHolds({ kind: 'defined', reference }, sample),
      isFilled: testHolds({ kind: 'truthy', reference }, sample),
    };
    states.set(JSON.stringify([...answers.values(), state.isPresent, state.isFilled]), state);
  }
  return { reference, states: [...states.values()] };
}

/** Values that stand for all that a reference may find, as far as the tests tell them apart. */
function samples({ shape }: Reference, tests: readonly ValueTest[], isRequired: boolean): unknown[] {
  const missing = isRequired ? [] : [undefined];
  const options = tests.flatMap((test) => (test.kind === 'equals' ? [test.value] : []));
  switch (shape.kind) {
    case 'toggle':
      return [...missing, false, true];
    case 'choice':
      return [...missing, ...shape.options];
    case 'number':
      return [...missing, ...numbersAround(tests, shape.integer)];
    default:
      return [
        ...[undefined, '', OTHER_TEXT, false, true, [], [0]],
        ...options,
        ...texts(tests),
        ...numbersAround(tests, false),
        ...dictionaries(tests),
        ...sequences(tests),
      ];
  }
}

/** Numbers on both sides of every number that a test asks for, and zero, which is empty. */
function numbersAround(tests: readonly ValueTest[], isInteger: boolean): number[] {
  const asked = tests.flatMap((test) =>
    (test.kind === 'atLeast' || test.kind === 'equals') && typeof test.value === 'number' ? [test.value] : [],
  );
  const step = isInteger ? 1 : 0.5;
  return [...new Set([0, step, ...asked.flatMap((value) => [value - step, value, value + step])])];
}

/** Dictionaries with every selection of the keys that tests ask for. */
function dictionaries(tests: readonly ValueTest[]): object[] {
  const keys = tests.flatMap((test) => (test.kind === 'hasKey' ? [test.key] : []));
  return [{}, ...selections(keys).map((some) => Object.fromEntries([OTHER_TEXT, ...some].map((key) => [key, 0])))];
}

/** Texts with every selection of what tests look for in them. */
function texts(tests: readonly ValueTest[]): string[] {
  const asked = tests.flatMap((test) =>
    test.kind === 'startsWith' || test.kind === 'endsWith' || test.kind === 'includes' ? [test] : [],
  );
  if (asked.length === 0) return [];
  const made = selections(asked).map((some) => {
    const longest = (kind: HasText['kind']) =>
      some
        .filter((test) => test.kind === kind)
        .reduce((found, { value }) => (value.length > found.length ? value : found), '');
    const inside = some.flatMap((test) => (test.kind === 'includes' ? [test.value] : []));
    return [longest('startsWith'), ...inside, longest('endsWith')].join(OTHER_TEXT);
  });
  return [...made, ...asked.map(({ value }) => value)];
}

/** Sequences with every selection of the elements that tests ask for, and of lengths on both sides of those that they ask for. */
function sequences(tests: readonly ValueTest[]): unknown[][] {
  const elements = tests.flatMap((test) => (test.kind === 'contains' ? [test.value] : []));
  const lengths = tests.flatMap((test) => (test.kind === 'atLeast' ? [test.value - 1, test.value] : []));
  return selections(elements).flatMap((some) =>
    [...new Set([some.length, some.length + 1, ...lengths])]
      .filter((length) => length >= some.length)
      .map((length) => [...some, ...new Array<string>(length - some.length).fill(OTHER_TEXT)]),
  );
}

function selections<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, at) => bits & (1 << at)));
}

/** What is present makes everything around it filled. */
function combinations(variables: readonly Variable[]): State[][] {
  const outer = variables.map(({ reference }) =>
    variables.flatMap((other, index) =>
      other.reference && reference && other.reference !== reference && isWithin(reference, other.reference)
        ? [index]
        : [],
    ),
  );
  let rows: State[][] = [[]];
  for (const { states } of variables) rows = rows.flatMap((row) => states.map((state) => [...row, state]));
  return rows.filter((row) =>
    row.every(({ isPresent }, at) => !isPresent || outer[at].every((index) => row[index].isFilled)),
  );
}
