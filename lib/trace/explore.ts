import type { Markers } from './markers';
import { movedPlaces } from './moved-places';
import { patternKey, valueAt, withValueAt } from './place';
import type { Output, Points } from './points';
import type { States } from './states';
import type { RealValues } from './trace-input';
import { type Variable, variablesOf } from './variables';

/** One variable in another state, and what that gave. */
interface Flip {
  readonly variable: Variable;
  readonly state: unknown;
  readonly to: number;
}

/**
 * Runs the constructs with what is worth knowing before a first template is learnt: the values of every environment,
 * richest and barest ones, each variable in each of its states where it shows, and pairs of those that move the same
 * place of the objects. Returns the values that others can be compared with.
 */
export function explore(
  points: Points,
  states: States,
  markers: Markers,
  environments: readonly RealValues[],
): unknown[] {
  const rich = points.intern(states.rich());
  const bare = points.intern(states.bare());
  const plain = [...environments.map(({ values }) => points.intern(states.resembling(values))), bare];
  const flips = flip(points, states, rich, () => true);
  for (const key of points.outputs.slice(0, 1).flatMap((output) => shownIn(markers, output))) points.settled.add(key);
  flipPairs(points, rich, flips);
  const [base] = plain;
  flip(points, states, base, ({ shape }) => shape.kind !== 'number');
  flip(points, states, bare, isSwitch);
  reveal(points, states, markers, rich, flips);
  for (const values of plain) reveal(points, states, markers, values, []);
  return [...plain, rich];
}

/** Whether a variable decides about more than its own text or number. */
function isSwitch({ shape }: Variable): boolean {
  return shape.optional || shape.kind === 'toggle' || shape.kind === 'choice' || shape.kind === 'union';
}

/** Puts each of some variables into each of its other states, one at a time. */
function flip(points: Points, states: States, base: unknown, isWanted: (variable: Variable) => boolean): Flip[] {
  const from = points.add(base);
  return variablesOf(states.root, base, states.fixed)
    .filter(isWanted)
    .flatMap((variable) => {
      const current = valueAt(base, variable.place.path);
      return states.states(variable).flatMap((state): Flip[] => {
        if (state === current) return [];
        const to = points.add(withValueAt(base, variable.place.path, state));
        points.connect(from, to, variable);
        return to === undefined || to === from ? [] : [{ variable, state, to }];
      });
    });
}

const MAX_REVEALED = 3;

/**
 * Flips the variables that show in what some values give and that were not seen to move anything before; where such a
 * flip, or one that was done before, shows further ones, those beside it. What one switch hides behind another is found
 * that way.
 */
function reveal(
  points: Points,
  states: States,
  markers: Markers,
  base: unknown,
  flips: readonly Flip[],
  depth = 0,
): void {
  const still = flipStill(points, states, markers, base);
  if (depth === MAX_REVEALED) return;
  for (const { to } of [...flips, ...still]) reveal(points, states, markers, points.values[to], [], depth + 1);
}

function flipStill(points: Points, states: States, markers: Markers, base: unknown): Flip[] {
  const index = points.add(base);
  if (index === undefined) return [];
  const still = shownIn(markers, points.outputs[index]).filter(
    (key) => !points.moving.has(key) && !points.settled.has(key),
  );
  if (still.length === 0) return [];
  for (const key of still) points.settled.add(key);
  return flip(points, states, base, ({ place }) => still.includes(patternKey(place)));
}

/** The variables whose markers occur in what was built. */
function shownIn(markers: Markers, { objects, helpers }: Output): string[] {
  const shown = [...markers.mentions(objects), ...markers.mentions(helpers)];
  return [...new Set(shown.map(({ place }) => patternKey(place)))];
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
  if (valueAt(one, second.variable.place.path.slice(0, -1)) === undefined) return;
  const both = points.add(withValueAt(one, second.variable.place.path, second.state));
  points.connect(first.to, both, second.variable);
  points.connect(second.to, both, first.variable);
}
