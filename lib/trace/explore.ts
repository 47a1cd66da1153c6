import { type Appearance, Appearances } from './appearances';
import type { Markers } from './markers';
import { movedPlaces } from './moved-places';
import { isWithinReach, patternKey, valueAt, withValueAt } from './place';
import type { Output, Points } from './points';
import { SharedFlips, type WantedFlip } from './shared-flips';
import type { States } from './states';
import type { RealValues } from './trace-input';
import { type Variable, variablesOf } from './variables';

/** One variable in another state, and what that gave. */
interface Flip {
  readonly variable: Variable;
  readonly state: unknown;
  readonly to: number;
}

/** Values that a template is compared with others from. */
export interface Explored {
  /** Those of base and the environments, the barest and the richest ones. */
  readonly bases: readonly unknown[];
  /** Those that show something which none of the bases does. */
  readonly revealing: readonly unknown[];
  /** Those in which a variable shows at a place where it does in none of the others, also of what was run since. */
  readonly showing: () => readonly unknown[];
  /** Flips every switch in some values; gives what was new of these. */
  readonly flipSwitches: (values: unknown) => readonly unknown[];
}

/**
 * Runs the constructs with what is worth knowing before a first template is learnt: the values of every environment,
 * richest and barest ones, each variable in each of its states, pairs of those that move the same place of the objects,
 * and each variable once more in every place where it shows.
 */
export function explore(
  points: Points,
  states: States,
  markers: Markers,
  environments: readonly RealValues[],
): Explored {
  const rich = points.intern(states.rich());
  const bare = points.intern(states.bare());
  const plain = [...environments.map(({ values }) => points.intern(states.likenesses.resembling(values))), bare];
  const shared = new SharedFlips(points, markers);
  const flips = flip(
    points,
    rich,
    wantedFlips(states, rich, () => true),
    shared,
  );
  flipPairs(points, rich, flips);
  for (const [index, base] of plain.entries()) {
    const isWanted = (variable: Variable) => isSwitch(variable) || index === 0 || variable.shape.kind === 'number';
    const wanted = wantedFlips(states, base, isWanted);
    const from = points.add(base);
    flip(points, base, from === undefined ? wanted : shared.make(from, wanted), shared);
  }
  const bases = [...plain, rich];
  const appearances = new Appearances(markers);
  const revealing = reveal(points, states, shared, appearances, bases);
  const flipSwitches = (values: unknown) => {
    const before = points.values.length;
    const index = points.add(values);
    const wanted = wantedFlips(states, values, isSwitch);
    if (index !== undefined) flip(points, values, shared.make(index, wanted), shared);
    return points.values.slice(before);
  };
  return { bases, revealing, showing: newlyShowing(points, appearances, [...bases, ...revealing]), flipSwitches };
}

/** Goes on through the points wherever it stopped, and gives all values in which something shows where it did not before. */
function newlyShowing(points: Points, appearances: Appearances, before: readonly unknown[]): () => readonly unknown[] {
  const known = new Set<string>();
  const finished = new Set<readonly Appearance[]>();
  const addShown = (index: number): boolean => {
    const lists = appearances.of(points.outputs[index]).filter((list) => !finished.has(list));
    for (const list of lists) finished.add(list);
    const count = known.size;
    for (const { variable, place } of lists.flat()) known.add(`${variable} ${place}`);
    return known.size > count;
  };
  for (const values of before) {
    const index = points.add(values);
    if (index !== undefined) addShown(index);
  }
  const found: unknown[] = [];
  let next = 0;
  return () => {
    for (; next < points.values.length; next++) {
      if (addShown(next)) found.push(points.values[next]);
    }
    return found;
  };
}

/** Whether a variable decides about more than its own text or number. */
function isSwitch({ shape }: Variable): boolean {
  return shape.optional || shape.kind === 'toggle' || shape.kind === 'choice' || shape.kind === 'union';
}

/** Each of some variables with each of its other states. */
function wantedFlips(states: States, base: unknown, isWanted: (variable: Variable) => boolean): WantedFlip[] {
  return variablesOf(states.root, base, states.fixed)
    .filter(isWanted)
    .flatMap((variable) => {
      const current = valueAt(base, variable.place.path);
      return states
        .states(variable)
        .filter((state) => state !== current)
        .map((state) => ({ variable, state }));
    });
}

/** Makes flips, one at a time. */
function flip(points: Points, base: unknown, wanted: readonly WantedFlip[], shared: SharedFlips): Flip[] {
  const from = points.add(base);
  return wanted.flatMap(({ variable, state }): Flip[] => {
    const to = points.add(withValueAt(base, variable.place.path, state));
    points.connect(from, to, variable);
    if (from === undefined || to === undefined || to === from) return [];
    shared.remember(from, to, { variable, state });
    return [{ variable, state, to }];
  });
}

const MAX_REVEALED = 4000;

/**
 * Flips the variables that show at a place at which they were not flipped yet: what one switch hides behind another is
 * found that way. Returns values that show a place which none of the bases does.
 */
function reveal(
  points: Points,
  states: States,
  shared: SharedFlips,
  appearances: Appearances,
  bases: readonly unknown[],
): unknown[] {
  const [rich] = bases.slice(-1);
  const settled = new Set<string>();
  const known = new Set<string>();
  // The lists of which all is known and settled.
  const finished = new Set<readonly Appearance[]>();
  for (const base of bases) {
    const index = points.add(base);
    for (const list of index === undefined ? [] : appearances.of(points.outputs[index])) {
      for (const { variable, place } of list) {
        known.add(place).add(variable);
        // All variables were flipped there.
        if (base === rich) settled.add(`${variable} ${place}`);
      }
      if (base === rich) finished.add(list);
    }
  }
  const revealing: unknown[] = [];
  let flipped = 0;
  for (let index = 0; index < points.values.length && flipped < MAX_REVEALED; index++) {
    const values = points.values[index];
    const lists = appearances.of(points.outputs[index]).filter((list) => !finished.has(list));
    const shown = lists.flat();
    for (const list of lists) finished.add(list);
    const isRevealing = shown.some(({ variable, place }) => !known.has(place) || !known.has(variable));
    if (isRevealing) {
      revealing.push(values);
      // Any switch may decide about what was not there, or be what was copied there.
      const wanted = wantedFlips(states, values, isSwitch);
      flipped += flip(points, values, shared.make(index, wanted), shared).length;
    }
    for (const { variable, place } of shown) known.add(place).add(variable);
    const unsettled = new Set(
      shown.flatMap(({ variable, place }) => (settled.has(`${variable} ${place}`) ? [] : variable)),
    );
    if (unsettled.size === 0) continue;
    for (const { variable, place } of shown) if (unsettled.has(variable)) settled.add(`${variable} ${place}`);
    const around = new Set([...unsettled].flatMap(patternsAbove));
    const wanted = wantedFlips(states, values, (variable) => {
      const pattern = patternKey(variable.place);
      return unsettled.has(pattern) || around.has(pattern);
    });
    flipped += flip(points, values, wanted, shared).length;
  }
  return revealing;
}

/** The patterns of what a variable is inside of, of which it depends whether it is there. */
function patternsAbove(pattern: string): string[] {
  return [...pattern.matchAll(/[.[]/g)].map(({ index }) => pattern.slice(0, index));
}

/** Puts two variables into other states at once where each alone moves the same place of the objects. */
function flipPairs(points: Points, base: unknown, flips: readonly Flip[]): void {
  const from = points.add(base);
  if (from === undefined) return;
  const byPlace = new Map<string, Flip[]>();
  for (const candidate of flips) {
    if (isOtherNumber(candidate, base)) continue;
    for (const place of movedOutputs(points.outputs[from], points.outputs[candidate.to])) {
      byPlace.set(place, [...(byPlace.get(place) ?? []), candidate]);
    }
  }
  for (const moving of byPlace.values()) {
    for (const [index, first] of moving.entries()) {
      for (const second of moving.slice(index + 1)) flipBoth(points, base, first, second);
    }
  }
}

/** The places at which objects and named templates differ. */
function movedOutputs(left: Output, right: Output): Set<string> {
  const helpers = Object.keys({ ...left.helpers, ...right.helpers }).filter(
    (name) => left.helpers[name] !== right.helpers[name],
  );
  return new Set([...movedPlaces(left.objects, right.objects), ...helpers]);
}

/** Only another number in the place of a number: nothing but that number moves. */
function isOtherNumber({ variable, state }: Flip, base: unknown): boolean {
  return variable.shape.kind === 'number' && Boolean(state) && Boolean(valueAt(base, variable.place.path));
}

function flipBoth(points: Points, base: unknown, first: Flip, second: Flip): void {
  if (first.variable === second.variable) return;
  const one = withValueAt(base, first.variable.place.path, first.state);
  if (!isWithinReach(one, second.variable.place)) return;
  const both = points.add(withValueAt(one, second.variable.place.path, second.state));
  points.connect(first.to, both, second.variable);
  points.connect(second.to, both, first.variable);
}
