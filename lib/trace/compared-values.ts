import { formatPath } from '../values/path';
import type { FoundTests } from './found-tests';
import { besidePath, patternKey, placeKey, type RootShape, valueAt, withValueAt } from './place';
import { type Variable, variablesOf } from './variables';

/** Two values that are compared with each other. */
type ComparedPair = readonly [Variable, Variable];

/** How often, at random, one of two compared values is put beside the other one. */
const OFTEN = 0.5;

/** Makes values in which those that constructs compare with each other are the same, or one is above the other. */
export class ComparedValues {
  constructor(
    private readonly root: RootShape,
    private readonly fixed: ReadonlyMap<string, unknown>,
    private readonly tests: FoundTests,
  ) {}

  /** The values such that what is compared is to each other as in real ones, which are in collections like those. */
  as(values: unknown, real: () => unknown): unknown {
    const pairs = this.pairsIn(values);
    if (pairs.length === 0) return values;
    const model = real();
    return pairs.reduce((changed, pair) => {
      const wanted = relationIn(model, pair);
      if (relationIn(changed, pair) === wanted) return changed;
      const fitting = this.besides(changed, pair).find((beside) => relationIn(beside.values, pair) === wanted);
      return fitting?.values ?? changed;
    }, values);
  }

  /** The values with some of what is compared beside each other. */
  atRandom(values: unknown, random: () => number): unknown {
    // What was put beside something stays there, so that no two elements come to have the same text.
    const settled = new Set<string>();
    return this.pairsIn(values).reduce((changed, pair) => {
      const keys = pair.map(({ place }) => placeKey(place));
      if (random() >= OFTEN || keys.some((key) => settled.has(key))) return changed;
      const found = this.besides(changed, pair);
      if (found.length === 0) return changed;
      for (const key of keys) settled.add(key);
      return found[Math.floor(random() * found.length)].values;
    }, values);
  }

  /** What is compared with each other in some values, as far as it is within reach. */
  pairsIn(values: unknown): readonly ComparedPair[] {
    const { comparisons } = this.tests;
    if (comparisons.length === 0) return [];
    const variables = variablesOf(this.root, values, this.fixed);
    return comparisons.flatMap(({ pattern, other: { place } }) =>
      variables
        .filter((variable) => patternKey(variable.place) === pattern)
        .flatMap((variable): ComparedPair[] => {
          const path = formatPath(besidePath(variable.place.path, place));
          const other = variables.find((candidate) => placeKey(candidate.place) === path);
          return other ? [[variable, other]] : [];
        }),
    );
  }

  /**
   * The values with either of two others changed so that it is beside the other one, and which of them that is. What is
   * outside of a collection comes to be what an element is only if it cannot be done the other way: it would look like it.
   */
  besides(
    values: unknown,
    [one, two]: ComparedPair,
  ): readonly { readonly variable: Variable; readonly values: unknown }[] {
    const moved = (variable: Variable, other: Variable) =>
      this.beside(variable, valueAt(values, other.place.path)).map((state) => ({
        variable,
        values: withValueAt(values, variable.place.path, state),
      }));
    const inwards = moved(one, two);
    const isInner = one.place.position.length > two.place.position.length;
    return isInner && inwards.length > 0 ? inwards : [...inwards, ...moved(two, one)];
  }

  /** What a text or number can be that is compared with another one: the same, or a little more or less. */
  beside({ shape }: Variable, other: unknown): readonly unknown[] {
    // Text that is empty leaves no trace of the element that it belongs to.
    if (other === '') return [];
    const states = typeof other === 'number' ? [other, other + 1, other - 1] : [other];
    return states.filter((state) => shape.schema.safeParse(state).success);
  }
}

/** Whether a value is the same as another one, or a number above or below it. */
function relationIn(values: unknown, pair: ComparedPair): number | boolean {
  const [value, other] = pair.map(({ place }) => valueAt(values, place.path));
  return typeof value === 'number' && typeof other === 'number' ? Math.sign(value - other) : value === other;
}
