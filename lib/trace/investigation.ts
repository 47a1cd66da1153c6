import type { ChartTemplate } from '../template/node';
import type { Inexactness } from '../template/whole-number-range';
import { isRecord } from '../values/defaults';
import type { Drawn } from './challenge';
import { type Comparison, ORDER, type RealSample } from './comparison';
import { applyDifferences, type Difference, differences, minimalDifferences } from './differences';
import type { Flips } from './flips';
import type { FoundTests } from './found-tests';
import { fieldsAround, isSameField, movedPlaces } from './moved-places';
import type { Mismatch, NumberTests } from './number-tests';
import { enclosingPlace, type Place, patternKey, placeKey, shapeAt, valueAt, withValueAt } from './place';
import type { Points } from './points';
import { rotations } from './rotations';
import type { States } from './states';
import type { TextTests } from './text-tests';
import { ofRelease, unsettled } from './trace-errors';
import type { Variable } from './variables';

/** Of the combinations for which a template is wrong, so many are flipped. */
const MAX_FLIPPED = 2;

/** Of so many values that change the same, each two may be compared with each other. */
const MAX_COMPARED = 4;

/** What makes another text of one, as far as its schema takes it. */
const OTHER_ENDS = ['x', '1', '/x'];

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
    private readonly numberTests: NumberTests,
    private readonly points: Points,
    private readonly comparison: Comparison,
    private readonly flips: Flips,
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
    for (const others of [values, ...alike].slice(0, MAX_FLIPPED)) this.flips.each(others, combined);
  }

  /** Looks into real values. */
  ofReal(template: ChartTemplate, sample: RealSample): void {
    const { values, name } = sample;
    this.lastMismatch = sample;
    const neutral = this.states.likenesses.resembling(values);
    const differs = (candidate: unknown) => this.comparison.differs(template, candidate);
    const alike = [neutral, ...rotations(values).map((rotated) => this.states.likenesses.resembling(rotated))].find(
      differs,
    );
    if (alike !== undefined) {
      this.learnFrom(template, this.flips.bases.find((base) => !differs(base)) ?? this.flips.bases[0], alike);
      return;
    }
    const fails = (candidate: unknown) =>
      this.comparison.differsReally(template, this.comparison.sample(this.points.intern(candidate), name));
    // In collections like those of a trace, single elements can be told apart.
    const alikeInForm = [values, ...rotations(values)];
    const real =
      alikeInForm.map((rotated) => this.states.likenesses.arranged(rotated)).find(fails) ??
      alikeInForm.map((rotated) => this.states.likenesses.named(rotated)).find(fails) ??
      values;
    const start = this.states.likenesses.resembling(real);
    const minimal = minimalDifferences(start, differences(this.states.root, start, real), fails);
    this.investigate(template, { from: start, minimal, fails });
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
    if (isKnown) this.investigate(template, { from: agreeing, minimal, fails });
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
  private investigate(template: ChartTemplate, mismatch: Mismatch): void {
    // With a test that was just found, the next template may be right.
    if (this.tests.size > this.learntWith) return;
    const { from, minimal } = mismatch;
    const place = () => this.placeOfMismatch(template, applyDifferences(from, minimal));
    const number = this.numberTests.find(mismatch);
    if (number?.kind === 'compared with a constant') this.flips.everywhere(number.variable);
    if (number?.kind === 'compared with each other') this.compare(number.variables, place);
    if (number) return;
    const texts = minimal.filter(({ shape }) => shape.kind === 'text');
    const same = this.findSame(mismatch, texts);
    if (same && this.addComparison(...same)) return;
    const suspects = texts.length > 0 ? texts : minimal.slice(-1);
    const tested = suspects.find((suspect) => this.findTest(mismatch, suspect));
    if (tested) {
      this.flips.everywhere(tested);
      return;
    }
    const [culprit] = suspects;
    if (!culprit || this.flips.around(from, minimal)) return;
    // Texts that only matter together are compared with each other.
    const others = texts.filter((text) => text !== culprit && text.value !== '');
    this.compare([culprit, ...others], place);
  }

  /** Two texts that matter where they are the same, whatever they are. */
  private findSame({ from, minimal, fails }: Mismatch, texts: readonly Difference[]): [Variable, Variable] | undefined {
    const values = applyDifferences(from, minimal);
    const isText = ({ shape }: Variable) => shape.kind === 'text';
    return this.flips
      .variables(values)
      .filter(isText)
      .flatMap((other) => texts.map((text): [Variable, Variable] => [text, other]))
      .find(([one, two]) => {
        const [own, text] = [one, two].map(({ place }) => valueAt(values, place.path));
        if (own !== text || typeof own !== 'string' || own === '' || one.place.key === two.place.key) return false;
        const others = OTHER_ENDS.map((end) => own + end);
        const other = others.find((end) => [one, two].every(({ shape }) => shape.schema.safeParse(end).success));
        if (other === undefined) return false;
        const apart = withValueAt(values, one.place.path, other);
        return fails(withValueAt(apart, two.place.path, other)) && !fails(apart);
      });
  }

  /** Makes tests of two values that are compared with each other, or marks them all where none says how. */
  private compare(variables: readonly Variable[], place: () => string): void {
    const [one, two] = variables;
    if (two && variables.length === 2 && this.addComparison(one, two)) return;
    this.markCompared(
      variables.map((variable) => variable.place),
      place(),
    );
  }

  /** Makes tests of two values that are compared with each other. False if that was done before, or cannot be. */
  private addComparison(one: Variable, two: Variable): boolean {
    const isNew = this.tests.addComparison(one, two);
    if (isNew) this.flips.compared();
    return isNew;
  }

  /** Finds out what is asked of one of some differences. */
  private findTest({ from, minimal, fails }: Mismatch, suspect: Difference): boolean {
    const isText = suspect.shape.kind === 'text';
    if ((isText || suspect.shape.kind === 'dictionary') && this.tests.addProbe(suspect)) return true;
    const others = minimal.filter((other) => other !== suspect);
    const failsWith = (change: Difference) => fails(applyDifferences(from, [...others, change]));
    if (suspect.shape.kind === 'dictionary') return this.findKey(suspect, failsWith);
    return isText && this.textTests.add(valueAt(from, suspect.place.path), suspect, failsWith);
  }

  /** Finds out which key a dictionary is asked for. */
  private findKey(suspect: Difference, failsWith: (change: Difference) => boolean): boolean {
    const entries = isRecord(suspect.value) ? Object.entries(suspect.value) : [];
    const asked = entries.find(([key, value]) => failsWith({ ...suspect, value: { [key]: value } }));
    return asked !== undefined && this.tests.addKey(suspect, asked[0]);
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
    if (added.length > 0) this.flips.everywhere(variable);
    return added.length > 0;
  }

  private variableOf(pattern: string): Variable | undefined {
    return this.flips.bases
      .flatMap((base) => this.flips.variables(base))
      .find(({ place }) => patternKey(place) === pattern);
  }

  /** What a dictionary has in it while values are traced. */
  private entriesOf({ shape, place }: Variable): [string, unknown][] {
    const entries = this.states.filled(shape, place);
    return isRecord(entries) ? Object.entries(entries) : [];
  }

  /**
   * Fixes a value on which the place that no template was found for depends, unless it depends on several that were not
   * compared with each other yet: one of a list or dictionary first, because what is done with these is harder to say.
   * Throws {@link TraceError} if there is none.
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
    const near =
      fieldsAround(place)
        .map((field) => moved.filter(({ places }) => places.some((other) => isSameField(other, field))))
        .find((some) => some.length > 0) ?? [];
    if (this.compareAny(near.map(({ variable }) => variable))) return;
    const moving = near.length > 0 ? near : moved.filter(({ places }) => places.length > 0);
    // An entry with a key that others have as well keeps its place among them, whichever of them wins.
    const asked = moving.find(({ variable }) => this.tests.keysOf(variable.place).length > 0);
    const inCollection =
      (place === ORDER ? asked : undefined) ?? moving.find(({ variable }) => variable.place.position.length > 0);
    const culprit = (inCollection ?? moving.find(({ variable }) => variable.shape.kind === 'text') ?? moving[0])
      ?.variable;
    if (!culprit) throw unsettled(place);
    this.markInexpressible(culprit.place, place);
  }

  /** Makes tests of two of a few values that change the same: they may be compared with each other. False if none is new. */
  private compareAny(changing: readonly Variable[]): boolean {
    const different = [...new Map(changing.map((variable) => [patternKey(variable.place), variable])).values()];
    const all = different.filter(({ shape }) => shape.kind === 'number' || shape.kind === 'text');
    if (all.length > MAX_COMPARED) return false;
    return all.some((one, at) => all.slice(at + 1).some((two) => this.addComparison(one, two)));
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
