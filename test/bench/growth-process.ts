import { parseValues } from '../../lib';
import { traceChart } from '../../lib/trace/trace';
import { type SyntheticForm, syntheticChart } from './synthetic-chart';

/** What {@link measuredInProcess} gets from this program. */
export interface GrowthMeasurement {
  readonly seconds: number;
  /** How often the constructs were run. */
  readonly runs: number;
}

const [leaves, form] = process.argv.slice(2);
const chart = syntheticChart(Number(leaves), form as SyntheticForm);
const values = parseValues(chart.values, {});
const release = { release: 'bench', chart: chart.metadata.name, chartVersion: chart.metadata.version, namespace: 'ml' };
const started = performance.now();
const { runs } = traceChart(chart, [{ name: 'base', values, release }]);
const measurement: GrowthMeasurement = { seconds: (performance.now() - started) / 1000, runs };
console.log(JSON.stringify(measurement));
