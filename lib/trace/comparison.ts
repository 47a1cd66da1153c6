import { build, type Manifest } from '../definition/build';
import { compareInInstallOrder } from '../definition/install-order';
import type { Release } from '../release/release';
import { demandsOf } from '../template/demands';
import { evaluateExpression, evaluateTemplate, type Recall } from '../template/evaluate';
import type { ChartTemplate, Item, Part } from '../template/node';
import { withoutCapabilities } from './capabilities';
import { equalJson } from './equal-json';
import type { Interned } from './interner';
import { movedPlaces } from './moved-places';
import type { Points } from './points';
import { readable } from './trace-errors';
import type { TraceInput } from './trace-input';
import type { TracedRelease } from './traced-release';
import { unmetDemands } from './unmet-demands';

/** Real values of an environment's release, and what the constructs built from them. */
export interface RealSample {
  readonly values: unknown;
  /** The environment whose release it is. */
  readonly name: string;
  /** `undefined` where the constructs refuse the values. */
  readonly built: readonly Manifest[] | undefined;
}

/** Where objects differ in nothing but the order of something. */
export const ORDER = 'the order of a list';

/** Compares what the constructs build with what a template gives. */
export class Comparison {
  /** How often the constructs were run with real values. */
  runs = 0;
  /** The last template that gave the right objects, by values of the trace. */
  private readonly agreeing = new WeakMap<object, ChartTemplate>();

  constructor(
    private readonly input: TraceInput,
    private readonly points: Points,
    private readonly release: TracedRelease,
    private readonly recall: Recall,
  ) {}

  /** Whether the template gives other objects for values of a trace; false where the constructs refuse these. */
  differs(template: ChartTemplate, values: unknown): boolean {
    const interned = this.points.intern(values);
    const output = this.points.outputOf(interned);
    if (!output) return false;
    const before = this.agreeing.get(interned as object);
    // From one template to the next, most objects stay what they were.
    const objects = before ? this.evaluate(without(before, template), interned) : output.objects;
    const isOther =
      !equalJson(objects, this.evaluate(before ? without(template, before) : template.objects, interned)) ||
      Object.entries(output.helpers).some(([name, text]) => this.evaluateHelper(template, name, interned) !== text);
    if (!isOther) this.agreeing.set(interned as object, template);
    return isOther;
  }

  private evaluate(objects: readonly Part<Item>[], values: Interned): readonly Manifest[] {
    const template = { ...this.release.knownTemplate, objects };
    return objects.length === 0 ? [] : evaluateSorted(template, values, this.release, this.recall);
  }

  private evaluateHelper(template: ChartTemplate, helper: string, values: Interned): unknown {
    return evaluateExpression({ kind: 'include', helper }, { values, release: this.release, template }, []);
  }

  /** The values of a trace with equal parts shared. */
  intern(values: unknown): Interned {
    return this.points.intern(values);
  }

  /** Whether the constructs throw on values of a trace. */
  isRefused(values: unknown): boolean {
    return this.points.outputOf(values) === undefined;
  }

  /** Builds real values, to be compared with a template. */
  sample(values: unknown, name: string): RealSample {
    this.runs++;
    try {
      return {
        values,
        name,
        built: this.input.stopwatch.measure(() =>
          build(this.input.definition, withoutCapabilities(values) as never, this.releaseOf(values, name)),
        ),
      };
    } catch {
      return { values, name, built: undefined };
    }
  }

  /** Whether the template gives other objects for real values; false where the constructs or the chart refuse these. */
  differsReally(template: ChartTemplate, { values, name, built }: RealSample): boolean {
    if (built === undefined || equalJson(built, evaluateSorted(template, values, this.releaseOf(values, name)))) {
      return false;
    }
    return unmetDemands(demandsOf(template), values).length === 0;
  }

  /**
   * The first place at which the template gives something else, as a reader knows it.
   *
   * @param environment the one whose release it is @default base
   */
  placeOfMismatch(
    template: ChartTemplate,
    values: unknown,
    environment = this.input.environments[0].name,
  ): string | undefined {
    const { built } = this.sample(values, environment);
    if (!built) return undefined;
    const evaluated = evaluateSorted(template, values, this.releaseOf(values, environment));
    if (equalJson(built, evaluated)) return undefined;
    const [first] = movedPlaces(built as unknown as Interned[], evaluated as unknown as Interned[]);
    return readable(first ?? ORDER);
  }

  private releaseOf(values: unknown, name: string): Release {
    return this.input.releaseFor(values, name);
  }
}

function evaluateSorted(template: ChartTemplate, values: unknown, release: Release, recall?: Recall): Manifest[] {
  return (evaluateTemplate(template, values, release, recall) as Manifest[]).sort(compareInInstallOrder);
}

const remaining = new WeakMap<ChartTemplate, WeakMap<ChartTemplate, readonly Part<Item>[]>>();

/** The objects of a template that another one does not have. */
function without(template: ChartTemplate, other: ChartTemplate): readonly Part<Item>[] {
  const known = remaining.get(template) ?? new WeakMap<ChartTemplate, readonly Part<Item>[]>();
  remaining.set(template, known);
  let found = known.get(other);
  if (!found) {
    const others = new Set(other.objects);
    found = template.objects.filter((object) => !others.has(object));
    known.set(other, found);
  }
  return found;
}
