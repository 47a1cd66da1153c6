import { buildService, problemsOf } from './build-service';

const metric = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

test('the Deployment has a fixed number of replicas by default', () => {
  const { find } = buildService({ replicaCount: 2 });
  expect(find('Deployment').spec.replicas).toBe(2);
  expect(find('HorizontalPodAutoscaler')).toBeUndefined();
});

test('an autoscaler is the only owner of the replicas', () => {
  const { find } = buildService({
    replicaCount: 2,
    autoscaling: {
      enabled: true,
      minReplicas: 3,
      maxReplicas: 20,
      targetCPUUtilizationPercentage: 70,
      targetMemoryUtilizationPercentage: 80,
      behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
    },
  });
  expect(find('Deployment').spec).not.toHaveProperty('replicas');
  expect(find('HorizontalPodAutoscaler').spec).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'ml' },
    minReplicas: 3,
    maxReplicas: 20,
    metrics: [metric('cpu', 70), metric('memory', 80)],
    behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
  });
});

test('each target may be missing', () => {
  const metricsOf = (autoscaling: object) =>
    buildService({ autoscaling: { enabled: true, ...autoscaling } }).find('HorizontalPodAutoscaler').spec.metrics;
  expect(metricsOf({ targetCPUUtilizationPercentage: 70 })).toEqual([metric('cpu', 70)]);
  expect(metricsOf({ targetMemoryUtilizationPercentage: 80 })).toEqual([metric('memory', 80)]);
  expect(metricsOf({})).toBeUndefined();
});

test('requests that wait in the server count', () => {
  const { find } = buildService({
    autoscaling: { enabled: true, waitingRequests: { target: 5, metric: 'vllm_num_requests_waiting' } },
  });
  expect(find('HorizontalPodAutoscaler').spec.metrics).toEqual([
    {
      type: 'Pods',
      pods: { metric: { name: 'vllm_num_requests_waiting' }, target: { type: 'AverageValue', averageValue: '5' } },
    },
  ]);
});

test('a metric without a target does not count, so that a server can bring its own', () => {
  const { find } = buildService({
    autoscaling: { enabled: true, waitingRequests: { metric: 'vllm_num_requests_waiting' } },
  });
  expect(find('HorizontalPodAutoscaler').spec).not.toHaveProperty('metrics');
});

test('metrics of every type pass through, after the others', () => {
  const average = (averageValue: string) => ({ type: 'AverageValue', averageValue });
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', target: average('500m') } },
    { type: 'ContainerResource', containerResource: { container: 'server', name: 'cpu', target: average('400m') } },
    { type: 'Pods', pods: { metric: { name: 'queue_length' }, target: average('5') } },
    {
      type: 'Object',
      object: {
        describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'main' },
        metric: { name: 'requests-per-second' },
        target: { type: 'Value', value: '2k' },
      },
    },
    { type: 'External', external: { metric: { name: 'queue' }, target: average('30') } },
  ];
  const { find } = buildService({ autoscaling: { enabled: true, targetCPUUtilizationPercentage: 70, metrics } });
  expect(find('HorizontalPodAutoscaler').spec.metrics).toEqual([metric('cpu', 70), ...metrics]);
});

test('what cannot be', () => {
  expect(
    problemsOf({ autoscaling: { waitingRequests: { target: 5 }, metrics: [{ pods: {} }, { type: '' }] } }),
  ).toEqual([
    'autoscaling.metrics[0].type: required; expected text of at least 1 character',
    'autoscaling.metrics[1].type: expected text of at least 1 character, found empty text',
    'autoscaling.waitingRequests.metric: required while autoscaling.waitingRequests.target is set; set it, or remove autoscaling.waitingRequests.target',
  ]);
});

test('the fewest replicas are not above the most', () => {
  expect(problemsOf({ autoscaling: { minReplicas: 5, maxReplicas: 3 } })).toEqual([
    'autoscaling.minReplicas: 5 is above autoscaling.maxReplicas (3); lower it or raise autoscaling.maxReplicas',
  ]);
});
