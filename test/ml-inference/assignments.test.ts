import { join } from 'node:path';
import { inferenceServiceValues } from '../../lib';
import { helmBinary } from '../helm/binaries';
import { refusedValues } from '../helm/refused-values';
import { type RenderedObject, renderChart } from '../helm/render-chart';
import { problemTexts } from '../lib/values/rules/problem-texts';
import { GOLDEN_CHART } from './golden';

describe.each([3, 4] as const)('with Helm %i, --set', (major) => {
  /** The objects with some values set over those of an environment, by their kind. */
  async function rendered(set: string[], environment = 'prod'): Promise<Record<string, RenderedObject>> {
    const objects = await renderChart({
      helm: await helmBinary(major),
      chart: GOLDEN_CHART,
      valuesFiles: [join(GOLDEN_CHART, `values-${environment}.yaml`)],
      set,
    });
    return Object.fromEntries(objects.map((object: RenderedObject) => [object.kind, object]));
  }
  const pod = ({ Deployment }: Record<string, RenderedObject>) => Deployment.spec.template.spec;
  const container = (objects: Record<string, RenderedObject>) => pod(objects).containers[0];
  const env = (list: RenderedObject[], name: string) => list.find((entry) => entry.name === name)?.value;

  test('model.version changes labels, settings and what is downloaded', async () => {
    const objects = await rendered(['model.version=v2.0.0']);
    expect(objects.Deployment.metadata.labels['model-version']).toBe('v2.0.0');
    expect(objects.Deployment.spec.template.metadata.labels['model-version']).toBe('v2.0.0');
    expect(objects.ConfigMap.data.MODEL_VERSION).toBe('v2.0.0');
    const [downloader] = pod(objects).initContainers;
    expect(downloader.envFrom).toEqual([{ configMapRef: { name: objects.ConfigMap.metadata.name } }]);
  });

  test('a setting restarts the pods by the checksum of the config map', async () => {
    const checksum = ({ Deployment }: Record<string, RenderedObject>) =>
      Deployment.spec.template.metadata.annotations['checksum/config'];
    const [before, same, after] = await Promise.all(
      [[], ['replicaCount=7'], ['flask.logLevel=DEBUG']].map((set) => rendered(set)),
    );
    expect(checksum(before)).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum(same)).toBe(checksum(before));
    expect(checksum(after)).not.toBe(checksum(before));
  });

  test('image.tag, image.digest and image.repository', async () => {
    expect(container(await rendered(['image.tag=2.0.0'])).image).toMatch(/\/sentiment-classifier:2\.0\.0$/);
    expect(container(await rendered(['image.tag='])).image).toMatch(/\/sentiment-classifier:1\.0\.0$/);
    expect(container(await rendered(['image.repository=other/image'])).image).toBe('other/image:1.0.0');
  });

  test('autoscaling.enabled=false gives a fixed number of replicas', async () => {
    const scaled = await rendered([]);
    expect(scaled.HorizontalPodAutoscaler.spec).toMatchObject({ minReplicas: 5, maxReplicas: 50 });
    expect(scaled.Deployment.spec).not.toHaveProperty('replicas');
    const fixed = await rendered(['autoscaling.enabled=false', 'replicaCount=7']);
    expect(fixed.HorizontalPodAutoscaler).toBeUndefined();
    expect(fixed.Deployment.spec.replicas).toBe(7);
  });

  test('gpu.enabled and gpu.count', async () => {
    const { limits, requests } = container(await rendered(['gpu.count=2'])).resources;
    expect([limits['nvidia.com/gpu'], requests['nvidia.com/gpu']].map(Number)).toEqual([2, 2]);
    const without = container(await rendered(['gpu.enabled=false'])).resources;
    expect(Object.keys(without.limits)).toEqual(['cpu', 'ephemeral-storage', 'memory']);
    const amd = container(await rendered(['gpu.type=amd.com/gpu'])).resources;
    expect(Object.keys(amd.limits)).toContain('amd.com/gpu');
  });

  test('model.storage.type=pvc mounts a claim instead of downloading', async () => {
    const objects = await rendered(['model.storage.type=pvc', 'model.storage.pvc.enabled=true']);
    expect(pod(objects).initContainers ?? []).toEqual([]);
    expect(objects.PersistentVolumeClaim.spec.resources.requests.storage).toBe('50Gi');
    expect(objects.ConfigMap.data.MODEL_STORAGE_TYPE).toBe('pvc');
  });

  test('a dictionary and a sequence gain what is set', async () => {
    const objects = await rendered([
      'podLabels.team=ml',
      'nodeSelector.zone=eu',
      'extraEnv[0].name=A',
      'extraEnv[0].value=on',
    ]);
    expect(objects.Deployment.spec.template.metadata.labels.team).toBe('ml');
    expect(pod(objects).nodeSelector).toMatchObject({ zone: 'eu' });
    expect(env(container(objects).env, 'A')).toBe('on');
  });

  test('service.port, ingress.enabled, serviceMonitor.enabled, podDisruptionBudget.minAvailable', async () => {
    const objects = await rendered([
      'service.port=8888',
      'ingress.enabled=false',
      'serviceMonitor.enabled=false',
      'podDisruptionBudget.minAvailable=50%',
    ]);
    expect(objects.Service.spec.ports[0].port).toBe(8888);
    expect([objects.Ingress, objects.ServiceMonitor]).toEqual([undefined, undefined]);
    expect(objects.PodDisruptionBudget.spec.minAvailable).toBe('50%');
  });

  test('a healthChecks probe is switched off, or its path changed', async () => {
    const { livenessProbe, readinessProbe } = container(
      await rendered(['healthChecks.liveness.enabled=false', 'healthChecks.readiness.path=/ready']),
    );
    expect(livenessProbe).toBeUndefined();
    expect(readinessProbe.httpGet.path).toBe('/ready');
  });

  test('values that do not fit together are refused, all at once and in the words of synth', async () => {
    const values = {
      image: { repository: 'registry.example.com/ml/model' },
      model: { name: 'm', version: 'v1', storage: { type: 'pvc', pvc: { enabled: false } } },
      autoscaling: { enabled: true, minReplicas: 60, maxReplicas: 50 },
      gpu: { enabled: true, type: 'nvidia.com/gpu' },
      resources: { requests: {}, limits: { 'nvidia.com/gpu': 1 } },
      ingress: { enabled: true, hosts: [] },
      securityContext: { seccompProfile: { type: 'Localhost' } },
      podDisruptionBudget: { enabled: true, minAvailable: 1, maxUnavailable: '50%' },
      metrics: { enabled: true, port: 80 },
      service: { port: 80 },
    };
    const refused = await refusedValues({ helm: await helmBinary(major), chart: GOLDEN_CHART, values });
    expect(refused?.problems).toHaveLength(7);
    expect([...(refused?.problems ?? [])].sort()).toEqual(problemTexts(inferenceServiceValues, values).sort());
  });

  test.each([
    ['autoscaling.minReplcias=3', /minReplcias/],
    ['replicaCount=many', /replicaCount/],
    ['flask.logLevel=LOUD', /logLevel/],
    ['unknown.key=1', /unknown/],
  ])('%s is refused by the values schema', async (assignment, said) => {
    await expect(rendered([assignment])).rejects.toThrow(said);
  });
});
