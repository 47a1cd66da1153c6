import { buildService, problemsOf } from './build-service';

const CRON = {
  type: 'cron',
  metadata: { timezone: 'Europe/Berlin', start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '3' },
};
const QUEUE = {
  type: 'aws-sqs-queue',
  metadata: { queueURL: 'https://sqs.eu-west-1.amazonaws.com/0/requests', queueLength: '5', awsRegion: 'eu-west-1' },
  authenticationRef: { name: 'queue-reader' },
};
const PROMETHEUS = { serverAddress: 'http://prometheus.monitoring:9090', metric: 'vllm:num_requests_waiting' };

test('no ScaledObject by default', () => {
  expect(buildService().find('ScaledObject')).toBeUndefined();
});

test('KEDA is the only owner of the replicas', () => {
  const { find } = buildService({ replicaCount: 2, keda: { enabled: true, triggers: [CRON, QUEUE] } });
  expect(find('Deployment').spec).not.toHaveProperty('replicas');
  expect(find('HorizontalPodAutoscaler')).toBeUndefined();
  expect(find('ScaledObject')).toEqual({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: expect.objectContaining({ name: 'ml', namespace: 'serving' }),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ml' },
      minReplicaCount: 1,
      maxReplicaCount: 10,
      pollingInterval: 30,
      cooldownPeriod: 300,
      triggers: [CRON, QUEUE],
    },
  });
});

test('down to no replica at all, and on when triggers fail', () => {
  const { find } = buildService({
    keda: {
      enabled: true,
      minReplicaCount: 0,
      maxReplicaCount: 4,
      pollingInterval: 10,
      cooldownPeriod: 600,
      triggers: [QUEUE],
      fallback: { failureThreshold: 3, replicas: 2 },
      advanced: { restoreToOriginalReplicaCount: true },
      annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' },
    },
  });
  const { metadata, spec } = find('ScaledObject');
  expect(metadata.annotations).toEqual({ 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' });
  expect(spec).toMatchObject({
    minReplicaCount: 0,
    maxReplicaCount: 4,
    pollingInterval: 10,
    cooldownPeriod: 600,
    fallback: { failureThreshold: 3, replicas: 2 },
    advanced: { restoreToOriginalReplicaCount: true },
  });
});

test('requests that wait in the pods of this release count, before other triggers', () => {
  const { find } = buildService({
    keda: { enabled: true, waitingRequests: { ...PROMETHEUS, target: 8 }, triggers: [CRON] },
  });
  expect(find('ScaledObject').spec.triggers).toEqual([
    {
      type: 'prometheus',
      metadata: {
        serverAddress: 'http://prometheus.monitoring:9090',
        query: 'sum(vllm:num_requests_waiting{namespace="serving", pod=~"ml-[0-9a-z]+-[0-9a-z]+"})',
        threshold: '8',
      },
    },
    CRON,
  ]);
});

test.each<[string, object, string]>([
  [
    'two owners of the replicas',
    { keda: { enabled: true, triggers: [CRON] }, autoscaling: { enabled: true } },
    'keda.enabled: cannot be true while autoscaling.enabled is true; set it to false, or set autoscaling.enabled to false',
  ],
  [
    'more replicas at least than at most',
    { keda: { minReplicaCount: 5, maxReplicaCount: 3 } },
    'keda.minReplicaCount: 5 is above keda.maxReplicaCount (3); lower it or raise keda.maxReplicaCount',
  ],
  [
    'nothing to scale on',
    { keda: { enabled: true } },
    'keda.triggers: this or keda.waitingRequests.serverAddress is required while keda.enabled is true; set one of them, or set keda.enabled to false',
  ],
  [
    'waiting requests of which there is no metric',
    { keda: { enabled: true, waitingRequests: { serverAddress: 'http://prometheus:9090' } } },
    'keda.waitingRequests.metric: required while keda.waitingRequests.serverAddress is set; set it, or remove keda.waitingRequests.serverAddress',
  ],
  [
    'no replica, and nothing that would start the first one',
    { keda: { enabled: true, minReplicaCount: 0, waitingRequests: PROMETHEUS } },
    'keda.triggers: required while keda.minReplicaCount is 0: without a replica there is no keda.waitingRequests.metric that would start the first one; add a trigger that counts requests before they reach the server, or set keda.minReplicaCount to 1',
  ],
  [
    'a number in the metadata of a trigger',
    { keda: { triggers: [{ type: 'cron', metadata: { desiredReplicas: 3 } }] } },
    'keda.triggers[0].metadata.desiredReplicas: expected text, found the number 3; put it in quotes: "3"',
  ],
])('refused: %s', (_, values, problem) => {
  expect(problemsOf(values)).toEqual([problem]);
});
