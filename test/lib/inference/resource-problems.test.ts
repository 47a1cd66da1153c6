import { resourceProblems } from '../../../lib/inference/resource-problems';
import { validationsOf } from '../constructs/build-service';

const above = (path: string, request: string, limit: string, limits: string) =>
  `${path}: ${request} is above the limit of ${limit} (${limits}), so that Kubernetes would refuse the pods; lower it, or raise the limit`;

test('requests above limits, of the server, of hooks, of the download and of sidecars', () => {
  expect(
    validationsOf({
      resources: { requests: { cpu: 2, memory: '4Gi' }, limits: { cpu: '1500m', memory: '4G' } },
      hooks: { warmup: { resources: { limits: { cpu: '5m' } } } },
      model: {
        name: 'sentiment',
        version: 'v1',
        storage: { downloader: { resources: { requests: { 'ephemeral-storage': '20Gi' } } } },
      },
      sidecars: [{ name: 'proxy', resources: { requests: { memory: '1Gi' }, limits: { memory: '512Mi' } } }],
    }),
  ).toEqual([
    above(
      'model.storage.downloader.resources.requests["ephemeral-storage"]',
      '20Gi',
      '12Gi',
      'model.storage.downloader.resources.limits["ephemeral-storage"]',
    ),
    above('resources.requests.cpu', '2', '1500m', 'resources.limits.cpu'),
    above('resources.requests.memory', '4Gi', '4G', 'resources.limits.memory'),
    above('sidecars[0].resources.requests.memory', '1Gi', '512Mi', 'sidecars[0].resources.limits.memory'),
    above('hooks.warmup.resources.requests.cpu', '10m', '5m', 'hooks.warmup.resources.limits.cpu'),
  ]);
});

test.each([
  ['700m', 0.7],
  ['0.7', '700m'],
  ['1000m', 1],
  ['1e3', '1k'],
  ['1024Mi', '1Gi'],
  ['500u', '1m'],
  ['128Ki', '1M'],
  ['1Ei', '2E'],
])('%s is not above %s', (request, limit) => {
  expect(resourceProblems({ requests: { x: request }, limits: { x: limit } })).toEqual([]);
});

test.each([
  ['701m', 0.7],
  ['1025Mi', '1Gi'],
  ['1Gi', '1G'],
  ['2e3', '1k'],
  ['1Pi', '1P'],
])('%s is above %s', (request, limit) => {
  expect(resourceProblems({ requests: { x: request }, limits: { x: limit } })).toHaveLength(1);
});

test('what has no limit, or no request, is not above', () => {
  expect(resourceProblems({ requests: { cpu: 1 }, limits: { memory: '1Gi' } })).toEqual([]);
  expect(resourceProblems({ requests: { cpu: 1 } })).toEqual([]);
});
