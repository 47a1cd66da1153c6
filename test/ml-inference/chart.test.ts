import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HelmApp, loadEnvironments } from '../../lib';
import { FoundTests } from '../../lib/trace/found-tests';
import { Markers } from '../../lib/trace/markers';
import type { RootShape } from '../../lib/trace/place';
import { States } from '../../lib/trace/states';
import { variablesOf } from '../../lib/trace/variables';
import { shapeOf } from '../../lib/values/shape';
import { describeGoldenFiles } from '../examples/describe-golden';
import { torture } from '../torture/torture';
import { describeExplanations } from './describe-explanations';
import { describeRandomValues } from './describe-random-values';
import { ENVIRONMENTS, mlInferenceChart } from './example';
import { ML_INFERENCE } from './golden';

/** All values of an inference service take long to trace: whatever needs the trace is told here, of one. */
const chart = mlInferenceChart();
const { definition, files, traced } = chart;

describe('what synth writes', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'ml-inference-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  new HelmApp({ charts: [definition], environments: loadEnvironments(ENVIRONMENTS), outdir }).synth({ charts: false });
  for (const [path, text] of files) {
    const file = join(outdir, 'charts', ML_INFERENCE.name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  describeGoldenFiles(ML_INFERENCE, outdir);
});

describe('the trace', () => {
  test('fixes no value, and every value has an effect', () => {
    expect([traced.fixed, traced.dead]).toEqual([[], []]);
  });

  test('runs the constructs a bounded number of times for each of the values', () => {
    const root = shapeOf(definition.values) as RootShape;
    const nothing = new Map<string, unknown>();
    const rich = new States(root, nothing, new Markers(root), new FoundTests()).rich();
    expect(traced.runs).toBeLessThanOrEqual(12 * variablesOf(root, rich, nothing).length);
  });
});

describe('random values', () => describeRandomValues(chart));

/** The charts of the foreign suite are tortured by its own test; all of it, for longer, by `npm run torture`. */
test('hostile values render as the constructs build them', async () => {
  const { sets, mismatches } = await torture(chart, { seed: 1, sets: 50 });
  expect(mismatches).toEqual([]);
  expect(sets).toBeGreaterThan(40);
}, 300_000);

describe('explain', () => describeExplanations(chart));
