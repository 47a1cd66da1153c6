import { loadEnvironments } from '../../lib';
import { synthesizeChart } from '../../lib/app/synthesize-chart';
import { validateEnvironments } from '../../lib/environment/validate';
import { expectEqualRendering } from '../equality/expect-equal';
import type { Example } from './example';
import { standInDependencies } from './stand-in-dependencies';

/** Whether an example's chart renders as its constructs build, whatever the values. */
export function describeRandomValues({ chart, environments: folder }: Example): void {
  test('random values render as the constructs build them', async () => {
    const environments = validateEnvironments(loadEnvironments(folder), chart.values);
    const { files, ...synthesized } = synthesizeChart(chart, environments);
    await expectEqualRendering({
      ...synthesized,
      files: new Map([...files, ...standInDependencies(chart)]),
      definition: chart,
      environments,
    });
  });
}
