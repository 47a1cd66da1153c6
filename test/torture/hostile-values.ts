import { Draws } from '../../lib/trace/draw';
import { seededRandom } from '../../lib/trace/random';
import { withDefaults } from '../../lib/values/defaults';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import type { ChartUnderTest, Values } from '../equality/mismatches';
import { hostileLiterals } from './hostile-literals';

/** So many sets are drawn from the same texts and numbers. */
export const SETS_AT_ONCE = 50;

const LITERALS = 120;

/**
 * So many sets of valid values, full of hostile text, around those of base and the environments in turn. The same seed
 * gives the same sets.
 */
export function hostileValues({ definition, environments, traced }: ChartUnderTest, seed: number): Values[] {
  const random = seededRandom(seed);
  const shape = shapeOf(definition.values) as ObjectShape;
  const fixed = new Set(traced.fixed.map(({ path }) => path));
  const literals = hostileLiterals(random, LITERALS);
  const draws = new Draws(definition.values, shape, random, (path) => fixed.has(path), literals);
  const near = [environments.base, ...environments.environments];
  return Array.from({ length: SETS_AT_ONCE }, (_, turn) => {
    const { values } = near[turn % near.length];
    // Every fifth time, each text and number is another one and all else stays.
    return withDefaults(
      shape,
      turn % 5 === 4 ? draws.sweep(values, { candidates: 'named' }) : draws.draw(values),
    ) as Values;
  });
}
