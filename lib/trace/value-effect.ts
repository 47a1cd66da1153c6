import type { Manifest } from '../definition/build';
import { shownFile } from '../definition/user-files';
import type { SourceLocation } from '../errors';
import type { Interned } from './interner';
import { isSameField, movedPlaces } from './moved-places';
import { withValueAt } from './place';
import { readable } from './trace-errors';
import { whileWatching } from './watched-values';

/** What the constructs do with a value, as the user knows it. */
export interface ValueEffect {
  /** Where it shows in the objects. */
  readonly place: string;
  /** The code that reads the value and has that effect. */
  readonly readAt?: SourceLocation;
}

/** Real values, and what the constructs build from values like them. */
interface RealBuild {
  readonly values: object;
  readonly build: (values: object) => readonly Manifest[];
}

/** One value that is put in the place of a real one. */
interface Change {
  readonly real: RealBuild;
  readonly other: unknown;
  /** Where that shows. */
  readonly shown: string;
  /** The places at which some objects differ from what the real values give. */
  readonly moved: (objects: readonly Manifest[] | undefined) => string[];
}

/**
 * Finds out by real values what the constructs do with one of these, and where: the line that has the effect alone when
 * only it reads another value.
 *
 * @param path of the value
 * @param place where the effect shows when the values are those of a trace
 * @param others what else the value can be
 */
export function valueEffect(
  path: readonly string[],
  place: string,
  others: readonly unknown[],
  reals: readonly RealBuild[],
): ValueEffect {
  const first = firstChange(path, place, others, reals);
  const { values, build } = first?.real ?? reals[0];
  const sites = new Map<string, SourceLocation>();
  const watching = (onRead: (value: unknown, site: string) => unknown) =>
    attempt(() =>
      whileWatching(
        values,
        [path],
        (value, places) => {
          const [site] = places();
          const key = site ? `${site.file}:${site.line}:${site.column}` : '';
          if (site) sites.set(key, site);
          return onRead(value, key);
        },
        build,
      ),
    );
  watching((value) => value);
  const all = [...sites];
  const culprit =
    first &&
    all.find(([key]) =>
      first.moved(watching((value, site) => (site === key ? first.other : value))).includes(first.shown),
    );
  const [, at] = culprit ?? all[0] ?? [];
  return { place: readable(first?.shown ?? place), ...(at && { readAt: { ...at, file: shownFile(at.file) } }) };
}

/** The first of the values' changes that shows at or around a place. */
function firstChange(
  path: readonly string[],
  place: string,
  others: readonly unknown[],
  reals: readonly RealBuild[],
): Change | undefined {
  for (const real of reals) {
    const before = attempt(() => real.build(real.values));
    const moved = (after: readonly Manifest[] | undefined) => changedPlaces(before, after);
    for (const other of others) {
      const changed = withValueAt(real.values, path, other) as object;
      const shown = moved(attempt(() => real.build(changed))).find((one) => isSameField(one, place));
      if (shown !== undefined) return { real, other, shown, moved };
    }
  }
  return undefined;
}

/** The places at which some objects differ from what they were; none where either could not be built. */
function changedPlaces(before: readonly Manifest[] | undefined, after: readonly Manifest[] | undefined): string[] {
  return before && after ? [...movedPlaces(before as unknown as Interned[], after as unknown as Interned[])] : [];
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
