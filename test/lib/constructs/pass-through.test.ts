import { z } from 'zod';
import { inferenceServiceValues } from '../../../lib/inference/inference-service-values';
import { buildService, MINIMAL, problemsOf } from './build-service';

test('Kubernetes structures go into the pod as they stand, after those of the service', () => {
  const { podSpec, server } = buildService({
    persistence: { enabled: true },
    strategy: { type: 'Recreate' },
    extraEnv: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
    extraEnvFrom: [{ secretRef: { name: 'more' } }],
    extraVolumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
    extraVolumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
    initContainers: [{ name: 'check', image: 'busybox:1.37', command: ['true'] }],
    sidecars: [{ name: 'proxy', image: 'envoyproxy/envoy:v1.31.0' }],
    lifecycle: { preStop: { sleep: { seconds: 10 } } },
    nodeSelector: { disk: 'ssd' },
    imagePullSecrets: [{ name: 'registry' }],
  });
  expect(server.env).toEqual([
    { name: 'PORT', value: '8080' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ]);
  expect(server.envFrom).toEqual([{ configMapRef: { name: 'ml' } }, { secretRef: { name: 'more' } }]);
  expect(server.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(server.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(['tmp', 'data', 'shm']);
  expect(podSpec.volumes.map(({ name }: { name: string }) => name)).toEqual(['tmp', 'data', 'shm']);
  expect(podSpec.containers[1]).toEqual({ name: 'proxy', image: 'envoyproxy/envoy:v1.31.0' });
  expect(podSpec).toMatchObject({
    initContainers: [{ name: 'check', image: 'busybox:1.37', command: ['true'] }],
    nodeSelector: { disk: 'ssd' },
    imagePullSecrets: [{ name: 'registry' }],
  });
});

test('their names do not clash with those of the service', () => {
  expect(
    problemsOf({
      extraEnv: [{ name: 'DATABASE_PASSWORD' }],
      extraVolumes: [{ name: 'tmp' }],
      initContainers: [{ name: 'model-downloader' }],
      sidecars: [{ name: 'server' }, {}],
    }),
  ).toEqual([
    'extraEnv[0].name: "DATABASE_PASSWORD" is set by the inference service itself; take another name',
    'extraVolumes[0].name: "tmp" is set by the inference service itself; take another name',
    'initContainers[0].name: "model-downloader" is set by the inference service itself; take another name',
    'sidecars[0].name: "server" is set by the inference service itself; take another name',
    'sidecars[1].name: required; expected text of at least 1 character',
  ]);
});

test('in TypeScript their fields are checked', () => {
  const affinity: z.input<typeof inferenceServiceValues> = {
    ...MINIMAL,
    // @ts-expect-error: the field is called preferredDuringSchedulingIgnoredDuringExecution
    affinity: { nodeAffinity: { preferedDuringSchedulingIgnoredDuringExecution: [] } },
  };
  const tolerations: z.input<typeof inferenceServiceValues> = {
    ...MINIMAL,
    // @ts-expect-error: the field is called operator
    tolerations: [{ key: 'x', operater: 'Exists' }],
  };
  expect([affinity, tolerations].map((values) => inferenceServiceValues.safeParse(values).success)).toEqual([
    true,
    true,
  ]);
});

test('the JSON schema names what is taken', () => {
  const { properties } = z.toJSONSchema(inferenceServiceValues, { io: 'input' }) as {
    properties: Record<string, { propertyNames?: { not?: unknown } }>;
  };
  expect(properties.podAnnotations?.propertyNames?.not).toEqual({ enum: ['checksum/config', 'checksum/files'] });
});
