import { accountFor, canHave, type Effect, effectsBetween, outputTree } from './effects';
import type { Interned } from './interner';
import type { Markers } from './markers';
import { valueAt, withValueAt } from './place';
import type { Points } from './points';
import type { Variable } from './variables';

/** A variable that is to be put into another state. */
export interface WantedFlip {
  readonly variable: Variable;
  readonly state: unknown;
}

interface ForeseenFlip extends WantedFlip {
  readonly effects: readonly Effect[];
}

type Path = readonly (string | number)[];

/**
 * What flips did where they were made one by one. Where other values show the same parts, the same flips can be expected to
 * do the same; those that have nothing to do with each other are made together, and what comes out tells whether all of
 * them did what was expected.
 */
export class SharedFlips {
  private readonly known = new Map<string, (readonly Effect[])[]>();
  private readonly trees = new Map<number, Interned>();

  private readonly shown = new Map<number, ReadonlySet<string>>();

  constructor(
    private readonly points: Points,
    private readonly markers: Markers,
  ) {}

  /** Remembers what a flip did that was made alone; to flip back would undo it. */
  remember(from: number, to: number, { variable, state }: WantedFlip): void {
    const effects = effectsBetween(this.treeOf(from), this.treeOf(to));
    const undone = effects.map(({ path, from, to }): Effect => ({ path, from: to, to: from }));
    const before = valueAt(this.points.values[from], variable.place.path);
    this.addKnown(keyOf(this.points.values[from], { variable, state }), effects);
    this.addKnown(keyOf(this.points.values[to], { variable, state: before }), undone);
  }

  private addKnown(key: string, effects: readonly Effect[]): void {
    this.known.set(key, [...(this.known.get(key) ?? []), effects]);
  }

  /**
   * Makes some flips together as far as what they do is known and was found again. Returns those that have to be made one
   * by one.
   */
  make(from: number, wanted: readonly WantedFlip[]): WantedFlip[] {
    const alone: WantedFlip[] = [];
    const groups: Group[] = [];
    for (const flip of wanted) {
      const effects = this.foreseen(from, flip);
      if (!effects) {
        alone.push(flip);
        continue;
      }
      const foreseen = { ...flip, effects };
      const group = groups.find((candidate) => candidate.takes(foreseen));
      if (group) group.add(foreseen);
      else groups.push(new Group(foreseen));
    }
    return [...alone, ...groups.flatMap(({ flips }) => this.unexplained(from, flips))];
  }

  /** What a flip did before, if all that it changed is there. */
  private foreseen(from: number, flip: WantedFlip): readonly Effect[] | undefined {
    const known = this.known.get(keyOf(this.points.values[from], flip)) ?? [];
    const tree = this.treeOf(from);
    const effects = known.findLast((one) => one.length > 0 && canHave(tree, one));
    if (effects) return effects;
    // What shows somewhere does something.
    return this.isShown(from, flip.variable) ? undefined : known.find((one) => one.length === 0);
  }

  /** The flips of a group that did not do what they were expected to do. */
  private unexplained(from: number, flips: readonly ForeseenFlip[]): readonly WantedFlip[] {
    if (flips.length < 2) return flips;
    const values = flips.reduce<unknown>(
      (current, { variable, state }) => withValueAt(current, variable.place.path, state),
      this.points.values[from],
    );
    const to = this.points.add(values);
    const effects = flips.flatMap((flip) => flip.effects);
    if (to !== undefined) {
      const tree = this.treeOf(to);
      if (accountFor(this.treeOf(from), effects, tree)) return [];
      const [came, missed] = partition(flips, (flip) =>
        flip.effects.every(({ path, to }) => valueAt(tree, path) === to),
      );
      if (missed.length > 0) return [...missed, ...this.unexplained(from, came)];
    }
    const middle = flips.length >> 1;
    return [flips.slice(0, middle), flips.slice(middle)].flatMap((half) => this.unexplained(from, half));
  }

  /** Whether any text or number of a variable shows in what the constructs gave. */
  private isShown(point: number, { place }: Variable): boolean {
    let shown = this.shown.get(point);
    if (!shown) {
      const { objects, helpers } = this.points.outputs[point];
      const leaves = [...objects, helpers as Interned].flatMap((part) => [...this.markers.mentions(part)]);
      shown = new Set(leaves.flatMap((leaf) => prefixes(leaf.place.path)));
      this.shown.set(point, shown);
    }
    return shown.has(prefixes(place.path).at(-1) ?? '');
  }

  private treeOf(point: number): Interned {
    let tree = this.trees.get(point);
    if (tree === undefined) {
      tree = outputTree(this.points.outputs[point]);
      this.trees.set(point, tree);
    }
    return tree;
  }
}

/** Flips of different variables that change different parts of the objects. */
class Group {
  readonly flips: ForeseenFlip[] = [];
  private readonly variables = new DisjointPaths();
  private readonly parts = new DisjointPaths();

  /** Flips that do nothing are made together by themselves: if nothing comes out, all of them are as expected. */
  takes({ variable, effects }: ForeseenFlip): boolean {
    if ((effects.length === 0) !== (this.flips[0].effects.length === 0)) return false;
    return this.variables.takes(variable.place.path) && effects.every(({ path }) => this.parts.takes(path));
  }

  constructor(first: ForeseenFlip) {
    this.add(first);
  }

  add(flip: ForeseenFlip): void {
    this.flips.push(flip);
    this.variables.add(flip.variable.place.path);
    for (const { path } of flip.effects) this.parts.add(path);
  }
}

/** Paths none of which is inside of another. */
class DisjointPaths {
  private readonly whole = new Set<string>();
  private readonly around = new Set<string>();

  takes(path: Path): boolean {
    const steps = prefixes(path);
    return !this.around.has(steps[steps.length - 1]) && !steps.some((step) => this.whole.has(step));
  }

  add(path: Path): void {
    const steps = prefixes(path);
    this.whole.add(steps[steps.length - 1]);
    for (const step of steps) this.around.add(step);
  }
}

function partition<T>(from: readonly T[], isWanted: (one: T) => boolean): [T[], T[]] {
  return [from.filter(isWanted), from.filter((one) => !isWanted(one))];
}

function prefixes(path: Path): string[] {
  let text = '';
  return path.map((step) => {
    text += `\0${step}`;
    return text;
  });
}

function keyOf(values: Interned, { variable, state }: WantedFlip): string {
  return [variable.place.key, JSON.stringify(valueAt(values, variable.place.path)), JSON.stringify(state)].join('\0');
}
