import { build, buildConstructs, type Manifest } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { compareInInstallOrder } from '../definition/install-order';
import type { Release } from '../release/release';
import { evaluateTemplate } from '../template/evaluate';
import type { ChartTemplate } from '../template/node';
import { formatPath } from '../values/path';
import { applyDifferences, type Difference, differences, minimalDifferences } from './differences';
import { Draws } from './draw';
import { equalJson } from './equal-json';
import { explore } from './explore';
import { type Interned, Interner } from './interner';
import { keyCollisions } from './key-collisions';
import { learnChart } from './learn-chart';
import { Leaves, type Variable } from './leaves';
import { movedPlaces } from './moved-places';
import { type Place, patternKey, type RootShape, valueAt, withValueAt } from './place';
import { Points } from './points';
import { rotations } from './rotations';
import { type SourceLiterals, sourceLiterals } from './source-literals';
import { impure, readable, refusedAll, unsettled } from './trace-errors';
import { TracedRelease, TracedReleaseWithTexts } from './traced-release';

/** Values that are real, with the release that they make. */
export interface RealValues {
  readonly name: string;
  readonly values: unknown;
}

export interface TraceInput {
  readonly definition: ChartDefinition;
  readonly root: RootShape;
  /** The values of `base` first, then those of each environment, complete with defaults. */
  readonly environments: readonly RealValues[];
  /** A release for real values, whose checksums can be compared. */
  readonly releaseFor: (values: unknown, name: string) => Release;
  readonly tracedProps: ConstructorParameters<typeof TracedRelease>[0];
  readonly random: () => number;
}

/** Why an attempt cannot go on: a value that must be fixed, because no template expresses what it does. */
export interface Inexpressible {
  readonly path: string;
  /** Where its effect shows, in the objects. */
  readonly place: string;
}

export interface AttemptResult {
  readonly template: ChartTemplate;
  readonly inexpressible: readonly Inexpressible[];
  readonly runs: number;
}

const STRUCTURAL_DRAWS = 80;
const CONTENT_DRAWS = 60;
const MAX_MISMATCHES = 8;
const MAX_ROUNDS = 40;
const MAX_THRESHOLDS = 12;

/** One attempt at a chart's template, with some values fixed. */
export class Attempt {
  private readonly interner = new Interner();
  private readonly leaves: Leaves;
  private readonly release: TracedRelease;
  private readonly comparable: TracedReleaseWithTexts;
  private readonly points: Points;
  private readonly bases: unknown[] = [];
  private readonly inexpressible = new Map<string, Inexpressible>();
  private runs = 0;
  private lastMismatch: unknown;
  private literals: SourceLiterals = { texts: [], numbers: [], names: [] };
  /** How many of the points the last template was learnt from. */
  private learnt = 0;
  private learntKnowledge = '';

  constructor(
    private readonly input: TraceInput,
    fixed: ReadonlyMap<string, unknown>,
  ) {
    this.leaves = new Leaves(
      input.root,
      fixed,
      input.environments.map(({ values }) => values),
    );
    this.release = new TracedRelease(input.tracedProps);
    this.comparable = new TracedReleaseWithTexts(input.tracedProps);
    this.points = new Points(input.definition, this.release, this.interner);
  }

  run(): AttemptResult {
    this.bases.push(...explore(this.points, this.leaves, this.input.environments));
    if (this.points.values.length === 0) throw refusedAll(this.points.refusals);
    this.checkPurity();
    this.literals = this.findLiterals();
    let template = this.learn();
    while (this.collide(template)) template = this.learn();
    for (let round = 0; this.challengeStructure(template) || this.challengeContent(template); round++) {
      const isStuck = round === MAX_ROUNDS || this.knowledge === this.learntKnowledge;
      if (isStuck && this.inexpressible.size === 0) this.giveUp(template);
      if (this.inexpressible.size > 0) break;
      template = this.learn();
    }
    this.checkPurity();
    return {
      template,
      inexpressible: [...this.inexpressible.values()],
      runs: this.runs + this.points.values.length + this.points.refusals.length,
    };
  }

  /** Gives dictionaries the keys of the mappings that they are copied into, to see which entry wins. */
  private collide(template: ChartTemplate): boolean {
    let isNew = false;
    for (const { reference, keys } of keyCollisions(template)) {
      const pattern = patternKey(reference);
      const variable = this.bases
        .flatMap((base) => this.leaves.variables(base))
        .find(({ place }) => patternKey(place) === pattern);
      if (!variable) continue;
      const added = keys.filter((key) => this.leaves.addKey(variable, key));
      if (added.length > 0) this.flipEverywhere(variable);
      isNew = isNew || added.length > 0;
    }
    return isNew;
  }

  /** Throws where values that were built before now give other objects. */
  private checkPurity(): void {
    const [values] = this.points.values;
    const [{ objects }] = this.points.outputs;
    this.runs++;
    const again = this.interner.intern(
      build(this.input.definition, values as never, this.release),
    ) as readonly Interned[];
    if (again !== objects) throw impure([...movedPlaces(objects, again)][0] ?? '');
  }

  /** Whether the template was learnt from these values among others. */
  private isLearnt(values: unknown): boolean {
    const index = this.points.has(values) ? this.points.add(values) : undefined;
    return index !== undefined && index < this.learnt;
  }

  /** A text that changes with everything that a template is learnt from. */
  private get knowledge(): string {
    const { thresholds, options, keys } = this.leaves;
    const tests = [thresholds, options, keys].map((found) => [...found.values()].flat().length);
    return [this.points.values.length, this.points.edges.length, ...tests].join(' ');
  }

  /**
   * Fixes a value on which the place that no template was found for depends: one of a list or dictionary first, because
   * what is done with these is harder to say. Throws {@link TraceError} if there is none.
   */
  private giveUp(template: ChartTemplate): void {
    const place = this.placeOfMismatch(template, this.lastMismatch);
    const moving = this.points.edges.filter(({ from, to }) => {
      const moved = movedPlaces(this.points.outputs[from].objects, this.points.outputs[to].objects);
      return [...moved].some((other) => isSameField(other, place));
    });
    const inCollection = moving.find(({ variable }) => variable.place.position.length > 0);
    const culprit = (inCollection ?? moving.find(({ variable }) => variable.shape.kind === 'text') ?? moving[0])
      ?.variable;
    if (!culprit) throw unsettled(place);
    this.markInexpressible(culprit.place, place);
  }

  private markInexpressible({ path, steps }: Place, place: string): void {
    const root = steps.findIndex((step) => typeof step !== 'string');
    const fixed = formatPath(path.slice(0, root < 0 ? undefined : root));
    this.inexpressible.set(fixed, { path: fixed, place });
  }

  private learn(): ChartTemplate {
    this.learnt = this.points.values.length;
    this.learntKnowledge = this.knowledge;
    return learnChart(this.points, this.leaves, this.release, this.interner).template;
  }

  private differsMarked(template: ChartTemplate, values: unknown): boolean {
    return this.differs(template, values, this.comparable);
  }

  /** Whether the template gives other objects than the constructs; false where the constructs refuse the values. */
  private differs(template: ChartTemplate, values: unknown, release: Release): boolean {
    let built: Manifest[];
    try {
      this.runs++;
      built = build(this.input.definition, values as never, release);
    } catch {
      return false;
    }
    return !equalJson(built, evaluateSorted(template, values, release));
  }

  /** Compares template and constructs in random states; what differs becomes new points. True if there are any. */
  private challengeStructure(template: ChartTemplate): boolean {
    let mismatches = 0;
    for (let agreed = 0; agreed < STRUCTURAL_DRAWS && mismatches < MAX_MISMATCHES; agreed++) {
      const base = this.bases[agreed % this.bases.length];
      const drawn = this.leaves.mutate(base, 0.02 + this.input.random() ** 2 * 0.5, this.input.random);
      if (!this.differsMarked(template, drawn)) continue;
      mismatches++;
      agreed = 0;
      this.lastMismatch = drawn;
      this.learnFrom(template, base, drawn);
      if (this.inexpressible.size > 0) return true;
    }
    return mismatches > 0;
  }

  /** Adds the smallest mismatch on the way from one set of values to another, and what lies around it. */
  private learnFrom(template: ChartTemplate, agreeing: unknown, mismatching: unknown): void {
    const all = differences(this.leaves.root, agreeing, mismatching);
    const minimal = this.differsMarked(template, agreeing)
      ? []
      : minimalDifferences(agreeing, all, (values) => this.differsMarked(template, values));
    const smallest = applyDifferences(agreeing, minimal);
    const known = this.isLearnt(smallest);
    const to = this.points.add(smallest);
    for (const change of minimal) {
      const others = minimal.filter((other) => other !== change);
      this.points.connect(this.points.add(applyDifferences(agreeing, others)), to, change);
      this.points.connect(this.points.add(agreeing), this.points.add(applyDifferences(agreeing, [change])), change);
    }
    if (known) this.investigate(template, agreeing, minimal, (values) => this.differsMarked(template, values));
  }

  /** Compares template and constructs with random real values. True if there is something new to learn. */
  private challengeContent(template: ChartTemplate): boolean {
    const { definition, root, environments, random } = this.input;
    const isFixed = (path: string) => this.leaves.fixed.has(path);
    const draws = new Draws(definition.values, root, random, isFixed, this.literals);
    let isNew = environments.some(({ name, values }) => this.compareReal(template, values, name));
    for (let agreed = 0; agreed < CONTENT_DRAWS + draws.candidates && !isNew; agreed++) {
      const near = environments[agreed % environments.length];
      const drawn = agreed < CONTENT_DRAWS ? draws.draw(near.values) : draws.sweep(near.values);
      isNew = this.compareReal(template, drawn, near.name);
    }
    return isNew;
  }

  private findLiterals(): SourceLiterals {
    const [values] = this.points.values;
    const built = buildConstructs(this.input.definition, values as never, this.comparable).node.findAll();
    return sourceLiterals(this.input.definition.constructs, built);
  }

  private differsReal(template: ChartTemplate, values: unknown, name: string): boolean {
    return this.differs(template, values, this.input.releaseFor(values, name));
  }

  private compareReal(template: ChartTemplate, values: unknown, name: string): boolean {
    if (!this.differsReal(template, values, name)) return false;
    this.lastMismatch = values;
    const neutral = this.leaves.resembling(values);
    for (const candidate of [neutral, ...rotations(values).map((rotated) => this.leaves.resembling(rotated))]) {
      if (!this.differsMarked(template, candidate)) continue;
      const base = this.bases.find((other) => !this.differsMarked(template, other)) ?? this.bases[0];
      this.learnFrom(template, base, candidate);
      return true;
    }
    const fails = (candidate: unknown) => this.differsReal(template, candidate, name);
    const minimal = minimalDifferences(neutral, differences(this.leaves.root, neutral, values), fails);
    this.investigate(template, neutral, minimal, fails);
    return true;
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
    for (const change of minimal) {
      if (change.shape.kind !== 'number' || !change.shape.integer || typeof change.value !== 'number') continue;
      const others = minimal.filter((other) => other !== change);
      const start = valueAt(from, change.place.path);
      if (typeof start !== 'number') continue;
      const at = (value: number) => fails(applyDifferences(from, [...others, { ...change, value }]));
      if (this.addThreshold(change, firstFailing(start, change.value, at))) return;
    }
    const culprit = minimal.find(({ shape }) => shape.kind === 'text') ?? minimal.at(-1);
    if (!culprit) return;
    if (culprit.shape.kind === 'text' && (this.leaves.probe(culprit) || this.addOption(culprit))) {
      this.flipEverywhere(culprit);
      return;
    }
    this.markInexpressible(culprit.place, this.placeOfMismatch(template, applyDifferences(from, minimal)));
  }

  /** A text that the constructs name in their source, or an environment has there, may be compared with as a whole. */
  private addOption(culprit: Difference): boolean {
    const { value, place } = culprit;
    const isKnown =
      this.literals.texts.includes(String(value)) ||
      this.input.environments.some(({ values }) => valueAt(values, place.path) === value);
    return isKnown && this.leaves.addOption(culprit, value);
  }

  private addThreshold(variable: Variable, threshold: number): boolean {
    const key = patternKey(variable.place);
    const known = this.leaves.thresholds.get(key) ?? [];
    if (known.includes(threshold) || known.length === MAX_THRESHOLDS) return false;
    this.leaves.thresholds.set(
      key,
      [...known, threshold].sort((left, right) => left - right),
    );
    this.flipEverywhere(variable);
    return true;
  }

  /** Puts a variable into each of its states, beside all the values that others are compared with. */
  private flipEverywhere({ place }: Variable): void {
    const key = patternKey(place);
    for (const base of this.bases) {
      const reachable = this.leaves.variables(base).filter((candidate) => patternKey(candidate.place) === key);
      for (const candidate of reachable) {
        for (const state of this.leaves.states(candidate)) {
          this.points.connect(
            this.points.add(base),
            this.points.add(withValueAt(base, candidate.place.path, state)),
            candidate,
          );
        }
      }
    }
  }

  private placeOfMismatch(template: ChartTemplate, values: unknown): string {
    const release = this.input.releaseFor(values, this.input.environments[0]?.name ?? '');
    try {
      const built = build(this.input.definition, values as never, release) as unknown as Interned[];
      const [first] = movedPlaces(built, evaluateSorted(template, values, release) as unknown as Interned[]);
      return readable(first ?? 'the order of a list');
    } catch {
      return '';
    }
  }
}

/** Whether two places are the same field of an object, or one is inside of the other, whatever the object is named. */
function isSameField(left: string, right: string): boolean {
  const [one, other] = [left, right].map((place) => (place.includes('.') ? place.slice(place.indexOf('.')) : ''));
  return one.startsWith(other) || other.startsWith(one);
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

function evaluateSorted(template: ChartTemplate, values: unknown, release: Release): Manifest[] {
  return (evaluateTemplate(template, values, release) as Manifest[]).sort(compareInInstallOrder);
}
