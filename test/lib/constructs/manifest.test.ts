import { App, Chart } from 'cdk8s';
import { apiObject, type Container, type ManifestOf, type Plain } from '../../../lib/constructs/manifest';

const metadata = { name: 'x' };

test('quantities, ports and dates are plain values in a manifest', () => {
  const service: ManifestOf<'Service'> = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, creationTimestamp: '2024-01-01T00:00:00Z' },
    spec: { ports: [{ port: 80, targetPort: 'http' }] },
  };
  const container: Container = { name: 'x', resources: { limits: { cpu: '500m', 'nvidia.com/gpu': 1 } } };
  const probeHeader: Plain<{ readonly name: string; readonly value: string }> = { name: 'Host', value: 'x' };
  expect([service.kind, container.name, probeHeader.value]).toEqual(['Service', 'x', 'x']);
});

test('a misspelt field, a wrong type and a wrong API version do not compile', () => {
  const specs: ManifestOf<'Deployment'>['spec'][] = [
    // @ts-expect-error: the field is called replicas
    { replica: 1, selector: {}, template: {} },
    // @ts-expect-error: a number is expected
    { replicas: '1', selector: {}, template: {} },
    // @ts-expect-error: the field is called containerPort
    { selector: {}, template: { spec: { containers: [{ name: 'x', ports: [{ containerport: 1 }] }] } } },
  ];
  // @ts-expect-error: Deployments are in apps/v1
  const manifest: ManifestOf<'Deployment'> = { apiVersion: 'v1', kind: 'Deployment', metadata };
  expect([specs.length, manifest.kind]).toEqual([3, 'Deployment']);
});

test('fields that are newer than the generated types reach the manifest', () => {
  const chart = new Chart(new App(), 'chart');
  const sidecar: Container = { name: 'proxy', restartPolicy: 'Always' };
  apiObject<'Deployment'>(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: {}, template: { spec: { initContainers: [sidecar], containers: [] } } },
  });
  expect(chart.toJson()[0].spec.template.spec.initContainers).toEqual([{ name: 'proxy', restartPolicy: 'Always' }]);
});
