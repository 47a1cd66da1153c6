import { scalarTypes } from '../template/scalar-types';
import type { Difference } from './differences';
import type { FoundTests } from './found-tests';
import { type RootShape, shapeAt, valueAt } from './place';
import { searchedFor } from './searched-for';
import type { SourceLiterals } from './source-literals';
import type { RealValues } from './trace-input';

/** Finds out what constructs ask of a text: what it begins or ends with or includes, or whether it is a certain one. */
export class TextTests {
  constructor(
    private readonly root: RootShape,
    private readonly tests: FoundTests,
    private readonly literals: SourceLiterals,
    private readonly environments: readonly RealValues[],
  ) {}

  /**
   * False if nothing new is found.
   *
   * @param before a value with which the template is right
   * @param change another one with which it is wrong
   * @param failsWith whether the template is wrong with another change of the same place
   */
  add(before: unknown, change: Difference, failsWith: (change: Difference) => boolean): boolean {
    const { place, value } = change;
    const types = [...scalarTypes(shapeAt(this.root, place.path))];
    const isOnlyText = types.every((type) => type === 'text');
    if (typeof before !== 'string' || typeof value !== 'string' || !isOnlyText) return this.addOption(change);
    const known = new Map<string, boolean>();
    const isOther = (text: string) => {
      const found = known.get(text) ?? failsWith({ ...change, value: text });
      known.set(text, found);
      return found;
    };
    const named = [...(this.isReal(change) ? [value] : []), ...this.literals.exact];
    const found = searchedFor(named, [before, value], isOther);
    return found.map((affix) => this.tests.addAffix(change, affix)).includes(true) || this.addOption(change);
  }

  /** A text that the constructs name in their source, or an environment has there, may be compared with as a whole. */
  private addOption(change: Difference): boolean {
    const { value } = change;
    const isKnown = value === '' || this.literals.exact.includes(String(value)) || this.isReal(change);
    return isKnown && this.tests.addOption(change, value);
  }

  /** Whether an environment has a value where it differs. */
  private isReal({ value, place }: Difference): boolean {
    return this.environments.some(({ values }) => valueAt(values, place.path) === value);
  }
}
