import { type Condition, conditionKey } from '../template/condition';

/** What separates the steps of a place of the objects, as texts. */
const STEP = '\n';

/** The place below another. */
export function placeBelow(at: string, step: string): string {
  return `${at}${STEP}${step}`;
}

/** So many last steps make two places alike. */
const ALIKE_STEPS = 2;

/** The conditions that were found at places of the objects: what is alike is often there for the same reason. */
export class KnownConditions {
  private readonly known = new Map<string, Map<string, Condition>>();

  /** The conditions found at places that end alike. */
  alike(at: string): readonly Condition[] {
    return [...(this.known.get(endOf(at))?.values() ?? [])];
  }

  add(at: string, condition: Condition): void {
    const end = endOf(at);
    const conditions = this.known.get(end) ?? new Map<string, Condition>();
    this.known.set(end, conditions.set(conditionKey(condition), condition));
  }
}

function endOf(at: string): string {
  return at.split(STEP).slice(-ALIKE_STEPS).join(STEP);
}
