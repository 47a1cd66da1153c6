import { parseValues } from '../../../lib';
import { type TracedChart, traceChart } from '../../../lib/trace/trace';
import { SYNTHETIC_FORMS, type SyntheticForm, syntheticChart } from '../../bench/synthetic-chart';

// What a trace costs is told by `npm run bench`. How often the constructs run is the same on every machine; that of a whole
// InferenceService is bounded in `test/ml-inference`.

function traced(leaves: number, form: SyntheticForm): TracedChart {
  const definition = syntheticChart(leaves, form);
  const release = { release: 'demo', chart: 'synthetic', chartVersion: '1.0.0', namespace: 'ml' };
  return traceChart(definition, [{ name: 'base', values: parseValues(definition.values, {}), release }]);
}

test.each(SYNTHETIC_FORMS)('constructs run a number of times that is near linear in the leaves: %s', (form) => {
  const charts = [50, 100, 200].map((leaves) => traced(leaves, form));
  for (const { fixed, dead } of charts) expect([fixed, dead]).toEqual([[], []]);
  const [few, some, many] = charts.map(({ runs }) => runs);
  expect(few).toBeLessThanOrEqual(1780);
  expect(some).toBeLessThanOrEqual(2100);
  expect(many).toBeLessThanOrEqual(2750);
  // Runs for each leaf that there is more.
  expect((many - some) / 100).toBeLessThanOrEqual(1.15 * ((some - few) / 50) + 1);
});
