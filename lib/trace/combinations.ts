import {
  allOf,
  type Condition,
  conditionKey,
  conditionReferences,
  conditionTests,
  isComparison,
  negate,
  type Test,
} from '../template/condition';
import { evaluateCondition, testHolds } from '../template/evaluate';
import { type LoopPosition, type Reference, referenceKey } from '../template/reference';
import type { AskedTogether } from './asked-together';
import type { FoundTests } from './found-tests';
import type { Interned } from './interner';
import { patternKey, valueAt, withValueAt } from './place';
import { seededRandom } from './random';
import type { States } from './states';
import { type Variable, variableAt } from './variables';

const MAX_COMBINATIONS = 64;
/** Of more than that, so many are taken at random, and for each test of a condition so many at the condition's border. */
const [AT_RANDOM, AT_BORDER] = [32, 6];
const MAX_TRIES = 64;
/** Where tests ask about elements of collections, they ask about the first ones. */
const FIRST: LoopPosition = [0, 0, 0, 0];

/** Values in combinations of the states of variables that a template asks about together. What was made once stays. */
export class Combinations {
  private readonly known = new Map<unknown, Map<string, readonly Interned[]>>();
  private knownWith = 0;

  constructor(
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly intern: (values: unknown) => Interned,
  ) {}

  /** All combinations as far as the variables are within reach, or some where there are too many. */
  of(from: unknown, { patterns, conditions }: AskedTogether): readonly Interned[] {
    // New tests make new states.
    if (this.knownWith !== this.tests.size) this.known.clear();
    this.knownWith = this.tests.size;
    const known = this.known.get(from) ?? new Map<string, readonly Interned[]>();
    this.known.set(from, known);
    const remembered = (key: string, make: () => readonly unknown[] | undefined) => {
      const found = known.get(key) ?? make()?.map((values) => this.intern(values));
      if (found) known.set(key, found);
      return found;
    };
    const key = patterns.join(' ');
    const references = referencesIn(conditions);
    return (
      remembered(key, () => this.all(from, references, conditions)) ?? [
        ...(remembered(`random ${key}`, () => this.atRandom(from, references, conditions)) ?? []),
        ...conditions.flatMap(
          (condition) => remembered(`border ${conditionKey(condition)}`, () => this.atBorder(from, condition)) ?? [],
        ),
      ]
    );
  }

  /**
   * For each alternative in a condition, values in which that one alone holds. None where all combinations are tried
   * anyway.
   */
  reasons(from: unknown, { conditions }: AskedTogether): readonly Interned[] {
    const references = referencesIn(conditions);
    if (this.all(from, references, conditions)) return [];
    const random = seededRandom(references.length);
    return conditions.flatMap(reasonsOf).flatMap(({ holding, failing }) => {
      const alone = allOf([...holding, ...failing.map(negate)]);
      let values = from;
      // What makes one part hold may make another one fail.
      for (let tries = 0; tries < MAX_TRIES && !evaluateCondition(alone, values, FIRST); tries++) {
        values = this.answering(values, alone, true, random);
      }
      return evaluateCondition(alone, values, FIRST) ? [this.intern(values)] : [];
    });
  }

  /** `undefined` if there are too many. */
  private all(
    from: unknown,
    references: readonly Reference[],
    conditions: readonly Condition[],
  ): unknown[] | undefined {
    let found: unknown[] = [from];
    for (const reference of references) {
      found = found.flatMap((values) => {
        const variable = this.variableAt(values, reference);
        return variable
          ? this.statesOf(variable, reference, conditions).map((state) =>
              withValueAt(values, variable.place.path, state),
            )
          : [values];
      });
      if (found.length > MAX_COMBINATIONS) return undefined;
    }
    return found;
  }

  /** The states of a variable; text of an element is empty as well where a condition asks for that. */
  private statesOf(variable: Variable, reference: Reference, conditions: readonly Condition[]): readonly unknown[] {
    const states = this.states.states(variable);
    const { shape } = variable;
    if (shape.kind !== 'text' || states.includes('') || !shape.schema.safeParse('').success) return states;
    const key = referenceKey(reference);
    const isAsked = conditions
      .flatMap(conditionTests)
      .some((test) => test.kind === 'truthy' && referenceKey(test.reference) === key);
    return isAsked ? [...states, ''] : states;
  }

  private atRandom(from: unknown, references: readonly Reference[], conditions: readonly Condition[]): unknown[] {
    const random = seededRandom(references.length);
    return Array.from({ length: AT_RANDOM }, () =>
      references.reduce((values, reference) => {
        const variable = this.variableAt(values, reference);
        if (!variable) return values;
        const state = pick(this.statesOf(variable, reference, conditions), random);
        return withValueAt(values, variable.place.path, state);
      }, from),
    );
  }

  /**
   * Values in which a condition holds by one of its alternatives only, and others in which it fails by one of its demands
   * only: if the condition is not the right one, that shows there.
   */
  private atBorder(from: unknown, condition: Condition): unknown[] {
    const count = AT_BORDER * conditionTests(condition).length;
    const random = seededRandom(count);
    return Array.from({ length: count }, (_, at) => this.deciding(from, condition, at % 2 === 0, random));
  }

  /** The values changed so that a condition holds, or does not, but would be otherwise if one of its tests were. */
  private deciding(values: unknown, condition: Condition, wanted: boolean, random: () => number): unknown {
    switch (condition.kind) {
      case 'not':
        return this.deciding(values, condition.condition, !wanted, random);
      case 'and':
      case 'or': {
        const decisive = pick(condition.conditions, random);
        const others = condition.conditions.filter((part) => part !== decisive);
        // One part that fails is enough for `and` to fail, and one that holds for `or` to hold.
        if (wanted === (condition.kind === 'or')) {
          const before = others.reduce((changed, part) => this.answering(changed, part, !wanted, random), values);
          return this.deciding(before, decisive, wanted, random);
        }
        const decided = this.deciding(values, decisive, wanted, random);
        return others.reduce((changed, part) => this.answering(changed, part, wanted, random), decided);
      }
      default:
        return this.answering(values, condition, wanted, random);
    }
  }

  /** The values changed so that a condition holds, or does not; as they are, if that is so already. */
  private answering(values: unknown, condition: Condition, wanted: boolean, random: () => number): unknown {
    if (evaluateCondition(condition, values, FIRST) === wanted) return values;
    if (!('reference' in condition)) return this.deciding(values, condition, wanted, random);
    const variable = this.variableAt(values, condition.reference);
    const states = variable ? this.statesAnswering(values, variable, condition, wanted) : [];
    return variable && states.length > 0 ? withValueAt(values, variable.place.path, pick(states, random)) : values;
  }

  private statesAnswering(values: unknown, variable: Variable, test: Test, wanted: boolean): readonly unknown[] {
    if (!isComparison(test)) return this.states.states(variable).filter((state) => testHolds(test, state) === wanted);
    const other = this.variableAt(values, test.other);
    const states = other
      ? [...this.states.states(variable), ...this.states.compared.beside(variable, valueAt(values, other.place.path))]
      : [];
    return states.filter(
      (state) => evaluateCondition(test, withValueAt(values, variable.place.path, state), FIRST) === wanted,
    );
  }

  private variableAt(values: unknown, reference: Reference): Variable | undefined {
    return variableAt(this.states.root, values, this.states.fixed, reference);
  }
}

/** What conditions ask about, each once, in the order of their patterns. */
function referencesIn(conditions: readonly Condition[]): Reference[] {
  const byPattern = new Map(
    conditions.flatMap(conditionReferences).map((reference) => [patternKey(reference), reference]),
  );
  return [...byPattern.keys()].sort().map((pattern) => byPattern.get(pattern) as Reference);
}

/** Conditions that have to hold, and others that have to fail. */
interface Reason {
  readonly holding: readonly Condition[];
  readonly failing: readonly Condition[];
}

/** For each `or` in a condition, each of its alternatives alone, with all that is around it. */
function reasonsOf(condition: Condition): readonly Reason[] {
  switch (condition.kind) {
    case 'not':
      return reasonsOf(condition.condition);
    case 'or':
      return condition.conditions.map((part) => ({
        holding: [part],
        failing: condition.conditions.filter((other) => other !== part),
      }));
    case 'and':
      return condition.conditions.flatMap((part) =>
        reasonsOf(part).map(({ holding, failing }) => ({
          holding: [...condition.conditions.filter((other) => other !== part), ...holding],
          failing,
        })),
      );
    default:
      return [];
  }
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}
