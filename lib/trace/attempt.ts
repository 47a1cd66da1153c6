import type { ChartTemplate } from '../template/node';
import { CAPABILITIES, type Reference } from '../template/reference';
import { isRecord } from '../values/defaults';
import { Challenge, type Drawn } from './challenge';
import { Comparison } from './comparison';
import { constructsSource } from './constructs-source';
import { EvaluationMemory } from './evaluation-memory';
import { explore } from './explore';
import { Flips } from './flips';
import { FoundTests } from './found-tests';
import { Interner } from './interner';
import { type Inexpressible, Investigation } from './investigation';
import { keyCollisions } from './key-collisions';
import { KnownConditions } from './known-conditions';
import { learnChart } from './learn-chart';
import type { Learning } from './learning';
import { Markers } from './markers';
import { movedPlaces } from './moved-places';
import { drawSamples, NumberSamples } from './number-samples';
import { NumberTests } from './number-tests';
import { patternKey, type RootShape, valueAt } from './place';
import { Points } from './points';
import { refusedAll } from './refused-all';
import { sourceLiterals } from './source-literals';
import { States } from './states';
import { TextTests } from './text-tests';
import { impure } from './trace-errors';
import type { RealValues, TraceInput } from './trace-input';
import { TracedRelease } from './traced-release';
import { variablesOf } from './variables';

export interface AttemptResult {
  readonly template: ChartTemplate;
  readonly inexpressible: readonly Inexpressible[];
  readonly runs: number;
  /** APIs that constructs asked the cluster for, and that the attempt did not know of: another one has to be made. */
  readonly newApis: readonly string[];
}

const MAX_ROUNDS = 40;
const MAX_KEYS = 12;

/** One attempt at a chart's template, with some values fixed. */
export class Attempt {
  private readonly tests = new FoundTests();
  private readonly release: TracedRelease;
  private readonly states: States;
  private readonly points: Points;
  private readonly comparison: Comparison;
  private readonly learning: Learning;

  constructor(
    private readonly input: TraceInput,
    fixed: ReadonlyMap<string, unknown>,
  ) {
    const { definition, root, environments, tracedProps } = input;
    const markers = new Markers(
      root,
      environments.map(({ values }) => values),
    );
    const interner = new Interner();
    this.release = new TracedRelease(tracedProps);
    this.states = new States(root, fixed, markers, this.tests);
    this.points = new Points(definition, root, this.release, interner, input.stopwatch);
    const { recall } = new EvaluationMemory(interner);
    this.comparison = new Comparison(input, this.points, this.release, recall);
    const { tests, release } = this;
    this.learning = {
      ...{ root, fixed, markers, tests, release, interner, recall, samples: new NumberSamples() },
      ...{
        fits: new Map(),
        inexact: new Map(),
        known: new Map(),
        conditions: new KnownConditions(),
        undecided: [],
        untold: [],
        textChanges: [],
        doubts: 0,
        cuts: 0,
      },
    };
  }

  run(): AttemptResult {
    const { input, states, tests, points, comparison } = this;
    const explored = explore(points, states, this.learning.markers, input.environments);
    if (this.newApis.length > 0) return this.result({ objects: [], helpers: [], labels: [] }, []);
    if (points.values.length === 0 && points.firstRefusal) throw refusedAll(points, points.firstRefusal, input);
    this.checkPurity();
    input.branches?.endIfAllTaken();
    const literals = sourceLiterals(constructsSource(input.definition, points.values[0], this.release));
    const { samples, inexact, markers, textChanges } = this.learning;
    markers.probes.knowChanges(literals.textChanges);
    textChanges.push(...literals.textChanges);
    const flips = new Flips(states, points, explored.bases);
    const investigation = new Investigation(
      states,
      tests,
      new TextTests(states.root, tests, literals, input.environments),
      new NumberTests(states, tests, points, samples, flips),
      points,
      comparison,
      flips,
      inexact,
    );

    let template = this.learn(investigation, flips);
    while (collide(template, investigation)) template = this.learn(investigation, flips);
    const openKeys = openCollisions(template);
    const keys = [...literals.keys, ...openKeys, ...dictionaryKeys(input.root, input.environments)];
    const challenge = new Challenge(input, states, tests, comparison, { ...literals, keys, openKeys });
    for (let round = 0; ; round++) {
      const before = this.knowledge;
      const undecided = challenge.undecided(template, this.learning.undecided);
      const combined = undecided.length > 0 ? undecided : challenge.combined(template, explored);
      const probed = combined.length > 0 ? combined : challenge.probes(template, explored);
      const random = probed.length > 0 ? probed : challenge.structure(template, explored);
      const drawn = random.length > 0 ? random : challenge.reasons(template, explored);
      for (const mismatch of withoutTwins(drawn)) investigation.ofStates(template, mismatch);
      const real = drawn.length === 0 ? challenge.content(template) : undefined;
      if (real) investigation.ofReal(template, real);
      if (drawn.length === 0 && !real) break;
      const isStuck = round === MAX_ROUNDS || this.knowledge === before;
      if (isStuck && investigation.inexpressible.size === 0) investigation.giveUp(template);
      if (investigation.inexpressible.size > 0) break;
      template = this.learn(investigation, flips);
    }
    this.checkPurity();
    return this.result(template, [...investigation.inexpressible.values()]);
  }

  private result(template: ChartTemplate, inexpressible: readonly Inexpressible[]): AttemptResult {
    return { template, inexpressible, runs: this.points.runs + this.comparison.runs, newApis: this.newApis };
  }

  private get newApis(): string[] {
    const known = this.input.root.keys.get(CAPABILITIES);
    return [...this.release.askedApis].filter((api) => known?.kind !== 'object' || !known.keys.has(api));
  }

  private learn(investigation: Investigation, flips: Flips): ChartTemplate {
    for (;;) {
      investigation.begin();
      this.learning.undecided.length = 0;
      const template = learnChart(this.learning, this.points);
      const before = this.knowledge;
      for (const request of this.learning.samples.take()) {
        for (const values of drawSamples(request)) this.points.add(values);
        if (request.isWide) flips.toEnds(request.values);
      }
      for (const [from, to] of this.learning.untold.splice(0)) flips.between(from, to);
      if (this.knowledge === before) return template;
    }
  }

  /** A text that changes with everything that a template is learnt from. */
  private get knowledge(): string {
    const { points, tests, learning } = this;
    return [points.values.length, points.edges.length, tests.size, learning.samples.requests].join(' ');
  }

  /** Throws where values that were built before now give other objects. */
  private checkPurity(): void {
    const [values] = this.points.values;
    const [{ objects }] = this.points.outputs;
    const again = this.points.run(values)?.objects ?? [];
    if (again !== objects) throw impure([...movedPlaces(objects, again)][0] ?? '');
  }
}

/** Of values that say the same, those in which every element can be told from the others, if there are any. */
function withoutTwins(drawn: readonly Drawn[]): readonly Drawn[] {
  const distinct = drawn.filter(({ values }) => !hasTwins(values));
  return distinct.length > 0 ? distinct : drawn;
}

/** Whether a list has two elements that are equal, and so the same where equal parts are shared. */
function hasTwins(values: unknown): boolean {
  if (typeof values !== 'object' || values === null) return false;
  const children = Object.values(values);
  const elements = Array.isArray(values) ? values.filter((element) => typeof element === 'object') : [];
  return new Set(elements).size < elements.length || children.some(hasTwins);
}

/** Keys that a map which takes any entry may have besides the mapping that it is copied into. */
function openCollisions(template: ChartTemplate): string[] {
  const isOpen = ({ shape }: Reference) => shape.kind === 'object';
  const found = keyCollisions(template).filter(({ reference, beside }) => [reference, ...beside].some(isOpen));
  return found.length === 0 ? [] : ['extra', ...new Set(found.flatMap(({ keys }) => keys))];
}

/** Keys that the dictionaries of some environments have; of many, the first. */
function dictionaryKeys(root: RootShape, environments: readonly RealValues[]): string[] {
  const found = new Set<string>();
  for (const { values } of environments) {
    for (const { shape, place } of variablesOf(root, values, new Map())) {
      const entries = shape.kind === 'dictionary' ? valueAt(values, place.path) : undefined;
      if (isRecord(entries)) for (const key of Object.keys(entries)) found.add(key);
    }
  }
  return [...found].slice(0, MAX_KEYS);
}

/** Gives dictionaries the keys of the mappings that they are copied into, to see which entry wins. */
function collide(template: ChartTemplate, investigation: Investigation): boolean {
  const given = keyCollisions(template).map(({ reference, keys, beside }) =>
    investigation.giveKeys(patternKey(reference), keys, beside.map(patternKey)),
  );
  return given.includes(true);
}
