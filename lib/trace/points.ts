import { build } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { Interned, Interner } from './interner';
import type { Variable } from './leaves';
import { patternKey } from './place';
import type { Edge } from './space';
import type { TracedRelease } from './traced-release';

/** What the constructs built from one set of values. */
export interface Output {
  readonly objects: readonly Interned[];
  /** The texts of the named templates, by name. */
  readonly helpers: { readonly [name: string]: string };
}

/** The sets of values that the constructs were run with while tracing, and what came out. */
export class Points {
  private readonly indexes = new Map<Interned, number | undefined>();
  readonly values: Interned[] = [];
  readonly outputs: Output[] = [];
  readonly edges: Edge[] = [];
  /** The variables that were seen to move anything, by their pattern. */
  readonly moving = new Set<string>();
  /** The variables that were put into all their states where they show, by their pattern. */
  readonly settled = new Set<string>();
  private readonly connected = new Set<string>();
  /** What the constructs threw, for the values that they refused. */
  readonly refusals: unknown[] = [];

  constructor(
    private readonly definition: ChartDefinition,
    private readonly release: TracedRelease,
    private readonly interner: Interner,
  ) {}

  /** Runs the constructs with some values; `undefined` where they throw. Values that were run before are not run again. */
  add(values: unknown): number | undefined {
    const interned = this.interner.intern(values);
    if (this.indexes.has(interned)) return this.indexes.get(interned);
    const output = this.run(interned);
    const index = output && this.values.length;
    this.indexes.set(interned, index);
    if (output) {
      this.values.push(interned);
      this.outputs.push(output);
    }
    return index;
  }

  /** The values with equal parts shared: quicker to change and to look up. */
  intern(values: unknown): Interned {
    return this.interner.intern(values);
  }

  /** Whether some values were run already. */
  has(values: unknown): boolean {
    return this.indexes.has(this.interner.intern(values));
  }

  private run(values: Interned): Output | undefined {
    try {
      const objects = this.interner.intern(
        build(this.definition, values as never, this.release),
      ) as readonly Interned[];
      return { objects, helpers: this.interner.intern(this.release.takeHelpers()) as Output['helpers'] };
    } catch (error) {
      this.refusals.push(error);
      this.release.takeHelpers();
      return undefined;
    }
  }

  /** Remembers that two points differ in one variable only. */
  connect(from: number | undefined, to: number | undefined, variable: Variable): void {
    if (from === undefined || to === undefined || from === to) return;
    const id = `${Math.min(from, to)} ${Math.max(from, to)}`;
    if (this.connected.has(id)) return;
    this.connected.add(id);
    const key = patternKey(variable.place);
    this.edges.push({ from, to, variable, key });
    const [left, right] = [this.outputs[from], this.outputs[to]];
    if (left.objects !== right.objects || left.helpers !== right.helpers) this.moving.add(key);
  }
}
