import { podReferences } from '../../../lib/hooks/pod-references';

const ref = (name: string, more: object = {}) => ({ name, ...more });
const POD = {
  serviceAccountName: 'account',
  imagePullSecrets: [{ name: 'registry' }],
  initContainers: [{ name: 'first', envFrom: [{ configMapRef: ref('settings') }, { secretRef: ref('keys') }] }],
  containers: [
    {
      name: 'main',
      env: [
        { name: 'PLAIN', value: 'x' },
        { name: 'SETTING', valueFrom: { configMapKeyRef: ref('settings', { key: 'a' }) } },
        { name: 'PASSWORD', valueFrom: { secretKeyRef: ref('keys', { key: 'b' }) } },
        { name: 'MAYBE', valueFrom: { secretKeyRef: ref('maybe', { key: 'b', optional: true }) } },
      ],
    },
  ],
  volumes: [
    { name: 'a', configMap: ref('files') },
    { name: 'b', secret: { secretName: 'certificates' } },
    { name: 'c', persistentVolumeClaim: { claimName: 'models' } },
    { name: 'd', projected: { sources: [{ configMap: ref('more') }, { secret: ref('token') }, { downwardAPI: {} }] } },
    { name: 'e', csi: { driver: 'x', nodePublishSecretRef: ref('csi') } },
    { name: 'f', emptyDir: {} },
  ],
};

const shown = (manifest: object) => podReferences(manifest).map(({ kind, name, place }) => `${kind} ${name}: ${place}`);

const ALL = [
  'ServiceAccount account: serviceAccountName',
  'Secret registry: imagePullSecrets',
  'ConfigMap settings: envFrom of container first',
  'Secret keys: envFrom of container first',
  'ConfigMap settings: SETTING of container main',
  'Secret keys: PASSWORD of container main',
  'ConfigMap files: volume a',
  'Secret certificates: volume b',
  'PersistentVolumeClaim models: volume c',
  'ConfigMap more: volume d',
  'Secret token: volume d',
  'Secret csi: volume e',
];

test.each([
  ['a Pod', { kind: 'Pod', spec: POD }],
  ['a Job', { kind: 'Job', spec: { template: { spec: POD } } }],
  ['a CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: POD } } } } }],
])('%s refers to all that its pods cannot start without', (_kind, manifest) => {
  expect(shown(manifest)).toEqual(ALL);
});

test('what has no pods refers to nothing', () => {
  expect(shown({ kind: 'ConfigMap', data: {} })).toEqual([]);
  expect(shown({ kind: 'Service', spec: { selector: {} } })).toEqual([]);
});
