import { evaluateCondition } from '../template/evaluate';
import type { ChartTemplate } from '../template/node';
import { isRecord } from '../values/defaults';
import { type AskedTogether, askedTogether } from './asked-together';
import { Combinations } from './combinations';
import type { Comparison, RealSample } from './comparison';
import type { Explored } from './explore';
import type { FoundTests } from './found-tests';
import { type KeyCollision, keyCollisions } from './key-collisions';
import { placeKey, valueAt, withValueAt } from './place';
import { RealSamples } from './real-samples';
import type { SourceLiterals } from './source-literals';
import type { States } from './states';
import type { TraceInput } from './trace-input';
import { variablesOf } from './variables';

/** Values in random states, drawn from values that the template was learnt from. */
export interface Drawn {
  readonly from: unknown;
  readonly values: unknown;
  /** Others of the same kind, first those for which the template is wrong as well. */
  readonly alike?: readonly unknown[];
  /** The variables of which these are combinations, by their patterns. */
  readonly combined?: readonly string[];
}

/** How many values are drawn for a chart of so many variables: a small chart is tried in most of its states. */
function drawsFor(variables: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round((100 * least) / variables)));
}

const MAX_MISMATCHES = 8;
/** So many values are drawn near each that shows something rare. */
const DRAWS_NEAR = 4;
/** In so many of those drawn, texts in collections are empty. */
const BLANK_SHARE = 0.15;
/** So many values are combined in. */
const BASES_EACH = 2;

/** Random values that a template has to give the right objects for. What was drawn for one template stays for the next. */
export class Challenge {
  private drawn: Drawn[] = [];
  private readonly learnt = new Set<Drawn>();
  private drawnWith = -1;
  private readonly realSamples: RealSamples;
  private readonly combinations: Combinations;
  /** The variables that conditions were last wrong about, by their patterns. */
  private suspects: ReadonlySet<string> = new Set();
  private readonly knownReasons = new Set<unknown>();
  private readonly stateDraws: number;

  constructor(
    private readonly input: TraceInput,
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly comparison: Comparison,
    literals: SourceLiterals,
  ) {
    const variables = variablesOf(states.root, states.rich(), states.fixed).length;
    this.stateDraws = drawsFor(variables, 100, 500);
    this.realSamples = new RealSamples(input, states, tests, comparison, literals, drawsFor(variables, 60, 200));
    this.combinations = new Combinations(states, tests, (values) => comparison.intern(values));
  }

  /** Values that nothing known tells apart although their objects differ: the template is wrong for one of each two. */
  undecided(template: ChartTemplate, pairs: readonly (readonly [unknown, unknown])[]): Drawn[] {
    return pairs.flatMap((pair) => {
      const [values, from] = pair.toSorted(
        (left, right) => this.wrongness(template, right) - this.wrongness(template, left),
      );
      return this.wrongness(template, values) > this.wrongness(template, from) ? [{ from, values }] : [];
    });
  }

  private wrongness(template: ChartTemplate, values: unknown): number {
    return this.comparison.differs(template, values) ? 1 : 0;
  }

  /**
   * The values for which the template is wrong, out of all combinations of what its conditions ask about together, in
   * values with which it comes to that place; none if it is right for all of them.
   */
  combined(template: ChartTemplate, explored: Explored): Drawn[] {
    const groups = askedTogether(template);
    const isSuspected = ({ patterns }: AskedTogether) => patterns.some((pattern) => this.suspects.has(pattern));
    const wrong = this.wrongCombinations(template, explored, groups.filter(isSuspected));
    const others = groups.filter((group) => !isSuspected(group));
    const found = wrong.length > 0 ? wrong : this.wrongCombinations(template, explored, others);
    // What a condition was wrong about may take several templates to settle; until then there is no need to try the others.
    this.suspects = new Set(found.flatMap(({ combined = [] }) => combined));
    return found;
  }

  private wrongCombinations(template: ChartTemplate, explored: Explored, groups: readonly AskedTogether[]): Drawn[] {
    return groups.flatMap((asked) =>
      this.placesOf(asked, explored)
        .slice(0, BASES_EACH)
        .flatMap((from) => {
          const tried = this.combinations.of(from, asked);
          const [values, ...others] = this.someWrong(template, tried);
          // What comes out of all of them is known already, and says more than what is wrong.
          const alike = [...others, ...tried];
          return values === undefined ? [] : [{ from, values, alike, combined: asked.patterns }];
        }),
    );
  }

  /**
   * The values for which the template is wrong, out of those in which one switch is other than in values where a condition
   * holds for one of its reasons alone: what else is a part of that reason shows there.
   */
  reasons(template: ChartTemplate, explored: Explored): Drawn[] {
    return askedTogether(template).flatMap((asked) =>
      this.placesOf(asked, explored)
        .slice(0, 1)
        .flatMap((from) =>
          this.combinations.reasons(from, asked).flatMap((reason): Drawn[] => {
            if (this.knownReasons.has(reason)) return [];
            this.knownReasons.add(reason);
            const [values, ...alike] = this.someWrong(template, explored.flipSwitches(reason));
            return values === undefined ? [] : [{ from: reason, values, alike, combined: asked.patterns }];
          }),
        ),
    );
  }

  /** Values with which a template comes to a place. */
  private placesOf({ within }: AskedTogether, { bases, revealing }: Explored): unknown[] {
    const known = [bases[0], bases[bases.length - 1], ...bases.slice(1, -1), ...revealing];
    return known.filter((values) => within.every((condition) => evaluateCondition(condition, values, [])));
  }

  /** As many of some values for which the template is wrong as there is something to learn from. */
  private someWrong(template: ChartTemplate, from: readonly unknown[]): unknown[] {
    const wrong: unknown[] = [];
    for (const values of from) {
      if (wrong.length < MAX_MISMATCHES && this.comparison.differs(template, values)) wrong.push(values);
    }
    return wrong;
  }

  /** Values with text that shows all that is done to it, for which the template is wrong. */
  probes(template: ChartTemplate, { bases, revealing, showing }: Explored): Drawn[] {
    const collisions = keyCollisions(template);
    return [...bases, ...revealing, ...showing()].flatMap((from) => {
      const texts = variablesOf(this.states.root, from, this.states.fixed).filter(({ shape }) => shape.kind === 'text');
      const keys = texts.map(({ place }) => placeKey(place));
      const others = [
        this.states.likenesses.withoutTexts(from, 'last'),
        this.states.likenesses.withoutTexts(from, 'all'),
        withKeysOf(collisions, from),
      ];
      const wrong = others.filter((values) => this.comparison.differs(template, values));
      return [...wrong.map((values) => ({ from, values })), ...this.probe(template, from, keys)];
    });
  }

  /** Probes some texts at once; where the constructs refuse that, a half of them at a time. */
  private probe(template: ChartTemplate, from: unknown, keys: readonly string[]): Drawn[] {
    if (keys.length === 0) return [];
    const values = this.states.likenesses.probed(from, (place) => keys.includes(placeKey(place)));
    if (this.comparison.isRefused(values) && keys.length > 1) {
      const middle = keys.length >> 1;
      return [keys.slice(0, middle), keys.slice(middle)].flatMap((half) => this.probe(template, from, half));
    }
    return this.comparison.differs(template, values) ? [{ from, values }] : [];
  }

  /** Some values in random states for which the template is wrong; none if it is right for as many as must be. */
  structure(template: ChartTemplate, { bases, revealing }: Explored): Drawn[] {
    // New tests make new states.
    if (this.drawnWith !== this.tests.size) this.drawn = [];
    this.drawnWith = this.tests.size;
    const mismatching: Drawn[] = [];
    let agreeing = 0;
    const wanted = this.stateDraws + DRAWS_NEAR * revealing.length;
    for (let at = 0; agreeing < wanted && mismatching.length < MAX_MISMATCHES; at++) {
      this.drawn[at] ??= this.drawState(at, bases, revealing);
      const drawn = this.drawn[at];
      if (this.comparison.differs(template, drawn.values)) mismatching.push(drawn);
      else if (!this.learnt.has(drawn)) agreeing++;
    }
    for (const drawn of mismatching) this.learnt.add(drawn);
    return mismatching;
  }

  /** Every other time, values near those that show something rare. */
  private drawState(at: number, bases: readonly unknown[], revealing: readonly unknown[]): Drawn {
    const { random } = this.input;
    const isNear = at % 2 === 1 && revealing.length > 0;
    const from = isNear ? revealing[(at >> 1) % revealing.length] : bases[(at >> 1) % bases.length];
    const probability = isNear ? 0.05 + random() * 0.3 : 0.02 + random() ** 2 * 0.98;
    const mutated = this.states.mutate(from, probability, random);
    const isBlank = random() < BLANK_SHARE;
    const values = isBlank ? this.states.likenesses.withoutTexts(mutated, random() < 0.5 ? 'all' : 'last') : mutated;
    return { from, values: this.comparison.intern(values) };
  }

  /** Real values for which the template is wrong, if any of those that must be right are. */
  content(template: ChartTemplate): RealSample | undefined {
    return this.realSamples.find((sample) => this.comparison.differsReally(template, sample));
  }
}

/** The values with all the keys in dictionaries that the mappings which they are copied into have of their own. */
function withKeysOf(collisions: readonly KeyCollision[], from: unknown): unknown {
  return collisions.reduce<unknown>((values, { reference: { steps, shape }, keys }) => {
    const path = steps.filter((step) => typeof step === 'string');
    const dictionary = path.length === steps.length ? valueAt(values, path) : undefined;
    if (shape.kind !== 'dictionary' || !isRecord(dictionary)) return values;
    const filled = { ...dictionary, ...Object.fromEntries(keys.map((key) => [key, 'x'])) };
    return shape.schema.safeParse(filled).success ? withValueAt(values, path, filled) : values;
  }, from);
}
