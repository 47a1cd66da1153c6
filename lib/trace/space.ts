import { type Condition, conditionKey } from '../template/condition';
import { evaluateCondition } from '../template/evaluate';
import type { LoopPosition, Reference, ReferenceStep } from '../template/reference';
import type { Shape } from '../values/shape';
import type { Interned } from './interner';
import { Mask } from './mask';
import type { Place } from './place';
import type { Candidate } from './tests';

/** One set of values, seen from inside the enclosing loops at one position. */
export interface Instance {
  readonly values: Interned;
  readonly position: LoopPosition;
}

/** Two instances that differ in one variable only: what differs in their objects comes from that variable. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly variable: { readonly place: Place; readonly shape: Shape };
  readonly key: string;
}

/** The instances in which something holds, among so many first ones. */
interface KnownMask {
  readonly mask: Mask;
  readonly size: number;
}

/** The instances among which the template of one loop's body, or of a whole chart, is learnt. */
export class Space {
  private readonly masks: (Mask | undefined)[];
  private readonly opposites: (Mask | undefined)[];
  private readonly conditions: Map<string, KnownMask>;
  private readonly facts: Map<string, Map<Interned, unknown>>;
  private readonly byVariable: Map<string, readonly number[]>;
  private readonly slotLoops = new WeakMap<Place, readonly number[]>();
  readonly all: Mask;

  constructor(
    readonly instances: readonly Instance[],
    readonly edges: readonly Edge[],
    readonly candidates: readonly Candidate[],
    /** The collections that the enclosing loops run over, outermost first. */
    readonly loops: readonly Reference[],
    /** A space of the first ones of the same instances, with the same loops. */
    before?: Space,
    /** The variables that are seen to change the object that is learnt. @default not known */
    readonly moving?: ReadonlySet<string>,
  ) {
    const same = before?.size === instances.length && before.candidates === candidates ? before : undefined;
    this.masks = same?.masks ?? new Array(candidates.length);
    this.opposites = same?.opposites ?? new Array(candidates.length);
    this.conditions = before?.conditions ?? new Map();
    this.facts = before?.facts ?? new Map();
    this.byVariable = before?.candidates === candidates ? before.byVariable : new Map();
    this.all = before?.size === instances.length ? before.all : Mask.where(instances.length, () => true);
  }

  /** The same instances, for learning an object that these variables are seen to change. */
  of(moving: ReadonlySet<string>): Space {
    return new Space(this.instances, this.edges, this.candidates, this.loops, this, moving);
  }

  get size(): number {
    return this.instances.length;
  }

  /**
   * What was found out about a part of the objects before, at the same position of the enclosing loops; parts repeat
   * from instance to instance.
   */
  remember<Fact>(question: string, { position }: Instance, part: Interned, find: () => Fact): Fact {
    const key = position.length === 0 ? question : `${question} ${position.join(' ')}`;
    let facts = this.facts.get(key) as Map<Interned, Fact> | undefined;
    if (!facts) {
      facts = new Map();
      this.facts.set(key, facts as Map<Interned, unknown>);
    }
    let fact = facts.get(part);
    if (fact === undefined) {
      fact = find();
      facts.set(part, fact);
    }
    return fact;
  }

  /** The instances in which a test holds. */
  holds(candidate: number): Mask {
    this.masks[candidate] ??= this.holding(this.candidates[candidate].test);
    return this.masks[candidate];
  }

  /** The instances in which a condition holds. */
  holding(condition: Condition): Mask {
    const key = conditionKey(condition);
    const known = this.conditions.get(key);
    if (known?.size === this.size) return known.mask;
    const mask = known ? known.mask.extended(this.size) : Mask.empty(this.size);
    for (let index = known?.size ?? 0; index < this.size; index++) {
      const { values, position } = this.instances[index];
      if (evaluateCondition(condition, values, position)) mask.add(index);
    }
    this.conditions.set(key, { mask, size: this.size });
    return mask;
  }

  /** The instances in which a test does not hold. */
  fails(candidate: number): Mask {
    this.opposites[candidate] ??= this.all.without(this.holds(candidate));
    return this.opposites[candidate];
  }

  /** The candidates that ask about a variable, or about something inside of it. */
  candidatesInside(variable: string): readonly number[] {
    let found = this.byVariable.get(variable);
    if (!found) {
      found = this.candidates.flatMap((candidate, index) => (isInside(candidate.variable, variable) ? [index] : []));
      this.byVariable.set(variable, found);
    }
    return found;
  }

  /** Whether a place can be named inside these loops at a position, with no loop of its own. */
  reaches(place: Place, position: LoopPosition): boolean {
    return place.position.length <= this.reachableSlots(place, position);
  }

  /** How many of a place's slots are the elements that the loops are at. */
  reachableSlots(place: Place, position: LoopPosition): number {
    const loops = this.loopsOf(place);
    const outside = loops.findIndex((loop, slot) => place.position[slot] !== position[loop]);
    return outside < 0 ? loops.length : outside;
  }

  /** The place as a template names it inside of these loops. */
  referenceTo(place: Place, shape: Shape): Reference {
    return { steps: withLoops(place.steps, this.loopsOf(place)), shape, optionalSteps: place.optionalSteps };
  }

  /** Whether one of the loops runs over a collection. */
  isLoopedOver(collection: readonly ReferenceStep[]): boolean {
    return this.loops.some(({ steps }) => sameSteps(collection, steps));
  }

  /** The loop that each of a place's slots is an element of, as far as there are loops for them. */
  loopsOf(place: Place): readonly number[] {
    let loops = this.slotLoops.get(place);
    if (!loops) {
      loops = this.findLoops(place);
      this.slotLoops.set(place, loops);
    }
    return loops;
  }

  private findLoops(place: Place): number[] {
    const found: number[] = [];
    for (let slot = 0; slot < place.position.length; slot++) {
      const before = withLoops(stepsBeforeSlot(place, slot), found);
      const loop = this.loops.findLastIndex(({ steps }) => sameSteps(before, steps));
      if (loop < 0) break;
      found.push(loop);
    }
    return found;
  }
}

export function isInside(variable: string, outer: string): boolean {
  if (!variable.startsWith(outer)) return false;
  const next = variable[outer.length];
  return next === undefined || next === '.' || next === '[';
}

/** Steps whose slots are numbered by the loops that they belong to. */
function withLoops(steps: readonly ReferenceStep[], loops: readonly number[]): readonly ReferenceStep[] {
  if (loops.every((loop, slot) => loop === slot)) return steps;
  return steps.map((step) =>
    typeof step !== 'string' && 'loop' in step ? { loop: loops[step.loop] ?? step.loop } : step,
  );
}

/** The steps that lead to the collection whose element a slot is. */
export function stepsBeforeSlot(place: Place, slot: number): readonly ReferenceStep[] {
  const at = place.steps.findIndex((step) => typeof step !== 'string' && 'loop' in step && step.loop === slot);
  return at < 0 ? place.steps : place.steps.slice(0, at);
}

function sameSteps(left: readonly ReferenceStep[], right: readonly ReferenceStep[]): boolean {
  return (
    left.length === right.length &&
    left.every((step, index) => {
      const other = right[index] as ReferenceStep;
      return step === other || JSON.stringify(step) === JSON.stringify(other);
    })
  );
}
