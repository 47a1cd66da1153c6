import { applyDifferences, type Difference, differences } from '../../lib/trace/differences';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import { type ChartUnderTest, findMismatches, type Values } from '../equality/mismatches';
import type { HelmMajor } from '../helm/bundles';

/**
 * Mismatching values with as much as possible as in the values of base or of an environment: those that differ least from
 * them, one value of the differences alone if one alone does it, otherwise without those that are not needed. Takes few runs of Helm,
 * because each tries all candidates.
 */
export async function shrink(major: HelmMajor, chart: ChartUnderTest, mismatching: Values): Promise<Values> {
  const root = shapeOf(chart.definition.values) as ObjectShape;
  const { base, environments } = chart.environments;
  const [nearest] = [base, ...environments]
    .map(({ values }) => ({ values, all: differences(root, values, mismatching) }))
    .sort((left, right) => left.all.length - right.all.length);
  const firstFailing = async (candidates: readonly (readonly Difference[])[]) => {
    const sets = candidates.map((changes) => applyDifferences(nearest.values, changes) as Values);
    const valid = sets.map((values) => chart.definition.values.safeParse(values).success);
    const tried = sets.filter((_, at) => valid[at]);
    const [first] = await findMismatches(major, chart, tried);
    return first && candidates[sets.indexOf(tried[first.index])];
  };
  const alone = await firstFailing(nearest.all.map((change) => [change]));
  let kept: readonly Difference[] = alone ?? nearest.all;
  while (kept.length > 1) {
    const fewer = await firstFailing(kept.map((change) => kept.filter((other) => other !== change)));
    if (!fewer) break;
    kept = fewer;
  }
  return applyDifferences(nearest.values, kept) as Values;
}
