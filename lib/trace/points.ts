import { buildConstructs } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import { capabilitiesOf, withoutCapabilities } from './capabilities';
import type { Interned, Interner } from './interner';
import { ObjectInterner } from './object-interner';
import { patternKey, type RootShape } from './place';
import { inSchemaOrder } from './schema-order';
import type { Edge } from './space';
import type { Stopwatch } from './stopwatch';
import type { TracedRelease } from './traced-release';
import type { Variable } from './variables';

/** What the constructs built from one set of values. */
export interface Output {
  readonly objects: readonly Interned[];
  /** The texts of the named templates, by name. */
  readonly helpers: { readonly [name: string]: string };
}

/** Values that the constructs refused, and what they threw. */
export interface Refusal {
  readonly values: Interned;
  readonly error: unknown;
}

/** The sets of values that a template is learnt from, and what the constructs built from them. */
export class Points {
  private readonly built = new Map<Interned, Output | undefined>();
  private readonly indexes = new Map<Interned, number>();
  readonly values: Interned[] = [];
  readonly outputs: Output[] = [];
  readonly edges: Edge[] = [];
  private readonly connected = new Set<string>();
  private readonly objects: ObjectInterner;
  /** What the constructs threw first. */
  firstRefusal?: Refusal;
  /** How often the constructs were run. */
  runs = 0;

  constructor(
    private readonly definition: ChartDefinition,
    private readonly root: RootShape,
    private readonly release: TracedRelease,
    private readonly interner: Interner,
    private readonly stopwatch: Stopwatch,
  ) {
    this.objects = new ObjectInterner(interner);
  }

  /** Adds some values to those that are learnt from; `undefined` where the constructs throw. */
  add(values: unknown): number | undefined {
    const interned = this.interner.intern(values);
    const known = this.indexes.get(interned);
    if (known !== undefined) return known;
    const output = this.outputOf(interned);
    if (!output) return undefined;
    const index = this.values.length;
    this.indexes.set(interned, index);
    this.values.push(interned);
    this.outputs.push(output);
    return index;
  }

  /** The values with equal parts shared: quicker to change and to look up. */
  intern(values: unknown): Interned {
    return this.interner.intern(values);
  }

  /** Whether some values are among those that are learnt from. */
  has(values: unknown): boolean {
    return this.indexes.has(this.interner.intern(values));
  }

  /** What the constructs build from some values; `undefined` where they throw. Values are never run twice. */
  outputOf(values: unknown): Output | undefined {
    const interned = this.interner.intern(values);
    if (!this.built.has(interned)) this.built.set(interned, this.run(interned));
    return this.built.get(interned);
  }

  /** Runs the constructs. */
  run(values: Interned): Output | undefined {
    const built = this.tryOut(values);
    if ('objects' in built) return built;
    this.firstRefusal ??= built;
    return undefined;
  }

  /** What the constructs throw with some values; `undefined` where they take them. */
  refusalOf(values: Interned): Refusal | undefined {
    const built = this.tryOut(values);
    return 'objects' in built ? undefined : built;
  }

  private tryOut(values: Interned): Output | Refusal {
    this.runs++;
    const given = inSchemaOrder(this.root, withoutCapabilities(values));
    this.release.offeredApis = capabilitiesOf(values) ?? [];
    try {
      const objects = this.stopwatch.measure(() =>
        this.objects.internObjects(buildConstructs(this.definition, given as never, this.release)),
      );
      return { objects, helpers: this.interner.intern(this.release.takeHelpers()) as Output['helpers'] };
    } catch (error) {
      this.release.takeHelpers();
      return { values, error };
    }
  }

  /** Remembers that two points differ in one variable only. */
  connect(from: number | undefined, to: number | undefined, variable: Variable): void {
    if (from === undefined || to === undefined || from === to) return;
    const id = `${Math.min(from, to)} ${Math.max(from, to)}`;
    if (this.connected.has(id)) return;
    this.connected.add(id);
    this.edges.push({ from, to, variable, key: patternKey(variable.place) });
  }
}
