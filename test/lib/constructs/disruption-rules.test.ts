import { problemsOf } from './build-service';

const TRIGGER = {
  type: 'cron',
  metadata: { timezone: 'UTC', start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '3' },
};

const fixed = (replicaCount: number) => ({ replicaCount });
const autoscaled = (minReplicas: number) => ({ autoscaling: { enabled: true, minReplicas } });
const keda = (minReplicaCount: number) => ({ keda: { enabled: true, minReplicaCount, triggers: [TRIGGER] } });

type Budget = Readonly<Record<string, number | string | boolean>>;

const problemsWith = (replicas: object, budget: Budget) =>
  problemsOf({ ...replicas, podDisruptionBudget: { enabled: true, ...budget } });

describe('budgets that let a pod go, but not all', () => {
  test.each<[object, Budget]>([
    [fixed(2), { minAvailable: 1 }],
    [fixed(2), { minAvailable: '50%' }],
    [fixed(2), { maxUnavailable: 1 }],
    [fixed(2), { maxUnavailable: '50%' }],
    [fixed(10), { minAvailable: '90%' }],
    [fixed(10), { maxUnavailable: '90%' }],
    // Paused, not badly configured.
    [fixed(0), { minAvailable: 1 }],
    [autoscaled(2), { minAvailable: 1 }],
    [autoscaled(2), { maxUnavailable: 1 }],
    [keda(2), { minAvailable: '50%' }],
    // One pod at a time, as soon as there are several.
    [autoscaled(1), { maxUnavailable: 1 }],
    [autoscaled(1), { maxUnavailable: '25%' }],
    [keda(0), { maxUnavailable: 1 }],
  ])('%j with %j', (replicas, budget) => {
    expect(problemsWith(replicas, budget)).toEqual([]);
  });
});

describe('budgets that keep nodes from being drained', () => {
  const keeps = (found: string, replicas: string, fewest: number) =>
    `podDisruptionBudget.minAvailable: ${found} keeps every pod where ${replicas} is ${fewest}: drains of nodes would wait for ever; lower it, raise ${replicas}, or set podDisruptionBudget.enabled to false (podDisruptionBudget.blocksDrains to true where it is meant)`;

  test.each<[object, Budget, string]>([
    [fixed(1), { minAvailable: 1 }, keeps('1', 'replicaCount', 1)],
    [fixed(1), { minAvailable: '50%' }, keeps('"50%"', 'replicaCount', 1)],
    [fixed(3), { minAvailable: 3 }, keeps('3', 'replicaCount', 3)],
    [fixed(3), { minAvailable: '67%' }, keeps('"67%"', 'replicaCount', 3)],
    [fixed(10), { minAvailable: '91%' }, keeps('"91%"', 'replicaCount', 10)],
    [fixed(50), { minAvailable: '100%' }, keeps('"100%"', 'replicaCount', 50)],
    [autoscaled(2), { minAvailable: 5 }, keeps('5', 'autoscaling.minReplicas', 2)],
    [keda(0), { minAvailable: 1 }, keeps('1', 'keda.minReplicaCount', 0)],
    [keda(0), { minAvailable: '1%' }, keeps('"1%"', 'keda.minReplicaCount', 0)],
  ])('%j with %j', (replicas, budget, problem) => {
    expect(problemsWith(replicas, budget)).toEqual([problem]);
    expect(problemsWith(replicas, { ...budget, blocksDrains: true })).toEqual([]);
  });

  test.each([
    [0, '0'],
    ['0%', '"0%"'],
  ])('maxUnavailable %j', (maxUnavailable, found) => {
    expect(problemsWith(fixed(3), { maxUnavailable })).toEqual([
      `podDisruptionBudget.maxUnavailable: ${found} keeps every pod: drains of nodes would wait for ever; raise it, or set podDisruptionBudget.enabled to false (podDisruptionBudget.blocksDrains to true where it is meant)`,
    ]);
    expect(problemsWith(fixed(3), { maxUnavailable, blocksDrains: true })).toEqual([]);
  });
});

describe('budgets that protect nothing', () => {
  const letsGo = (found: string, replicas: string, fewest: number) =>
    `podDisruptionBudget.maxUnavailable: ${found} lets every pod go at once where ${replicas} is ${fewest}, as without a budget; lower it, raise ${replicas}, or set podDisruptionBudget.enabled to false`;

  test.each<[object, Budget, string]>([
    [fixed(1), { maxUnavailable: 1 }, letsGo('1', 'replicaCount', 1)],
    [fixed(1), { maxUnavailable: '25%' }, letsGo('"25%"', 'replicaCount', 1)],
    [fixed(2), { maxUnavailable: '51%' }, letsGo('"51%"', 'replicaCount', 2)],
    [fixed(10), { maxUnavailable: '91%' }, letsGo('"91%"', 'replicaCount', 10)],
    [autoscaled(2), { maxUnavailable: 2 }, letsGo('2', 'autoscaling.minReplicas', 2)],
    [keda(3), { maxUnavailable: '100%' }, letsGo('"100%"', 'keda.minReplicaCount', 3)],
  ])('%j with %j', (replicas, budget, problem) => {
    expect(problemsWith(replicas, budget)).toEqual([problem]);
  });

  test.each([
    [0, '0'],
    ['0%', '"0%"'],
  ])('minAvailable %j', (minAvailable, found) => {
    expect(problemsWith(fixed(3), { minAvailable })).toEqual([
      `podDisruptionBudget.minAvailable: ${found} lets every pod go at once, as without a budget; raise it, or set podDisruptionBudget.enabled to false`,
    ]);
  });
});

test('what is not enabled is not checked', () => {
  expect(problemsOf({ podDisruptionBudget: { minAvailable: 1 } })).toEqual([]);
});
