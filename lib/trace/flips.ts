import { applyDifferences, type Difference, differences } from './differences';
import { ends } from './number-samples';
import { patternKey, withValueAt } from './place';
import type { Points } from './points';
import { isWhole } from './reckon';
import type { States } from './states';
import { type Variable, variablesOf } from './variables';

/** Adds values to learn from that differ from others in one variable. */
export class Flips {
  /** @param bases the values that others are compared with */
  constructor(
    private readonly states: States,
    private readonly points: Points,
    readonly bases: readonly unknown[],
  ) {}

  /** The variables within reach in some values. */
  variables(values: unknown): readonly Variable[] {
    return variablesOf(this.states.root, values, this.states.fixed);
  }

  /** Puts some variables, by their patterns, into each of their states, one at a time. */
  each(values: unknown, patterns: readonly string[]): void {
    this.points.add(values);
    for (const variable of this.variables(values)) {
      if (!patterns.includes(patternKey(variable.place))) continue;
      for (const state of this.states.states(variable)) this.put(variable, values, state);
    }
  }

  /** Puts a variable, in each element that has it, into each of its states, beside all that others are compared with. */
  everywhere({ place }: Variable): void {
    for (const base of this.bases) this.each(base, [patternKey(place)]);
  }

  /** Puts what is compared with each other beside each other. */
  compared(): void {
    for (const base of this.bases) {
      for (const pair of this.states.compared.pairsIn(base)) {
        for (const { variable, values } of this.states.compared.besides(base, pair)) {
          this.points.connect(this.points.add(base), this.points.add(values), variable);
        }
      }
    }
  }

  /** Puts each of some changed variables into each of its states, beside the others. False if all of that was known. */
  around(from: unknown, changes: readonly Difference[]): boolean {
    const known = this.points.values.length;
    const inStates = changes.filter((change) => this.states.states(change).includes(change.value));
    for (const change of changes) {
      const others = inStates.filter((other) => other !== change);
      for (const beside of [others, inStates]) this.each(applyDifferences(from, beside), [patternKey(change.place)]);
    }
    return this.points.values.length > known;
  }

  /** Puts each whole number alone to the lower and to the upper end of what it can be. */
  toEnds(values: unknown): void {
    for (const variable of this.variables(values)) {
      if (!isWhole(variable)) continue;
      for (const end of ends(variable.shape)) this.put(variable, values, end);
    }
  }

  /** Goes from some values to others one variable at a time: where the objects change on the way, it shows with which. */
  between(from: unknown, to: unknown): void {
    differences(this.states.root, from, to).reduce((values, change) => this.put(change, values, change.value), from);
  }

  /** The values with a variable in another state, added beside them. */
  put(variable: Variable, values: unknown, state: unknown): unknown {
    const changed = withValueAt(values, variable.place.path, state);
    this.points.connect(this.points.add(values), this.points.add(changed), variable);
    return changed;
  }
}
