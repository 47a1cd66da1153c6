import type { Manifest } from '../definition/build';
import { formatLocation, type Problem, type SourceLocation, TraceError } from '../errors';
import type { Inexactness } from '../template/whole-number-range';
import { formatPath, type PathSegment, parsePath } from '../values/path';
import type { Shape } from '../values/shape';
import { equalJson } from './equal-json';
import type { Inexpressible } from './investigation';
import { type RootShape, shapeAt, valueAt, withValueAt } from './place';
import type { RealValues } from './trace-input';
import { type ValueEffect, valueEffect } from './value-effect';

/** A value that the chart's templates cannot express; it is resolved when the chart is synthesized. */
export interface FixedValue {
  readonly path: string;
  readonly value: unknown;
  readonly reason: string;
  /** The code that reads it and does what templates cannot; not there if none of the user's does. */
  readonly readAt?: SourceLocation;
}

const HEADLINE = 'The constructs cannot become a chart:';

/**
 * The values that are fixed so far. Those that differ between environments are problems, which are told at the end, all
 * at once: until then, every environment has them from the first one.
 */
export class FixedValues<Environment extends RealValues> {
  /** The environments, with the same fixed values in all. */
  environments: readonly Environment[];
  private readonly found = new Map<string, FixedValue>();
  private readonly problems: Problem[] = [];

  /** @param build makes the objects of values, in the release of the named environment */
  constructor(
    private readonly root: RootShape,
    private readonly originals: readonly Environment[],
    private readonly build: (values: object, name: string) => readonly Manifest[],
  ) {
    this.environments = originals;
  }

  get all(): readonly FixedValue[] {
    return [...this.found.values()];
  }

  /** What each is, by its path. */
  get byPath(): ReadonlyMap<string, unknown> {
    return new Map(this.all.map(({ path, value }) => [path, value]));
  }

  /** Fixes one more. Throws {@link TraceError} where it is one already. */
  add({ path: wanted, place, others, lacks, comparedWith }: Inexpressible): void {
    const path = this.fixablePath(wanted);
    if (this.found.has(path)) throw unfixable(path, place);
    const steps = parsePath(path).map(String);
    const values = this.originals.map((environment) => valueAt(environment.values, steps));
    const reals = this.originals.map(({ name, values }) => ({
      values: values as object,
      build: (changed: object) => this.build(changed, name),
    }));
    const effect = valueEffect(steps, place, [...values, ...others], reals);
    const [value] = values;
    const advised = lacks ? LACKS[lacks] : comparedWith && comparison(comparedWith);
    const remedy = advised ?? REMEDIES[shapeAt(this.root, parsePath(wanted).map(String)).kind];
    const what = wanted === path ? 'this value' : wanted;
    for (const [index, { name }] of this.originals.entries()) {
      if (!equalJson(values[index], value)) this.problems.push(differs(name, path, what, effect, remedy));
    }
    this.environments = this.environments.map((environment) => ({
      ...environment,
      values: withValueAt(environment.values, steps, value),
    }));
    const advice = advised ? `: ${advised}` : '';
    const reason = `its effect on ${effect.place} cannot be written as a template${advice}`;
    this.found.set(path, { path, value, reason, ...(effect.readAt && { readAt: effect.readAt }) });
  }

  /** Throws {@link TraceError} where the environments differ in what is fixed. */
  check(): void {
    if (this.problems.length > 0) throw new TraceError(HEADLINE, this.problems);
  }

  /** Runs a function; where environments differ in what is fixed, that is told rather than what it throws. */
  tellingProblems<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      this.check();
      throw error;
    }
  }

  /**
   * What is missing in every environment is fixed as missing, as far up as it is, and so is what a part of them lacks around
   * the value; where that is an option of a union which they do not take, the whole union is fixed.
   */
  private fixablePath(path: string): string {
    const steps = parsePath(path);
    const isMissing = (part: readonly PathSegment[]) => (environment: Environment) =>
      valueAt(environment.values, part) === undefined;
    const missing = steps.findIndex((_, at) => {
      const isAround = at + 1 < steps.length;
      return this.originals[isAround ? 'some' : 'every'](isMissing(steps.slice(0, at + 1)));
    });
    if (missing < 0) return path;
    const around = steps.slice(0, missing + 1).map((_, at) => steps.slice(0, at));
    const union = around.findLast((place) => shapeAt(this.root, place.map(String)).kind === 'union');
    return formatPath(union ?? steps.slice(0, missing + 1));
  }
}

/** What makes Helm reckon as JavaScript does. */
const LACKS: Readonly<Record<Inexactness, string>> = {
  large:
    'what is reckoned from it may be above 2^53 - 1, where Helm and JavaScript part ways; give all that is multiplied or divided a .max(…)',
  negative:
    'what is divided may be negative, which Helm rounds in another way than JavaScript; give all of it a .min(0), and what it is divided by a .min(1)',
};

function comparison(other: string): string {
  return `what is made of it and ${other} is compared, or one of them may be null; compare both as they are, or let a value of its own say what is to be`;
}

const REMEDY_OF_OTHERS = 'let the constructs copy it, or decide by it what is there';

/** What constructs can do with a value of a kind so that templates can, too. */
const REMEDIES: Readonly<Record<Shape['kind'], string>> = {
  text: 'let the constructs copy it, join it with other text, compare it with whole texts, constants or other values, or ask whether it is empty, how it begins or ends, or what it includes',
  number:
    'let the constructs copy it, compare it with constants or other values, or, of integers, reckon sums, products and quotients',
  sequence:
    'let the constructs copy it, or make of each element, with its texts copied, joined or compared as a whole, something that depends on no other',
  dictionary:
    'let the constructs copy it, or make of each entry, with its texts copied, joined or compared as a whole, something that depends on no other',
  object: REMEDY_OF_OTHERS,
  toggle: REMEDY_OF_OTHERS,
  choice: REMEDY_OF_OTHERS,
  scalarUnion: REMEDY_OF_OTHERS,
  union: REMEDY_OF_OTHERS,
  any: 'let the constructs copy it',
};

function differs(
  environment: string,
  path: string,
  what: string,
  { place, readAt }: ValueEffect,
  remedy: string,
): Problem {
  const maker = readAt ? `${formatLocation(readAt)} makes of` : 'the constructs make of';
  return {
    code: 'trace/fixed-value-differs',
    environment,
    path,
    message:
      `no template can express what ${maker} ${what} at ${place}, so the chart must fix it, but its value differs ` +
      `from that of base; ${remedy} - or give it the same value in every environment`,
  };
}

function unfixable(path: string, place: string): TraceError {
  return new TraceError(HEADLINE, [
    {
      code: 'trace/impure',
      path,
      message: `${place} changes although every value stays the same; constructs must be pure functions of their values`,
    },
  ]);
}
