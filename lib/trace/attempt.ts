import { build } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { compareInInstallOrder } from '../definition/install-order';
import type { Release } from '../release/release';
import { evaluateTemplate } from '../template/evaluate';
import type { ChartTemplate } from '../template/node';
import type { Shape } from '../values/shape';
import { applyDifferences, type Difference, differences, minimalDifferences } from './differences';
import { Draws } from './draw';
import { type Interned, Interner } from './interner';
import { learnChart } from './learn-chart';
import { Leaves, type Variable } from './leaves';
import { movedPlaces } from './moved-places';
import { type Place, patternKey, placeKey, type RootShape, valueAt, withValueAt } from './place';
import { Points } from './points';
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

const STRUCTURAL_DRAWS = 120;
const CONTENT_DRAWS = 120;
const MAX_MISMATCHES = 8;
const MAX_ROUNDS = 24;
const SWITCHES = new Set(['toggle', 'choice', 'union']);

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
  /** How many of the points the last template was learnt from. */
  private learnt = 0;

  constructor(
    private readonly input: TraceInput,
    fixed: ReadonlyMap<string, unknown>,
  ) {
    this.leaves = new Leaves(input.root, fixed);
    this.release = new TracedRelease(input.tracedProps);
    this.comparable = new TracedReleaseWithTexts(input.tracedProps);
    this.points = new Points(input.definition, this.release, this.interner);
  }

  run(): AttemptResult {
    this.explore();
    let template = this.learn();
    for (let round = 0; round < MAX_ROUNDS && this.inexpressible.size === 0; round++) {
      const changed = this.challengeStructure(template) || this.challengeContent(template);
      if (!changed) break;
      template = this.learn();
    }
    return {
      template,
      inexpressible: [...this.inexpressible.values()],
      runs: this.runs + this.points.values.length + this.points.refusals.length,
    };
  }

  /** Whether the template was learnt from these values among others. */
  private isLearnt(values: unknown): boolean {
    const index = this.points.has(values) ? this.points.add(values) : undefined;
    return index !== undefined && index < this.learnt;
  }

  private learn(): ChartTemplate {
    this.learnt = this.points.values.length;
    return learnChart(this.points, this.leaves, this.release, this.interner).template;
  }

  /** Runs the base points, every flip of theirs, and the pairs of flips that move the same place. */
  private explore(): void {
    const rich = this.leaves.rich();
    const bare = this.leaves.bare();
    const likenesses = this.input.environments.map(({ values }) => this.leaves.resembling(values));
    this.bases.push(...likenesses, rich, bare);
    for (const base of this.bases) this.points.add(base);
    for (const base of new Set([rich, likenesses[0], bare])) this.flipAll(base);
    for (const base of likenesses.slice(1)) this.flip(base, (shape) => SWITCHES.has(shape.kind) || shape.optional);
    // What an option of a choice hides from the rich values shows beside the other options.
    const live = this.movingVariables();
    for (const variable of this.leaves.variables(rich)) {
      if (variable.shape.kind !== 'choice' && variable.shape.kind !== 'union') continue;
      for (const state of this.leaves.states(variable)) {
        const other = withValueAt(rich, variable.place.path, state);
        this.points.connect(this.points.add(rich), this.points.add(other), variable);
        this.flip(other, (_, place) => !live.has(patternKey(place)));
      }
    }
  }

  private flipAll(base: unknown): void {
    const from = this.points.add(base);
    if (from === undefined) return;
    const flips: { variable: Variable; state: unknown; places: ReadonlySet<string> }[] = [];
    for (const variable of this.leaves.variables(base)) {
      for (const state of this.leaves.states(variable)) {
        const to = this.points.add(withValueAt(base, variable.place.path, state));
        if (to === undefined || to === from) continue;
        this.points.connect(from, to, variable);
        if (isMarkerNumber(variable, state, valueAt(base, variable.place.path))) continue;
        const places = movedPlaces(this.points.outputs[from]?.objects ?? [], this.points.outputs[to]?.objects ?? []);
        if (places.size > 0) flips.push({ variable, state, places });
      }
    }
    for (const [index, first] of flips.entries()) {
      for (const second of flips.slice(index + 1)) {
        if (first.variable.place === second.variable.place || !shareAny(first.places, second.places)) continue;
        const one = withValueAt(base, first.variable.place.path, first.state);
        if (valueAt(one, second.variable.place.path.slice(0, -1)) === undefined) continue;
        const both = this.points.add(withValueAt(one, second.variable.place.path, second.state));
        this.points.connect(this.points.add(one), both, second.variable);
        this.points.connect(
          this.points.add(withValueAt(base, second.variable.place.path, second.state)),
          both,
          first.variable,
        );
      }
    }
  }

  /** Puts each of some variables into each of its states, one at a time. */
  private flip(base: unknown, isWanted: (shape: Shape, place: Place) => boolean): void {
    const from = this.points.add(base);
    for (const variable of this.leaves.variables(base)) {
      if (!isWanted(variable.shape, variable.place)) continue;
      for (const state of this.leaves.states(variable)) {
        this.points.connect(from, this.points.add(withValueAt(base, variable.place.path, state)), variable);
      }
    }
  }

  private movingVariables(): Set<string> {
    const live = new Set<string>();
    for (const { from, to, key } of this.points.edges) {
      if (this.points.outputs[from] !== this.points.outputs[to] && !sameOutput(this.points, from, to)) live.add(key);
    }
    for (const { objects } of this.points.outputs) {
      for (const leaf of this.leaves.mentions(objects)) live.add(patternKey(leaf.place));
    }
    return live;
  }

  private buildMarked(values: unknown): Interned | undefined {
    try {
      this.runs++;
      return this.interner.intern(build(this.input.definition, values as never, this.comparable));
    } catch {
      return undefined;
    }
  }

  private evaluateMarked(template: ChartTemplate, values: unknown): Interned {
    return this.interner.intern(sorted(evaluateTemplate(template, values, this.comparable)));
  }

  private differsMarked(template: ChartTemplate, values: unknown): boolean {
    const built = this.buildMarked(values);
    return built !== undefined && built !== this.evaluateMarked(template, values);
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
    const draws = new Draws(definition.values, root, random, (path) => this.leaves.fixed.has(path));
    let isNew = false;
    for (const { name, values } of environments) isNew = this.compareReal(template, values, name) || isNew;
    for (let agreed = 0; agreed < CONTENT_DRAWS && !isNew; agreed++) {
      const near = environments[agreed % environments.length] as RealValues;
      isNew = this.compareReal(template, draws.draw(near.values), near.name);
    }
    return isNew;
  }

  private differsReal(template: ChartTemplate, values: unknown, name: string): boolean {
    const release = this.input.releaseFor(values, name);
    let built: Interned;
    try {
      this.runs++;
      built = this.interner.intern(build(this.input.definition, values as never, release));
    } catch {
      return false;
    }
    return built !== this.interner.intern(sorted(evaluateTemplate(template, values, release)));
  }

  private compareReal(template: ChartTemplate, values: unknown, name: string): boolean {
    if (!this.differsReal(template, values, name)) return false;
    const neutral = this.leaves.resembling(values);
    if (this.differsMarked(template, neutral)) {
      const base = this.bases.find((candidate) => !this.differsMarked(template, candidate)) ?? this.bases[0];
      this.learnFrom(template, base, neutral);
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
    const root = culprit.place.steps.findIndex((step) => typeof step !== 'string');
    const path = placeKey({ ...culprit.place, path: culprit.place.path.slice(0, root < 0 ? undefined : root) });
    this.inexpressible.set(path, { path, place: this.placeOfMismatch(template, applyDifferences(from, minimal)) });
  }

  private addThreshold(variable: Variable, threshold: number): boolean {
    const key = patternKey(variable.place);
    const known = this.leaves.thresholds.get(key) ?? [];
    if (known.includes(threshold) || known.length >= 6) return false;
    this.leaves.thresholds.set(
      key,
      [...known, threshold].sort((left, right) => left - right),
    );
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
    return true;
  }

  private placeOfMismatch(template: ChartTemplate, values: unknown): string {
    const release = this.input.releaseFor(values, this.input.environments[0]?.name ?? '');
    try {
      const built = build(this.input.definition, values as never, release) as unknown as Interned[];
      const [first] = movedPlaces(built, sorted(evaluateTemplate(template, values, release)) as unknown as Interned[]);
      return first ?? '';
    } catch {
      return '';
    }
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

function isMarkerNumber(variable: Variable, state: unknown, current: unknown): boolean {
  return variable.shape.kind === 'number' && Boolean(state) && Boolean(current);
}

function shareAny(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const place of left) if (right.has(place)) return true;
  return false;
}

function sameOutput(points: Points, from: number, to: number): boolean {
  const left = points.outputs[from];
  const right = points.outputs[to];
  return left?.objects === right?.objects && left?.helpers === right?.helpers;
}

function sorted(objects: Record<string, unknown>[]): Record<string, unknown>[] {
  return (objects as never[]).sort(compareInInstallOrder);
}
