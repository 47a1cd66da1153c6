import type { ChartTemplate } from '../template/node';
import type { Comparison, RealSample } from './comparison';
import { Draws } from './draw';
import type { FoundTests } from './found-tests';
import type { SourceLiterals } from './source-literals';
import type { States } from './states';
import type { TraceInput } from './trace-input';
import { variablesOf } from './variables';

/** Values in random states, drawn from values that the template was learnt from. */
export interface Drawn {
  readonly from: unknown;
  readonly values: unknown;
}

/** How many values are drawn for a chart of so many variables: a small chart is tried in most of its states. */
function drawsFor(variables: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round((100 * least) / variables)));
}

const MAX_MISMATCHES = 8;

/** Random values that a template has to give the right objects for. What was drawn for one template stays for the next. */
export class Challenge {
  private drawn: Drawn[] = [];
  private readonly learnt = new Set<Drawn>();
  private drawnWith = -1;
  private readonly samples: RealSample[] = [];
  private readonly draws: Draws;
  private readonly stateDraws: number;
  private readonly realDraws: number;

  constructor(
    private readonly input: TraceInput,
    private readonly states: States,
    private readonly tests: FoundTests,
    private readonly comparison: Comparison,
    literals: SourceLiterals,
  ) {
    const isFixed = (path: string) => states.fixed.has(path);
    const variables = variablesOf(states.root, states.rich(), states.fixed).length;
    this.stateDraws = drawsFor(variables, 100, 500);
    this.realDraws = drawsFor(variables, 60, 200);
    this.draws = new Draws(input.definition.values, input.root, input.random, isFixed, literals);
  }

  /** Some values in random states for which the template is wrong; none if it is right for as many as must be. */
  structure(template: ChartTemplate, bases: readonly unknown[]): Drawn[] {
    // New tests make new states.
    if (this.drawnWith !== this.tests.size) this.drawn = [];
    this.drawnWith = this.tests.size;
    const mismatching: Drawn[] = [];
    let agreeing = 0;
    for (let at = 0; agreeing < this.stateDraws && mismatching.length < MAX_MISMATCHES; at++) {
      this.drawn[at] ??= this.drawState(bases[at % bases.length]);
      const drawn = this.drawn[at];
      if (this.comparison.differs(template, drawn.values)) mismatching.push(drawn);
      else if (!this.learnt.has(drawn)) agreeing++;
    }
    for (const drawn of mismatching) this.learnt.add(drawn);
    return mismatching;
  }

  private drawState(from: unknown): Drawn {
    const { random } = this.input;
    return { from, values: this.states.mutate(from, 0.02 + random() ** 2 * 0.98, random) };
  }

  /** Real values for which the template is wrong, if any of those that must be right are. */
  content(template: ChartTemplate): RealSample | undefined {
    const { environments } = this.input;
    const count = environments.length + this.realDraws + this.draws.sweeps;
    for (let at = 0; at < count; at++) {
      this.samples[at] ??= this.drawReal(at);
      if (this.comparison.differsReally(template, this.samples[at])) return this.samples[at];
    }
    return undefined;
  }

  private drawReal(at: number): RealSample {
    const { environments } = this.input;
    const { name, values } = environments[at % environments.length];
    if (at < environments.length) return this.comparison.sample(values, name);
    const isDraw = at < environments.length + this.realDraws;
    return this.comparison.sample(isDraw ? this.draws.draw(values) : this.draws.sweep(values), name);
  }
}
