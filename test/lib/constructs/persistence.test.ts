import { buildService } from './build-service';

test('no claim by default', () => {
  expect(buildService().find('PersistentVolumeClaim')).toBeUndefined();
});

test('a claim for data', () => {
  const { find, podSpec, server, service } = buildService({
    persistence: {
      enabled: true,
      size: '20Gi',
      storageClass: 'fast',
      accessMode: 'ReadWriteMany',
      mountPath: '/var/lib/app',
    },
  });
  expect(find('PersistentVolumeClaim')).toMatchObject({
    metadata: { name: 'ml', namespace: 'serving' },
    spec: { accessModes: ['ReadWriteMany'], storageClassName: 'fast', resources: { requests: { storage: '20Gi' } } },
  });
  expect(podSpec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'ml' } });
  expect(server.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/app' });
  expect(service.dataClaim?.kind).toBe('PersistentVolumeClaim');
});

test('the cluster decides where no storage class is given', () => {
  expect(
    buildService({ persistence: { enabled: true }, strategy: { type: 'Recreate' } }).find('PersistentVolumeClaim').spec,
  ).not.toHaveProperty('storageClassName');
});

test('a claim that exists', () => {
  const { find, podSpec } = buildService({
    persistence: { enabled: true, existingClaim: 'shared' },
    strategy: { type: 'Recreate' },
  });
  expect(find('PersistentVolumeClaim')).toBeUndefined();
  expect(podSpec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'shared' } });
});
