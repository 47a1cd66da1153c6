import { loadEnvironments } from '../../lib';
import { releaseProps } from '../../lib/app/release-props';
import { synthesizeChart } from '../../lib/app/synthesize-chart';
import { build } from '../../lib/definition/build';
import { validateEnvironments } from '../../lib/environment/validate';
import { Release } from '../../lib/release/release';
import { type ChartUnderTest, evaluatedMismatches, helmMismatches, type Values } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';
import type { Example } from './example';
import { standInDependencies } from './stand-in-dependencies';

/** Sets of random values; constructs refuse some that the schema takes. */
const [DRAWN, FEWEST] = [40, 15];

/** Whether an example's chart renders as its constructs build, whatever the values. */
export function describeRandomValues({ chart: definition, environments: folder }: Example): void {
  test('random values render as the constructs build them', async () => {
    const environments = validateEnvironments(loadEnvironments(folder), definition.values);
    const { files, ...synthesized } = synthesizeChart(definition, environments);
    const chart: ChartUnderTest = {
      ...synthesized,
      files: new Map([...files, ...standInDependencies(definition)]),
      definition,
      environments,
    };
    const valueSets = randomValues(chart, DRAWN, 1).filter((values) => isBuilt(chart, values));
    expect(valueSets.length).toBeGreaterThanOrEqual(FEWEST);
    expect(evaluatedMismatches(chart, valueSets)).toEqual([]);
    const [helm3, helm4] = await Promise.all([
      helmMismatches(3, chart, valueSets),
      helmMismatches(4, chart, valueSets),
    ]);
    expect({ helm3, helm4 }).toEqual({ helm3: [], helm4: [] });
  });
}

function isBuilt({ definition, environments }: ChartUnderTest, values: Values): boolean {
  try {
    build(definition, values, new Release(releaseProps(definition.metadata, environments.base.environment, values)));
    return true;
  } catch {
    return false;
  }
}
