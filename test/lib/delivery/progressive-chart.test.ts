import { ProgressiveInferenceService } from '../../../lib/delivery/progressive-inference-service';
import { progressiveInferenceServiceValues } from '../../../lib/delivery/progressive-inference-service-values';
import { pickValues } from '../../../lib/values/parts/pick-values';
import { expectEqualRendering } from '../../equality/expect-equal';
import { evaluatedMismatches } from '../../equality/mismatches';
import { randomValues } from '../../equality/random-values';
import { helmBinary } from '../../helm/binaries';
import { refusedValues } from '../../helm/refused-values';
import { temporaryChart } from '../../helm/temporary-chart';
import { torture } from '../../torture/torture';
import { smallChart } from '../trace/small-chart';
import { INGRESS, progressiveProblems } from './build-progressive-service';
import { progressiveChart } from './progressive-chart';

const SETS = 50;
const MINUTES = 60_000;

const chart = progressiveChart();

const base = {
  image: { repository: 'registry.example.com/ml/sentiment', tag: '1.0.0' },
  model: { name: 'sentiment', version: 'v1' },
};

test('all values are live', () => {
  const { fixed, dead } = chart.traced;
  expect({ fixed, dead }).toEqual({ fixed: [], dead: [] });
});

test('many random values give what the constructs build, by the library’s own evaluation', () => {
  expect(evaluatedMismatches(chart, randomValues(chart, 500, 21))).toEqual([]);
});

test('each object of the second version has a file of its own', () => {
  const files = [...chart.files.keys()].filter((file) => /variant|preview|green|httproute/.test(file));
  expect(files.sort()).toMatchInlineSnapshot(`
[
  "templates/configmap-variant.yaml",
  "templates/deployment-variant.yaml",
  "templates/hpa-variant.yaml",
  "templates/httproute.yaml",
  "templates/ingress-variant.yaml",
  "templates/networkpolicy-green-hooks.yaml",
  "templates/networkpolicy-variant.yaml",
  "templates/pdb-variant.yaml",
  "templates/scaledobject-variant.yaml",
  "templates/service-preview.yaml",
  "templates/service-variant.yaml",
  "values-green.yaml",
]
`);
});

test('the Service follows the active colour', () => {
  const template = chart.template('service.yaml');
  expect(template.slice(template.indexOf('  selector:'), template.indexOf('  ports:'))).toMatchInlineSnapshot(`
"  selector:
    app.kubernetes.io/instance: {{ .Release.Name | quote }}
    {{- if or (ne .Values.delivery.type "blueGreen") (eq .Values.delivery.blueGreen.active "blue") }}
    app.kubernetes.io/name: {{ include "demo.name" . | quote }}
    {{- else }}
    track: {{ include "demo.variant.name" . | quote }}
    {{- end }}
"
`);
});

test('weights are a value and what it leaves', () => {
  const template = chart.template('httproute.yaml');
  expect(template.slice(template.indexOf('    - backendRefs:'))).toMatchInlineSnapshot(`
"    - backendRefs:
        - name: {{ include "demo.fullname" . | quote }}
          port: 80
          {{- if and (eq .Values.delivery.type "canary") (eq .Values.delivery.canary.traffic "httpRoute") }}
          weight: {{ sub 100 .Values.delivery.canary.weight }}
          {{- end }}
        {{- if and (eq .Values.delivery.type "canary") (eq .Values.delivery.canary.traffic "httpRoute") }}
        - name: {{ include "demo.variant.name" . | quote }}
          port: 80
          weight: {{ .Values.delivery.canary.weight }}
        {{- end }}
      {{- with .Values.httpRoute.matches }}
      matches:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.httpRoute.filters }}
      filters:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.httpRoute.timeouts }}
      timeouts:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end }}
"
`);
});

test(
  'manifests and chart are equal, on Helm 3 and 4',
  async () => {
    const storage = (type: string, service: object, own: object) => ({
      ...base,
      model: { ...base.model, storage: { type, [type]: service } },
      delivery: { type: 'blueGreen', variant: { model: { version: 'v2', storage: { [type]: own } } } },
    });
    const replicas = (traffic: string) => (traffic === 'replicas' ? { replicaCount: 1 } : {});
    await expectEqualRendering(chart, [
      ...['replicas', 'nginx', 'httpRoute'].map((traffic) => ({
        ...base,
        ingress: INGRESS,
        httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }], matches: [{ method: 'POST' }] },
        networkPolicy: { enabled: true },
        replicaCount: 3,
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        delivery: {
          type: 'canary',
          canary: { traffic, weight: 35 },
          variant: { model: { version: 'v2' }, ...replicas(traffic) },
        },
      })),
      ...['blue', 'green'].map((active) => ({
        ...base,
        networkPolicy: { enabled: true },
        replicaCount: 3,
        podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        delivery: { type: 'blueGreen', blueGreen: { active }, variant: { replicaCount: 2, image: { tag: '2.0.0' } } },
      })),
      storage('huggingface', { repository: 'example/sentiment', revision: 'v1' }, { revision: 'v2' }),
      storage('http', { urls: ['https://example.com/v1/a.bin'] }, { urls: ['https://example.com/v2/a.bin'] }),
      storage('pvc', { existingClaim: 'models-v1' }, { existingClaim: 'models-v2' }),
      storage('oci', { repository: 'registry.example.com/models/sentiment', tag: 'v1' }, { tag: 'v2' }),
    ]);
  },
  5 * MINUTES,
);

test(
  'hostile values render as the constructs build them, on Helm 3 and 4',
  async () => {
    const { sets, mismatches } = await torture(chart, { seed: 1, sets: SETS });
    expect(mismatches).toEqual([]);
    expect(sets).toBeGreaterThan(SETS / 2);
  },
  5 * MINUTES,
);

describe('the chart has the rules', () => {
  const folder = temporaryChart('demo', Object.fromEntries(chart.files));

  test.each([3, 4] as const)('in the words of synth, on Helm %i', async (major) => {
    const values = {
      ...base,
      podLabels: { track: 'stable' },
      model: { ...base.model, storage: { type: 'http', http: { urls: ['https://example.com/v1/model.bin'] } } },
      delivery: {
        type: 'canary',
        canary: { traffic: 'nginx' },
        variant: { replicaCount: 0, model: { version: 'v2' } },
      },
    };
    const refused = await refusedValues({ helm: await helmBinary(major), chart: folder, values });
    expect([...(refused?.problems ?? [])].sort()).toEqual(progressiveProblems(values).sort());
    expect(refused?.problems).toHaveLength(4);
  });
});

test('a chart may have one way of delivery only', () => {
  const values = pickValues(progressiveInferenceServiceValues, {
    image: true,
    replicaCount: true,
    model: { name: true, version: true },
    delivery: {
      type: ['none', 'canary'],
      canary: { traffic: ['replicas'] },
      variant: { replicaCount: true, image: { tag: true }, model: { version: true } },
    },
  });
  const { files, traced } = smallChart({
    values,
    base,
    constructs: (scope, values) => {
      new ProgressiveInferenceService(scope, 'inference', { ...values, hooks: { smokeTest: { enabled: false } } });
    },
  });
  expect({ fixed: traced.fixed, dead: traced.dead }).toEqual({ fixed: [], dead: [] });
  expect([...files.keys()].filter((file) => file.startsWith('templates/')).sort()).toMatchInlineSnapshot(`
[
  "templates/NOTES.txt",
  "templates/_helpers.tpl",
  "templates/configmap-variant.yaml",
  "templates/configmap.yaml",
  "templates/deployment-variant.yaml",
  "templates/deployment.yaml",
  "templates/service.yaml",
  "templates/serviceaccount.yaml",
  "templates/validate-values.yaml",
]
`);
  const helpers = [...(files.get('templates/_helpers.tpl') ?? '').matchAll(/define "demo\.(variant\.\w+)"/g)];
  expect(helpers.map(([, name]) => name)).toEqual(['variant.modelVersion', 'variant.name']);
});
