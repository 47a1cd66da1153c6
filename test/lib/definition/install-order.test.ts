import type { Manifest } from '../../../lib/definition/build';
import { compareInInstallOrder } from '../../../lib/definition/install-order';
import { helmBinary } from '../../helm/binaries';
import { renderChart } from '../../helm/render-chart';
import { temporaryChart } from '../../helm/temporary-chart';

const kinds = [
  'Ingress',
  'Deployment',
  'ServiceMonitor',
  'Service',
  'ConfigMap',
  'NetworkPolicy',
  'HorizontalPodAutoscaler',
  'Namespace',
  'PodDisruptionBudget',
  'PersistentVolumeClaim',
  'Secret',
  'ServiceAccount',
  'CronJob',
  'Job',
  'StatefulSet',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'CustomResourceDefinition',
  'PriorityClass',
  'ScaledObject',
  'APIService',
  'Pod',
  'DaemonSet',
];
const objects = kinds.flatMap((kind) =>
  ['b', 'a'].map((name) => ({ apiVersion: 'v1', kind, metadata: { name } }) satisfies Manifest),
);

const chart = temporaryChart('order', {
  'Chart.yaml': 'apiVersion: v2\nname: order\nversion: 1.0.0\n',
  'templates/all.yaml': objects.map((object) => `---\n${JSON.stringify(object)}\n`).join(''),
});

test.each([3, 4] as const)('is that of Helm %i', async (major) => {
  const rendered = await renderChart({ helm: await helmBinary(major), chart });
  const kindsOf = (list: readonly { kind: string }[]) => [...new Set(list.map(({ kind }) => kind))];
  expect(kindsOf([...objects].sort(compareInInstallOrder))).toEqual(kindsOf(rendered));
});

test('objects of one kind follow by name', () => {
  const sorted = [...objects].sort(compareInInstallOrder).filter(({ kind }) => kind === 'Service');
  expect(sorted.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
});
