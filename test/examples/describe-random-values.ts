import { loadEnvironments } from '../../lib';
import { releaseProps } from '../../lib/app/release-props';
import { build } from '../../lib/definition/build';
import { validateEnvironments } from '../../lib/environment/validate';
import { Release } from '../../lib/release/release';
import { chosenOptions } from '../../lib/values/presets/preset-choices';
import { type ObjectShape, shapeOf } from '../../lib/values/shape';
import { type ChartUnderTest, helmMismatches, type Values } from '../equality/mismatches';
import { randomValues } from '../equality/random-values';
import { type Example, goldenChartFiles } from './example';
import { standInDependencies } from './stand-in-dependencies';

/** Sets of random values for each Helm; constructs refuse some that the schema takes. */
const [DRAWN, FEWEST] = [25, 10];

/** Whether an example's expected chart renders as its constructs build, whatever the values. */
export function describeRandomValues(example: Example): void {
  const { chart: definition } = example;
  const environments = validateEnvironments(loadEnvironments(example.environments), definition.values);
  const shape = shapeOf(definition.values) as ObjectShape;
  const chart = {
    definition,
    environments,
    files: new Map([...goldenChartFiles(example), ...standInDependencies(definition)]),
    // No value of an example is fixed: see its golden test.
    traced: { fixed: [], presetChoices: chosenOptions(shape, environments.base.values) },
  } as unknown as ChartUnderTest;

  test.each([3, 4] as const)('Helm %i renders random values as the constructs build them', async (major) => {
    const valueSets = randomValues(chart, DRAWN, major).filter((values) => isBuilt(chart, values));
    expect(valueSets.length).toBeGreaterThanOrEqual(FEWEST);
    expect(await helmMismatches(major, chart, valueSets)).toEqual([]);
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
