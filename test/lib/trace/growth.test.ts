import { type ChartDefinition, parseValues } from '../../../lib';
import { FoundTests } from '../../../lib/trace/found-tests';
import { Markers } from '../../../lib/trace/markers';
import type { RootShape } from '../../../lib/trace/place';
import { States } from '../../../lib/trace/states';
import { type TracedChart, traceChart } from '../../../lib/trace/trace';
import { variablesOf } from '../../../lib/trace/variables';
import { shapeOf } from '../../../lib/values/shape';
import { chart, targets } from '../../bench/example';
import { SYNTHETIC_FORMS, type SyntheticForm, syntheticChart } from '../../bench/synthetic-chart';

// What a trace costs is told by `npm run bench`. How often the constructs run is the same on every machine.

function traced(leaves: number, form: SyntheticForm): TracedChart {
  const definition = syntheticChart(leaves, form);
  const release = { release: 'demo', chart: 'synthetic', chartVersion: '1.0.0', namespace: 'ml' };
  return traceChart(definition, [{ name: 'base', values: parseValues(definition.values, {}), release }]);
}

test.each(SYNTHETIC_FORMS)('constructs run a number of times that is near linear in the leaves: %s', (form) => {
  const charts = [50, 100, 200].map((leaves) => traced(leaves, form));
  for (const { fixed, dead } of charts) expect([fixed, dead]).toEqual([[], []]);
  const [few, some, many] = charts.map(({ runs }) => runs);
  expect(few).toBeLessThanOrEqual(620);
  expect(some).toBeLessThanOrEqual(910);
  expect(many).toBeLessThanOrEqual(1540);
  // Runs for each leaf that there is more.
  expect((many - some) / 100).toBeLessThanOrEqual(1.15 * ((some - few) / 50) + 1);
});

test('the constructs of a full InferenceService run a bounded number of times for each of its values', () => {
  const { runs } = traceChart(chart as never, targets);
  expect(runs).toBeLessThanOrEqual(8 * variables(chart as never));
});

/** How many parts of a chart's values there are that can take other states. */
function variables({ values }: ChartDefinition): number {
  const root = shapeOf(values) as RootShape;
  const nothing = new Map<string, unknown>();
  const rich = new States(root, nothing, new Markers(root), new FoundTests()).rich();
  return variablesOf(root, rich, nothing).length;
}
