import type { ObjectShape, Shape } from '../values/shape';
import type { Reference, ReferenceStep } from './reference';

/** What the values schema says about the place that a reference names. */
interface SchemaPlace {
  /** The position of each step's key among its neighbours: places in the schema's order compare by these. */
  readonly rank: readonly number[];
  /** Valid values always have the place. */
  readonly isRequired: boolean;
}

/** The values schema, as far as conditions on values depend on it. */
export class ValuesOrder {
  constructor(private readonly root: ObjectShape) {}

  /** Whether all valid values have what the reference names, under whatever loops it stands. */
  isRequired({ steps }: Reference): boolean {
    return this.find(steps).isRequired;
  }

  /** Negative where the left one comes first in `values.yaml`; what is around a value comes before it. */
  compare(left: Reference, right: Reference): number {
    const [leftRank, rightRank] = [this.find(left.steps).rank, this.find(right.steps).rank];
    const at = leftRank.findIndex((rank, index) => rank !== rightRank[index]);
    return at < 0 ? leftRank.length - rightRank.length : leftRank[at] - (rightRank[at] ?? -1);
  }

  private find(steps: readonly ReferenceStep[]): SchemaPlace {
    const rank: number[] = [];
    let isRequired = true;
    let shapes: readonly Shape[] = [this.root];
    for (const step of steps) {
      const below = shapes.flatMap((shape) => stepInto(shape, step));
      rank.push(below[0]?.rank ?? 0);
      isRequired &&= below.length === shapes.length && below.every(({ isThere }) => isThere);
      shapes = below.flatMap(({ shape }) => (shape.kind === 'union' ? shape.options : [shape]));
    }
    return { rank, isRequired };
  }
}

interface Child {
  readonly shape: Shape;
  readonly rank: number;
  readonly isThere: boolean;
}

/** What a step leads to; nothing where the shape does not say. */
function stepInto(shape: Shape, step: ReferenceStep): Child[] {
  if (shape.kind === 'object' && typeof step === 'string') {
    const child = shape.keys.get(step);
    const rank = [...shape.keys.keys()].indexOf(step);
    return child ? [{ shape: child, rank, isThere: !child.optional && !child.nullable }] : [];
  }
  if (typeof step === 'string') return [];
  const isThere = 'loop' in step;
  if (shape.kind === 'sequence') return [{ shape: shape.element, rank: 0, isThere }];
  return shape.kind === 'dictionary' ? [{ shape: shape.value, rank: 0, isThere }] : [];
}
