import type { z } from 'zod';
import { withDefaults } from '../values/defaults';
import type { PathSegment } from '../values/path';
import { readByRule } from '../values/rules/with-rules';
import { findUnportableText } from '../values/unportable';
import { withoutCapabilities } from './capabilities';
import { applyDifferences, type Difference, differences } from './differences';
import { type RootShape, valueAt, withValueAt } from './place';

/** So often, a larger part around what the schema refuses is taken back. */
const MAX_RETRACTIONS = 5;
/** So often, fewer of the changes are tried where together they are refused. */
const MAX_TRIES = 16;
/** A part of values that a schema refuses. */
interface RefusedPart {
  readonly path: readonly PathSegment[];
  /** Whether that is all that it refuses them for: what is around it need not be other. */
  readonly isWhole: boolean;
  /** Whether it may be only some of that part. */
  readonly isOpaque?: boolean;
}

/** Makes values such as a schema takes. */
export class TakenValues {
  constructor(
    private readonly schema: z.ZodType,
    private readonly root: RootShape,
  ) {}

  /** The drawn values, where the schema refuses a part of them with that of the given ones instead. */
  accepted(near: unknown, drawn: unknown): unknown {
    let values = withDefaults(this.root, drawn);
    let isOpaque = false;
    // Each time, more of what is around the refused parts is taken back.
    for (let outwards = 0; outwards < MAX_RETRACTIONS; outwards++) {
      const refused = this.refusedParts(values);
      if (refused.length === 0) return isOpaque ? this.mostOf(values, drawn) : values;
      isOpaque ||= refused.some((part) => part.isOpaque);
      for (const { path, isWhole } of refused) {
        const part = knownPart(near, isWhole ? path : path.slice(0, path.length - outwards));
        if (part.length === 0) return this.mostOf(near, values);
        values = withValueAt(values, part, valueAt(near, part));
      }
      values = withDefaults(this.root, values);
    }
    return this.mostOf(near, values);
  }

  /** The given values with as many of the drawn parts as are taken together. */
  mostOf(near: unknown, drawn: unknown, isTaken = (values: unknown) => this.isTaken(values)): unknown {
    let values = near;
    let tries = MAX_TRIES;
    const keep = (changes: readonly Difference[]) => {
      if (changes.length === 0 || tries === 0) return;
      tries--;
      const changed = withDefaults(this.root, applyDifferences(values, changes));
      if (isTaken(changed)) {
        values = changed;
      } else if (changes.length > 1) {
        const middle = changes.length >> 1;
        keep(changes.slice(0, middle));
        keep(changes.slice(middle));
      }
    };
    keep(differences(this.root, near, drawn));
    return values;
  }

  /** The values with their keys in the order of real ones. */
  inOrder(values: unknown): unknown {
    return withDefaults(this.root, values);
  }

  /** Whether the schema takes values. */
  isTaken(values: unknown): boolean {
    return this.refusedParts(values).length === 0;
  }

  private refusedParts(values: unknown): RefusedPart[] {
    const { error } = this.schema.safeParse(withoutCapabilities(values));
    if (!error)
      return findUnportableText(this.root, values).map(({ segments }) => ({ path: segments, isWhole: false }));
    return error.issues.flatMap((issue): RefusedPart[] => {
      const read = readByRule(issue)?.map((path) => ({ path, isWhole: true }));
      const isOpaque = issue.code === 'custom';
      return read ?? [{ path: issue.path as PathSegment[], isWhole: false, isOpaque }];
    });
  }
}

/** A part of values, or what is around it that others do not have: an entry, or a list with its elements. */
function knownPart(others: unknown, path: readonly PathSegment[]): readonly PathSegment[] {
  const missing = path.findIndex((_, at) => valueAt(others, path.slice(0, at + 1)) === undefined);
  if (missing < 0) return path;
  return path.slice(0, typeof path[missing] === 'number' ? missing : missing + 1);
}
