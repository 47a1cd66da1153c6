import { type BlockPlace, blockTitles } from '../../../lib/template/block-name';

const inContainer = (name: string, field: string, list = 'containers', object = 'Deployment'): BlockPlace => ({
  object,
  owner: { kind: 'item', list, name },
  field,
});
const inObject = (object: string, field: string): BlockPlace => ({
  object,
  owner: { kind: 'object', name: object },
  field,
});
const item = (name: string, list: string, object = 'Deployment'): BlockPlace => ({
  object,
  owner: { kind: 'item', list, name },
});

test.each<[BlockPlace[], string, string]>([
  [
    [inContainer('server', 'resources'), inContainer('server', 'resources')],
    'serverResources',
    'The resources that all containers called server share.',
  ],
  [
    [
      inContainer('model-downloader', 'env', 'initContainers'),
      inContainer('model-prefetch', 'env', 'containers', 'Job'),
    ],
    'modelEnv',
    'The environment variables that the containers model-downloader and model-prefetch share.',
  ],
  [
    [inContainer('database-migration', 'env'), inContainer('model-migration', 'env')],
    'migrationEnv',
    'The environment variables that the containers database-migration and model-migration share.',
  ],
  [
    ['a', 'b', 'c', 'd'].map((name) => inContainer(name, 'securityContext')),
    'containerSecurityContext',
    'The security context that several containers share.',
  ],
  [
    [inObject('HorizontalPodAutoscaler', 'metrics'), inObject('HorizontalPodAutoscaler', 'metrics')],
    'horizontalPodAutoscalerMetrics',
    'The metrics that HorizontalPodAutoscalers share.',
  ],
  [
    [inObject('NetworkPolicy', 'egress'), inObject('Deployment', 'egress')],
    'commonEgress',
    'The egress that NetworkPolicies and Deployments share.',
  ],
  [
    [item('DATABASE_PASSWORD', 'env'), item('DATABASE_PASSWORD', 'env')],
    'databasePasswordEnv',
    'The environment variable DATABASE_PASSWORD, wherever it is needed.',
  ],
  [
    [item('data-volume', 'volumes'), item('data-volume', 'volumes')],
    'dataVolume',
    'The volume data-volume, wherever it is needed.',
  ],
  [
    [inContainer('web', 'limits'), inContainer('web', 'requests')],
    'webLimits',
    'The limits that all containers called web share.',
  ],
])('%j', (places, name, comment) => {
  expect(blockTitles([places], [])).toEqual([{ name, comment }]);
});

const names = (blocks: BlockPlace[][], ...taken: string[]) => blockTitles(blocks, taken).map(({ name }) => name);

test('a volume and where it is mounted are told apart by what they are', () => {
  expect(names([[item('model-storage', 'volumes')], [item('model-storage', 'volumeMounts')]])).toEqual([
    'modelStorageVolume',
    'modelStorageVolumeMount',
  ]);
});

test('blocks of the same name are told apart by the kind of their objects, and by numbers only where that does not help', () => {
  const env = (object: string) => [inContainer('server', 'env', 'containers', object)];
  expect(names([env('Deployment'), env('Job'), env('Job')])).toEqual([
    'deploymentServerEnv',
    'jobServerEnv',
    'jobServerEnv2',
  ]);
  expect(names([env('Job')], 'serverEnv')).toEqual(['jobServerEnv']);
  expect(names([env('Job')], 'serverEnv', 'jobServerEnv')).toEqual(['jobServerEnv2']);
});
