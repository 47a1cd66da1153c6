import { z } from 'zod';
import { HelmApp } from '../../../../lib/app/helm-app';
import { defineChart } from '../../../../lib/definition/chart-definition';
import { environmentsFrom } from '../../../../lib/environment/environments-from';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { helmBinary } from '../../../helm/binaries';
import { renderChart } from '../../../helm/render-chart';
import { temporaryChart } from '../../../helm/temporary-chart';
import { object, smallChart } from '../../trace/small-chart';
import { problemTexts } from './problem-texts';

const MONITORING = 'monitoring.coreos.com/v1';
const ISSUER = 'cert-manager.io/v1/Issuer';

const host = withRules(z.object({ name: z.string(), tls: z.boolean() }), ({ requiredApi, isTrue }) => [
  requiredApi(ISSUER, { when: isTrue('tls') }),
]);
const values = withRules(
  z.object({ monitored: z.boolean().default(false), hosts: z.array(host).default([]) }),
  ({ requiredApi, isTrue }) => [requiredApi(MONITORING, { when: isTrue('monitored') })],
);
const asking = {
  monitored: true,
  hosts: [
    { name: 'a', tls: false },
    { name: 'b', tls: true },
  ],
};
const PROBLEMS = [
  `monitored: needs the API ${MONITORING}, which the cluster does not have; install what provides it, or set monitored to false; where it has it, list it in cluster.apiVersions of the environment`,
  `hosts[1].tls: needs the API ${ISSUER}, which the cluster does not have; install what provides it, or set hosts[1].tls to false; where it has it, list it in cluster.apiVersions of the environment`,
];

const chart = smallChart({
  values,
  constructs: (scope, { monitored }) => {
    if (monitored) object(scope, 'ServiceMonitor', 'service', { spec: {} }, MONITORING);
  },
});
const folder = temporaryChart('demo', Object.fromEntries(chart.files));

test('values alone do not tell what a cluster has', () => {
  expect(problemTexts(values, asking)).toEqual([]);
});

test('an environment whose cluster lacks what its values need is refused, where the value was written', () => {
  const definition = defineChart({ metadata: { name: 'demo', version: '1.0.0' }, values, constructs: () => {} });
  const app = (apiVersions: string[]) =>
    new HelmApp({
      charts: [definition],
      environments: environmentsFrom({ environments: { prod: { cluster: { apiVersions }, values: asking } } }),
    });
  const synth = (apiVersions: string[]) => () => app(apiVersions).explain();
  expect(synth([MONITORING, ISSUER])).not.toThrow();
  expect(synth([])).toThrow(
    ['The environments do not fit their clusters:', ...PROBLEMS.map((problem) => `environment prod: ${problem}`)].join(
      '\n  ',
    ),
  );
});

describe.each([3, 4] as const)('Helm %i', (major) => {
  test('fails with the same words where the cluster lacks an API, and renders where it has it', async () => {
    const input = { helm: await helmBinary(major), chart: folder, values: asking };
    await expect(renderChart({ ...input, apiVersions: ['v1/Pod'] })).rejects.toThrow(
      PROBLEMS.map((problem) => `  ${problem}`).join('\n'),
    );
    expect(await renderChart({ ...input, apiVersions: ['v1/Pod', MONITORING, ISSUER] })).toMatchObject([
      { kind: 'ServiceMonitor', apiVersion: MONITORING },
    ]);
    // Without a cluster, Helm knows of none of its APIs.
    expect(await renderChart(input)).toHaveLength(1);
    expect(await renderChart({ ...input, values: {} })).toEqual([]);
  });
});

const versioned = withRules(
  z.object({ type: z.enum(['disk', 'image']).default('disk') }),
  ({ requiredKubernetes, equals }) => [requiredKubernetes('1.31', { when: equals('type', 'image') })],
);
const versionedFolder = temporaryChart(
  'versioned',
  Object.fromEntries(
    smallChart({ values: versioned, constructs: (scope, { type }) => object(scope, 'Demo', 'demo', { type }) }).files,
  ),
);
const OLD = 'type: needs Kubernetes 1.31 or later, and the cluster is older; upgrade it, or change type';

test('an environment whose Kubernetes is older than its values need is refused', () => {
  const definition = defineChart({
    metadata: { name: 'demo', version: '1.0.0' },
    values: versioned,
    constructs: () => {},
  });
  const synth = (kubeVersion?: string) => () =>
    new HelmApp({
      charts: [definition],
      environments: environmentsFrom({
        environments: { prod: { ...(kubeVersion && { cluster: { kubeVersion } }), values: { type: 'image' } } },
      }),
    }).explain();
  for (const kubeVersion of ['1.31', 'v1.31.4-gke.100', '1.33.0', undefined]) expect(synth(kubeVersion)).not.toThrow();
  for (const kubeVersion of ['1.30', '1.30.9', 'v1.29.1-eks-1']) {
    expect(synth(kubeVersion)).toThrow(`The environments do not fit their clusters:\n  environment prod: ${OLD}`);
  }
});

test.each([3, 4] as const)('Helm %i fails with the same words where Kubernetes is older', async (major) => {
  const input = { helm: await helmBinary(major), chart: versionedFolder, values: { type: 'image' } };
  await expect(renderChart({ ...input, kubeVersion: 'v1.30.9-gke.1' })).rejects.toThrow(`  ${OLD}`);
  expect(await renderChart({ ...input, kubeVersion: 'v1.31.0-eks-1' })).toHaveLength(1);
  expect(await renderChart({ ...input, kubeVersion: '1.30', values: {} })).toHaveLength(1);
});
