import { buildConstructs } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { SourceLocation } from '../errors';
import type { Release } from '../release/release';
import { withoutCapabilities } from './capabilities';
import { reachableSource, type SourcePiece } from './reachable-source';
import { watchedRelease, whileWatching } from './watched-values';

/** The source that the constructs of a chart may run: their own, and what they use of the user's files. */
export function constructsSource(definition: ChartDefinition, values: unknown, release: Release): SourcePiece[] {
  const real = withoutCapabilities(values) as object;
  const readers = new Map<string, SourceLocation>();
  const remember = (value: unknown, places: () => SourceLocation[]) => {
    for (const place of places()) readers.set(`${place.file}:${place.line}:${place.column}`, place);
    return value;
  };
  const keys = Object.keys(real).map((key) => [key]);
  whileWatching(real, keys, remember, (watched) =>
    buildConstructs(definition, watched as never, watchedRelease(release, remember)),
  );
  return reachableSource(String(definition.constructs), [...readers.values()]);
}
