import { buildConstructs } from '../definition/build';
import type { ChartDefinition } from '../definition/chart-definition';
import type { Release } from '../release/release';
import { withoutCapabilities } from './capabilities';
import { reachableSource, type SourcePiece } from './reachable-source';
import { valueReaders } from './value-readers';

/** The source that the constructs of a chart may run: their own, and what they use of the user's files. */
export function constructsSource(definition: ChartDefinition, values: unknown, release: Release): SourcePiece[] {
  const readers = valueReaders(withoutCapabilities(values) as object, (watched) => {
    buildConstructs(definition, watched as never, release);
  });
  return reachableSource(String(definition.constructs), readers);
}
