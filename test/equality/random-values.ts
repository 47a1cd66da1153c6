import { Draws } from '../../lib/trace/draw';
import { seededRandom } from '../../lib/trace/random';
import { withDefaults } from '../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import type { ChartUnderTest, Values } from './mismatches';

/**
 * So many random sets of valid values, hostile text among them, around those of base and the environments in turn. The
 * same seed always gives the same sets.
 */
export function randomValues(
  { definition, environments, traced }: ChartUnderTest,
  count: number,
  seed: number,
): Values[] {
  const shape = shapeOf(definition.values) as ObjectShape;
  const fixed = new Set(traced.fixed.map(({ path }) => path));
  const draws = new Draws(definition.values, shape, seededRandom(seed), (path) => fixed.has(path));
  const near = [environments.base, ...environments.environments];
  return Array.from(
    { length: count },
    (_, turn) => withDefaults(shape, draws.draw(near[turn % near.length].values)) as Values,
  );
}
