import { App, Chart } from 'cdk8s';
import { checkHooks } from '../../../lib/hooks/check-hooks';
import { ModelPrefetch, type ModelPrefetchProps } from '../../../lib/hooks/model-prefetch';
import type { AnyManifest } from '../constructs/build-service';

const downloader = {
  name: 'model-downloader',
  image: 'amazon/aws-cli:2.27.50',
  command: ['/bin/sh', '-c', 'aws s3 sync s3://models /models'],
  env: [{ name: 'MODEL_NAME', value: 'sentiment' }],
  resources: { limits: { memory: '1Gi' } },
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'models', mountPath: '/models' },
  ],
};
const volumes = [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }];

function prefetch(serviceAccount: ModelPrefetchProps['serviceAccount']): AnyManifest[] {
  const chart = new Chart(new App(), 'ml', { namespace: 'serving' });
  new ModelPrefetch(chart, 'prefetch', { downloader, volumes, serviceAccount });
  return chart.toJson();
}

test('a Job before everything else, with an account of its own that is there before it', () => {
  const [account, job] = prefetch({ annotations: { 'example.com/role': 'reader' } });
  expect(account).toMatchObject({
    kind: 'ServiceAccount',
    metadata: {
      name: 'ml-model-prefetch',
      annotations: {
        'example.com/role': 'reader',
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-11',
      },
    },
    automountServiceAccountToken: false,
  });
  expect(job).toMatchObject({
    metadata: { annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade', 'helm.sh/hook-weight': '-10' } },
    spec: { activeDeadlineSeconds: 3600, backoffLimit: 2 },
  });
  const { serviceAccountName, containers, volumes: mounted } = job.spec.template.spec;
  expect(serviceAccountName).toBe('ml-model-prefetch');
  expect(containers[0]).toMatchObject({
    image: downloader.image,
    command: downloader.command,
    env: downloader.env,
    resources: downloader.resources,
    volumeMounts: downloader.volumeMounts,
  });
  expect(mounted.map(({ name }: AnyManifest) => name)).toEqual(['tmp', 'models']);
  expect(checkHooks([account, job])).toEqual([]);
});

test('an account that exists is taken as it is', () => {
  const [job, ...others] = prefetch({ name: 'reader' });
  expect(others).toEqual([]);
  expect(job.spec.template.spec.serviceAccountName).toBe('reader');
});

test('a claim of the release would not be there', () => {
  const claim = { kind: 'PersistentVolumeClaim', metadata: { name: 'models', namespace: 'serving' } };
  expect(checkHooks([claim, ...prefetch({ name: 'reader' })] as never).map(({ message }) => message)).toEqual([
    'Job "ml-model-prefetch" is a pre-install hook and refers to PersistentVolumeClaim "models" (volume models), which Helm installs only afterwards; make the PersistentVolumeClaim a pre-install hook of lower weight than -10, refer to a PersistentVolumeClaim that exists outside of the release, or give the pod what it needs directly',
  ]);
});
