import type { ChartReport } from '../../../lib/app/report';
import { warnings } from '../../../lib/cli/synth-summary';

const chart: ChartReport = {
  name: 'app',
  environments: [],
  fixedValues: [],
  deadValues: [],
  unenforcedValues: [],
  untakenBranches: [],
};

test('a chart about which there is nothing to know has no warnings', () => {
  expect(warnings(chart)).toEqual([]);
});

test('slow constructs are told with their time and the place in the tree', () => {
  const slowConstructs = {
    runs: 279,
    timePerRun: 95,
    longest: { time: 93, after: 'app/include', before: 'app/include/config' },
  };
  expect(warnings({ ...chart, slowConstructs })).toMatchInlineSnapshot(`
[
  "app: the constructs take 95 ms, 93 ms of them from the beginning of construct app/include to that of app/include/config; the Helm chart needed 279 runs of them, 27 s: do once, outside of the constructs, what does not depend on values",
]
`);
  expect(warnings({ ...chart, slowConstructs: { runs: 279, timePerRun: 95 } })).toMatchInlineSnapshot(`
[
  "app: the constructs take 95 ms; the Helm chart needed 279 runs of them, 27 s: do once, outside of the constructs, what does not depend on values",
]
`);
});

test('long lines of source are cut', () => {
  const location = { file: 'chart.ts', line: 3, column: 7 };
  const source = `if (${'x'.repeat(200)}) {`;
  expect(warnings({ ...chart, untakenBranches: [{ location, source, never: 'false' }] })[0]).toMatch(
    /\n {2}chart\.ts:3:7 is never false: if \(x{95}…$/,
  );
});
