import type { ChartDefinition } from '../../../lib/definition/chart-definition';
import { templateFiles } from '../../../lib/template/template-files';
import { BranchWatch } from '../../../lib/trace/branch-watch';
import { Coverage } from '../../../lib/trace/coverage';
import { type TracedChart, traceChart } from '../../../lib/trace/trace';
import { constructs, values } from './user-modules/chart';

const definition = {
  metadata: { name: 'demo', version: '1.0.0', description: 'Demo' },
  values,
  constructs,
} as unknown as ChartDefinition;
const base = {
  name: 'base',
  values: values.parse({}),
  release: { release: 'demo', chart: 'demo', namespace: 'default' },
};

function traced(branches?: BranchWatch): TracedChart {
  try {
    return traceChart(definition, [base], branches);
  } finally {
    branches?.end();
  }
}

describe('branches on what text says, in other modules than the constructs', () => {
  const chart = traced(BranchWatch.begin(1));
  const [template] = templateFiles(chart.template, 'demo').values();
  const [, spec] = template.split('\nspec:\n');

  test('are learnt where values are compared with texts, in a switch or a table', () => {
    expect(spec).toMatchInlineSnapshot(`
"  {{- if hasPrefix "special-" .Values.kind }}
  kind: special
  {{- else }}
  kind: usual
  {{- end }}
  {{- if eq .Values.size "small" }}
  replicas: 1
  {{- else if eq .Values.size "large" }}
  replicas: 30
  {{- else }}
  replicas: 2
  {{- end }}
  mode: {{ .Values.mode | quote }}
  {{- if eq .Values.tier "fast" }}
  tier: gold
  {{- else if eq .Values.tier "very slow" }}
  tier: iron
  {{- else }}
  tier: none
  {{- end }}
"
`);
  });

  test('fix the value where no template can say what is done with it: a pattern', () => {
    expect(chart.fixed.map(({ path }) => path)).toEqual(['host']);
  });

  test('are told where no value takes them; a check that throws is none', () => {
    expect(
      chart.untaken.map(({ location: { file, line }, never, source }) => `${file}:${line} ${never} ${source}`),
    ).toMatchInlineSnapshot(`
[
  "test/lib/trace/user-modules/chart.ts:29 true ...(label.charCodeAt(7) === 0x2603 && { gpu: true }),",
]
`);
  });

  test('lead to the same chart where nobody watches', () => {
    expect(traced().template).toEqual(chart.template);
    expect(traced().untaken).toEqual([]);
  });
});

test('the watch ends as soon as all branches were taken: it takes time', () => {
  const end = jest.spyOn(Coverage.prototype, 'end');
  const branches = BranchWatch.begin(1);
  traceChart({ ...definition, constructs: () => undefined }, [base], branches);
  expect(end).toHaveBeenCalledTimes(1);
  expect(branches?.untaken()).toEqual([]);
});
