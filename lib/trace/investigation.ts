import type { ChartTemplate } from '../template/node';
import type { Inexactness } from '../template/whole-number-range';
import { isRecord } from '../values/defaults';
import type { Drawn } from './challenge';
import type { Comparison, RealSample } from './comparison';
import { applyDifferences, type Difference, differences, minimalDifferences } from './differences';
import type { FoundTests } from './found-tests';
import { isSameField, movedPlaces } from './moved-places';
import { ends, type NumberSamples } from './number-samples';
import { enclosingPlace, type Place, patternKey, placeKey, shapeAt, valueAt, withValueAt } from './place';
import type { Points } from './points';
import { isWhole } from './reckon';
import { rotations } from './rotations';
import type { States } from './states';
import type { TextTests } from './text-tests';
import { ofRelease, unsettled } from './trace-errors';
import { type Variable, variablesOf } from './variables';

/** Of the combinations for which a template is wrong, so many are flipped. */
const MAX_FLIPPED = 2;

/** Why an attempt cannot go on: a value that must be fixed, because no template expresses what it does. */
export interface Inexpressible {
  readonly path: string;
  /** Where its effect shows, in the objects. */
  readonly place: string;
  /** What else the value can be. */
  readonly others: readonly unknown[];
  /** What its schema lacks, so that what is reckoned from it could be written as a template. */
  readonly lacks?: Inexactness;
  /** The path of another value that it is compared with. */
  readonly comparedWith?: string;
}

/**
 * Finds out what makes a template wrong, and adds what there is to learn from it: new points, new tests, or a value that
 * no template can express.
 */
export class Investigation {
  readonly inexpressible = new Map<string, Inexpressible>();
  private lastMismatch: Pick<RealSample, 'values'> & Partial<RealSample> = { values: undefined };
  /** How many of the points the template was learnt from. */
  private learnt = 0;
  /** How many tests there were then. */
  private learntWith = 0;

  constructor(
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly textTests: TextTests,
    private readonly points: Points,
    private readonly comparison: Comparison,
    /** The values that others are compared with. */
    private readonly bases: readonly unknown[],
    private readonly samples: NumberSamples,
    private readonly inexact: ReadonlyMap<string, Inexactness>,
  ) {}

  /** From now on, the template is one that was learnt from all points that there are. */
  begin(): void {
    this.learnt = this.points.values.length;
    this.learntWith = this.tests.size;
  }

  /** Looks into values in random states. */
  ofStates(template: ChartTemplate, { from, values, alike = [], combined = [] }: Drawn): void {
    this.lastMismatch = { values };
    this.learnFrom(template, from, values);
    for (const others of alike) this.points.add(others);
    for (const others of [values, ...alike].slice(0, MAX_FLIPPED)) this.flipEach(others, combined);
  }

  /** Goes from some values to others one variable at a time: where the objects change on the way, it shows with which. */
  goBetween(from: unknown, to: unknown): void {
    let values = from;
    for (const change of differences(this.states.root, from, to)) {
      const next = withValueAt(values, change.place.path, change.value);
      this.points.connect(this.points.add(values), this.points.add(next), change);
      values = next;
    }
  }

  /** Puts some variables, by their patterns, into each of their other states, one at a time. */
  private flipEach(values: unknown, patterns: readonly string[]): void {
    const from = this.points.add(values);
    for (const variable of this.variables(values)) {
      if (!patterns.includes(patternKey(variable.place))) continue;
      for (const state of this.states.states(variable)) {
        this.points.connect(from, this.points.add(withValueAt(values, variable.place.path, state)), variable);
      }
    }
  }

  /** Looks into real values. */
  ofReal(template: ChartTemplate, sample: RealSample): void {
    const { values, name } = sample;
    this.lastMismatch = sample;
    const neutral = this.states.resembling(values);
    const differs = (candidate: unknown) => this.comparison.differs(template, candidate);
    const alike = [neutral, ...rotations(values).map((rotated) => this.states.resembling(rotated))].find(differs);
    if (alike !== undefined) {
      this.learnFrom(template, this.bases.find((base) => !differs(base)) ?? this.bases[0], alike);
      return;
    }
    const fails = (candidate: unknown) =>
      this.comparison.differsReally(template, this.comparison.sample(this.points.intern(candidate), name));
    // In collections like those of a trace, single elements can be told apart.
    const alikeInForm = [values, ...rotations(values)];
    const real =
      alikeInForm.map((rotated) => this.states.arranged(rotated)).find(fails) ??
      alikeInForm.map((rotated) => this.states.named(rotated)).find(fails) ??
      values;
    const start = this.states.resembling(real);
    const minimal = minimalDifferences(start, differences(this.states.root, start, real), fails);
    this.investigate(template, start, minimal, fails);
  }

  /** Adds the smallest mismatch on the way from one set of values to another, and what lies around it. */
  private learnFrom(template: ChartTemplate, agreeing: unknown, mismatching: unknown): void {
    const fails = (values: unknown) => this.comparison.differs(template, values);
    const all = differences(this.states.root, agreeing, mismatching);
    const minimal = fails(agreeing) ? [] : minimalDifferences(agreeing, all, fails);
    const smallest = applyDifferences(agreeing, minimal);
    const isKnown = this.isLearnt(smallest);
    const to = this.points.add(smallest);
    for (const change of minimal) {
      const others = minimal.filter((other) => other !== change);
      this.points.connect(this.points.add(applyDifferences(agreeing, others)), to, change);
      this.points.connect(this.points.add(agreeing), this.points.add(applyDifferences(agreeing, [change])), change);
    }
    if (isKnown) this.investigate(template, agreeing, minimal, fails);
  }

  /** Whether the template was learnt from these values among others. */
  private isLearnt(values: unknown): boolean {
    const index = this.points.has(values) ? this.points.add(values) : undefined;
    return index !== undefined && index < this.learnt;
  }

  /**
   * Looks into differences that matter although no test on the values' states tells them apart: a number has a
   * threshold between its two values; anything else cannot be expressed.
   */
  private investigate(
    template: ChartTemplate,
    from: unknown,
    minimal: readonly Difference[],
    fails: (values: unknown) => boolean,
  ): void {
    // With a test that was just found, the next template may be right.
    if (this.tests.size > this.learntWith) return;
    if (minimal.some((change) => this.addLength(from, minimal, change, fails))) return;
    for (const change of minimal) {
      if (change.shape.kind !== 'number' || !change.shape.integer || typeof change.value !== 'number') continue;
      const others = minimal.filter((other) => other !== change);
      const start = valueAt(from, change.place.path);
      if (typeof start !== 'number') continue;
      const at = (value: number) => fails(applyDifferences(from, [...others, { ...change, value }]));
      const threshold = firstFailing(start, change.value, at);
      if (this.wantSamples(from, minimal, { change, threshold })) return;
      const compared = this.comparedWith(from, minimal, { change, threshold }, fails);
      if (compared) {
        const place = this.placeOfMismatch(template, applyDifferences(from, minimal));
        this.markCompared([change.place, compared.place], place);
        return;
      }
      if (!this.tests.addThreshold(change, threshold)) continue;
      this.flipEverywhere(change);
      return;
    }
    const texts = minimal.filter(({ shape }) => shape.kind === 'text');
    const suspects = texts.length > 0 ? texts : minimal.slice(-1);
    for (const suspect of suspects) {
      if (!this.findTest(from, minimal, suspect, fails)) continue;
      this.flipEverywhere(suspect);
      return;
    }
    const [culprit] = suspects;
    if (!culprit || this.flipAround(from, minimal)) return;
    const place = this.placeOfMismatch(template, applyDifferences(from, minimal));
    // Texts that only matter together are compared with each other.
    const others = texts.filter((text) => text !== culprit && text.value !== '');
    this.markCompared([culprit.place, ...others.map((text) => text.place)], place);
  }

  /** Another number that moves a threshold when it changes: they are compared with each other. */
  private comparedWith(
    from: unknown,
    minimal: readonly Difference[],
    { change, threshold }: { readonly change: Difference; readonly threshold: number },
    fails: (values: unknown) => boolean,
  ): Variable | undefined {
    const { path } = change.place;
    const values = applyDifferences(from, minimal);
    const start = valueAt(from, path) as number;
    const end = change.value as number;
    const sides = [threshold - 1, threshold];
    const [below] = sides.map((value) => fails(withValueAt(values, path, value)));
    return this.variables(values).find(({ place, shape }) => {
      const number = valueAt(values, place.path);
      if (!isWhole({ shape }) || typeof number !== 'number' || place.key === change.place.key) return false;
      const moved = [number - 1, number + 1].filter((other) => shape.schema.safeParse(other).success);
      return moved.some((other) => {
        const at = (value: number) => fails(withValueAt(withValueAt(values, place.path, other), path, value));
        if (at(start)) return false;
        if (at(end)) return sides.some((value, side) => at(value) !== (side === 0 ? below : !below));
        return [-2, -1, 1, 2].some((distance) => at(threshold + distance));
      });
    });
  }

  /** Finds out what is asked of one of some differences. */
  private findTest(
    from: unknown,
    minimal: readonly Difference[],
    suspect: Difference,
    fails: (values: unknown) => boolean,
  ): boolean {
    const isText = suspect.shape.kind === 'text';
    if ((isText || suspect.shape.kind === 'dictionary') && this.tests.addProbe(suspect)) return true;
    const others = minimal.filter((other) => other !== suspect);
    const failsWith = (change: Difference) => fails(applyDifferences(from, [...others, change]));
    return isText && this.textTests.add(valueAt(from, suspect.place.path), suspect, failsWith);
  }

  /** A list may be asked for how many elements it has: finds the number from which on something else is there. */
  private addLength(
    from: unknown,
    minimal: readonly Difference[],
    change: Difference,
    fails: (values: unknown) => boolean,
  ): boolean {
    const [start, end] = [valueAt(from, change.place.path), change.value];
    if (change.shape.kind !== 'sequence' || !Array.isArray(start) || !Array.isArray(end)) return false;
    const others = minimal.filter((other) => other !== change);
    const longer = start.length > end.length ? start : end;
    const at = (length: number) =>
      fails(applyDifferences(from, [...others, { ...change, value: longer.slice(0, length) }]));
    const threshold = firstFailing(start.length, end.length, at);
    if (threshold < 2 || !this.tests.addThreshold(change, threshold)) return false;
    this.flipEverywhere(change);
    return true;
  }

  /**
   * Where only numbers matter, only numbers change, and one would have a second threshold, something is perhaps reckoned from them:
   * adds the values, each number alone in another state, and asks for more such. False if that was done before.
   */
  private wantSamples(
    from: unknown,
    minimal: readonly Difference[],
    { change, threshold }: { readonly change: Difference; readonly threshold: number },
  ): boolean {
    const numbers = minimal.filter(({ shape, value }) => isWhole({ shape }) && typeof value === 'number');
    const isSecond = numbers.some((number) => this.tests.thresholdsOf(number.place).length > 0);
    if (!isSecond || numbers.length < minimal.length) return false;
    const values = this.points.intern(applyDifferences(from, minimal));
    const sides = [threshold - 1, threshold].map((number) => withValueAt(values, change.place.path, number));
    if (!this.differInNumbers(sides)) return false;
    const neutral = this.points.intern(
      minimal.reduce<unknown>((changed, { place }) => withValueAt(changed, place.path, 0), values),
    );
    const places = numbers.map(({ place, shape }) => ({ path: place.path, shape }));
    if (!this.samples.want(values, neutral, places)) return false;
    const to = this.points.add(values);
    for (const number of numbers) {
      for (const state of this.states.states(number)) {
        if (typeof state !== 'number') continue;
        this.points.connect(to, this.points.add(withValueAt(values, number.place.path, state)), number);
      }
    }
    return true;
  }

  /** Whether the objects are the same but for the digits in them. */
  private differInNumbers(values: readonly unknown[]): boolean {
    const [left, right] = values.map((one) => JSON.stringify(this.points.outputOf(one)?.objects)?.replace(/\d+/g, '0'));
    return left === right;
  }

  /**
   * Gives a dictionary keys that the objects have entries of their own for, and one of each of some other dictionaries.
   * False if there is none to give.
   */
  giveKeys(pattern: string, keys: readonly string[], others: readonly string[]): boolean {
    const variable = this.variableOf(pattern);
    if (!variable) return false;
    const [example] = this.entriesOf(variable);
    const foreign = others.flatMap((other) => {
      const dictionary = this.variableOf(other);
      return dictionary ? this.entriesOf(dictionary).slice(0, 1) : [];
    });
    const samples = [example?.[1], 'x', '1', 1, true, [], {}];
    const isTaken = (key: string) => samples.some((one) => variable.shape.schema.safeParse({ [key]: one }).success);
    // Keys of a trace need not be any that the schema takes.
    const wanted = [...keys.filter(isTaken), ...foreign.map(([key]) => key)];
    const added = wanted.filter((key) => this.tests.addKey(variable, key));
    if (added.length > 0) this.flipEverywhere(variable);
    return added.length > 0;
  }

  private variableOf(pattern: string): Variable | undefined {
    return this.bases.flatMap((base) => this.variables(base)).find(({ place }) => patternKey(place) === pattern);
  }

  /** What a dictionary has in it while values are traced. */
  private entriesOf({ shape, place }: Variable): [string, unknown][] {
    const entries = this.states.filled(shape, place);
    return isRecord(entries) ? Object.entries(entries) : [];
  }

  /** Puts a variable into each of its states, beside all the values that others are compared with. */
  private flipEverywhere(variable: Variable): void {
    for (const base of this.bases) this.flipAll(variable, base);
  }

  /** Puts a variable, in each element that has it, into each of its states in some values. */
  private flipAll({ place }: Variable, values: unknown): void {
    const key = patternKey(place);
    const reachable = this.variables(values).filter((candidate) => patternKey(candidate.place) === key);
    for (const candidate of reachable) this.flip(candidate, values);
  }

  /** Puts a variable into each of its states in some values. */
  private flip(variable: Variable, values: unknown): void {
    for (const state of this.states.states(variable)) {
      const flipped = withValueAt(values, variable.place.path, state);
      this.points.connect(this.points.add(values), this.points.add(flipped), variable);
    }
  }

  /** Puts each of some variables into each of its states where it matters. False if all of that was known. */
  private flipAround(from: unknown, minimal: readonly Difference[]): boolean {
    const known = this.points.values.length;
    const inStates = minimal.filter((change) => this.states.states(change).includes(change.value));
    for (const change of minimal) {
      const others = inStates.filter((other) => other !== change);
      for (const values of [applyDifferences(from, others), applyDifferences(from, inStates)]) {
        this.flipAll(change, values);
      }
    }
    return this.points.values.length > known;
  }

  /** Puts each whole number alone to the lower and to the upper end of what it can be. */
  moveNumbers(values: unknown): void {
    const from = this.points.add(values);
    for (const variable of this.variables(values)) {
      if (!isWhole(variable)) continue;
      for (const end of ends(variable.shape)) {
        this.points.connect(from, this.points.add(withValueAt(values, variable.place.path, end)), variable);
      }
    }
  }

  private variables(values: unknown): readonly Variable[] {
    return variablesOf(this.states.root, values, this.states.fixed);
  }

  /**
   * Fixes a value on which the place that no template was found for depends: one of a list or dictionary first, because
   * what is done with these is harder to say. Throws {@link TraceError} if there is none.
   */
  giveUp(template: ChartTemplate): void {
    const { values, name } = this.lastMismatch;
    const place = this.placeOfMismatch(template, values);
    const isOfRelease = name !== undefined && this.comparison.placeOfMismatch(template, values) === undefined;
    if (isOfRelease) throw ofRelease(place, name);
    const moved = this.points.edges.map((edge) => {
      const [left, right] = [this.points.outputs[edge.from], this.points.outputs[edge.to]];
      return { ...edge, places: [...movedPlaces(left.objects, right.objects)] };
    });
    const near = moved.filter(({ places }) => places.some((other) => isSameField(other, place)));
    const moving = near.length > 0 ? near : moved.filter(({ places }) => places.length > 0);
    const inCollection = moving.find(({ variable }) => variable.place.position.length > 0);
    const culprit = (inCollection ?? moving.find(({ variable }) => variable.shape.kind === 'text') ?? moving[0])
      ?.variable;
    if (!culprit) throw unsettled(place);
    this.markInexpressible(culprit.place, place);
  }

  private placeOfMismatch(template: ChartTemplate, values: unknown): string {
    return this.comparison.placeOfMismatch(template, values, this.lastMismatch.name) ?? 'some of the objects';
  }

  /** Marks values that are compared with each other, or one alone. */
  private markCompared(culprits: readonly Place[], place: string): void {
    for (const culprit of culprits) {
      const other = culprits.find(({ key }) => key !== culprit.key);
      this.markInexpressible(culprit, place, other && patternKey(other));
    }
  }

  private markInexpressible(culprit: Place, place: string, comparedWith?: string): void {
    let fixed = culprit;
    while (fixed.position.length > 0) fixed = enclosingPlace(fixed);
    const path = placeKey(fixed);
    const others = this.states.states({ shape: shapeAt(this.states.root, fixed.path), place: fixed });
    const lacks = this.inexact.get(patternKey(culprit));
    this.inexpressible.set(path, {
      ...{ path, place, others },
      ...(lacks && { lacks }),
      ...(comparedWith !== undefined && { comparedWith }),
    });
  }
}

/** The number next to the failing side at which `fails` begins to hold, between one that does not fail and one that does. */
function firstFailing(passing: number, failing: number, fails: (value: number) => boolean): number {
  let [low, high] = [passing, failing];
  while (Math.abs(high - low) > 1) {
    const middle = Math.trunc((low + high) / 2);
    if (fails(middle)) high = middle;
    else low = middle;
  }
  return Math.max(low, high);
}
