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

/** The instances among which the template of one loop's body, or of a whole chart, is learnt. */
export class Space {
  private readonly masks: (Mask | undefined)[];
  private readonly facts = new Map<string, Map<Interned, unknown>>();
  readonly all: Mask;

  constructor(
    readonly instances: readonly Instance[],
    readonly edges: readonly Edge[],
    readonly candidates: readonly Candidate[],
    /** The collections that the enclosing loops run over, outermost first. */
    readonly loops: readonly Reference[],
  ) {
    this.masks = new Array(candidates.length);
    this.all = Mask.where(instances.length, () => true);
  }

  get size(): number {
    return this.instances.length;
  }

  /**
   * What was found out about a part of the objects before, at the same position of the enclosing loops; parts repeat
   * from instance to instance.
   */
  remember<Fact>(question: string, { position }: Instance, part: Interned, find: () => Fact): Fact {
    const key = `${question} ${position.join(' ')}`;
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
    this.masks[candidate] ??= Mask.where(this.size, (index) => {
      const instance = this.instances[index] as Instance;
      return evaluateCondition((this.candidates[candidate] as Candidate).test, instance.values, instance.position);
    });
    return this.masks[candidate];
  }

  /** Whether a place can be named inside these loops at a position, with no loop of its own. */
  reaches(place: Place, position: LoopPosition): boolean {
    return place.position.length <= this.reachableSlots(place, position);
  }

  /** How many of a place's slots are the elements that the loops are at. */
  reachableSlots(place: Place, position: LoopPosition): number {
    let slot = 0;
    while (
      slot < place.position.length &&
      slot < this.loops.length &&
      place.position[slot] === position[slot] &&
      sameSteps(stepsBeforeSlot(place, slot), (this.loops[slot] as Reference).steps)
    ) {
      slot++;
    }
    return slot;
  }
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
