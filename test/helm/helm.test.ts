import { join } from 'node:path';
import { helmBinary, kubectlBinary } from './binaries';
import { lintChart } from './lint-chart';
import { renderChart } from './render-chart';
import { helmOutput } from './run-helm';
import { temporaryChart } from './temporary-chart';

const chart = temporaryChart('demo', {
  'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\nicon: https://example.com/icon.png\n',
  'values.yaml': 'text: base\nnumber: 1\n',
  'values-prod.yaml': 'text: prod\n',
  'templates/objects.yaml': [
    '{{- if eq .Values.text "refuse" }}{{ fail "refused by the chart" }}{{ end }}',
    'kind: A',
    'metadata: { name: a }',
    'values: {{ .Values | toJson }}',
    'release: {{ .Release.Name }}/{{ .Release.Namespace }}',
    'cluster: {{ .Capabilities.KubeVersion.Version }}',
    'hasMonitors: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" }}',
    '---',
    'kind: B',
    'metadata: { name: b }',
    '',
  ].join('\n'),
});

describe.each([3, 4] as const)('Helm %i', (major) => {
  let helm: string;
  beforeAll(async () => {
    helm = await helmBinary(major);
  });

  test('is the pinned version', async () => {
    expect(await helmOutput(helm, ['version', '--short'])).toMatch({ 3: /^v3\.17\.3/, 4: /^v4\.2\.3/ }[major]);
  });

  test('renders objects from files, values and assignments, the later winning', async () => {
    const objects = await renderChart({
      helm,
      chart,
      valuesFiles: [join(chart, 'values-prod.yaml')],
      values: { number: 2, list: ['on'] },
      set: ['number=3'],
      release: 'mine',
      namespace: 'there',
      kubeVersion: '1.29.0',
      apiVersions: ['monitoring.coreos.com/v1/ServiceMonitor'],
    });
    expect(objects).toEqual([
      {
        kind: 'A',
        metadata: { name: 'a' },
        values: { text: 'prod', number: 3, list: ['on'] },
        release: 'mine/there',
        cluster: 'v1.29.0',
        hasMonitors: true,
      },
      { kind: 'B', metadata: { name: 'b' } },
    ]);
  });

  test('throws what Helm says', async () => {
    await expect(renderChart({ helm, chart, values: { text: 'refuse' } })).rejects.toThrow('refused by the chart');
  });

  test('lints, with values too', async () => {
    expect(await lintChart({ helm, chart })).toEqual([]);
    expect(await lintChart({ helm, chart, values: { text: 'refuse' } })).toEqual([
      expect.stringContaining('refused by the chart'),
    ]);
    await expect(lintChart({ helm, chart, valuesFiles: ['nowhere.yaml'] })).rejects.toThrow('nowhere.yaml');
  });
});

describe('an override', () => {
  afterEach(() => {
    delete process.env.HELM3;
    delete process.env.KUBECTL;
  });

  test('is taken as it is', async () => {
    process.env.HELM3 = await helmBinary(3);
    expect(await helmBinary(3)).toBe(process.env.HELM3);
    process.env.KUBECTL = await kubectlBinary();
    expect(await kubectlBinary()).toBe(process.env.KUBECTL);
  });

  test('of another version is refused', async () => {
    process.env.HELM3 = await helmBinary(4);
    await expect(helmBinary(3)).rejects.toThrow(/^HELM3 names .*, whose version is v4\.2\.3.*; expected v3\.…$/);
  });

  test('that does not run is refused', async () => {
    process.env.HELM3 = '/nowhere/helm';
    await expect(helmBinary(3)).rejects.toThrow('HELM3 names /nowhere/helm, which does not run');
  });
});

test('a binary that cannot be had is an error with instructions', async () => {
  const { PATH, XDG_CACHE_HOME } = process.env;
  process.env.XDG_CACHE_HOME = join(chart, 'empty-cache');
  process.env.PATH = '/nowhere';
  try {
    await expect(helmBinary(3)).rejects.toThrow(
      /^helm 3\.17\.3 is needed by this test and could not be fetched: [\s\S]*install helm 3\.17\.3 and set HELM3 to/,
    );
  } finally {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  }
});
