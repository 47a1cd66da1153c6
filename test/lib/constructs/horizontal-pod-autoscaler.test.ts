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

test('the fewest replicas are not above the most', () => {
  expect(problemsOf({ autoscaling: { minReplicas: 5, maxReplicas: 3 } })).toEqual([
    'autoscaling.minReplicas: 5 is above autoscaling.maxReplicas (3); lower it or raise autoscaling.maxReplicas',
  ]);
});
