import { buildService, problemsOf } from './build-service';

test('no budget by default', () => {
  expect(buildService().find('PodDisruptionBudget')).toBeUndefined();
});

test.each([{ minAvailable: 1 }, { minAvailable: '50%' }, { maxUnavailable: 1 }, { maxUnavailable: '25%' }])(
  '%j',
  (budget) => {
    const { find } = buildService({ replicaCount: 3, podDisruptionBudget: { enabled: true, ...budget } });
    expect(find('PodDisruptionBudget').spec).toEqual({
      ...budget,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'ml', 'app.kubernetes.io/instance': 'ml' } },
    });
  },
);

test('a budget is one of two figures', () => {
  expect(problemsOf({ podDisruptionBudget: { enabled: true } })).toEqual([
    'podDisruptionBudget.minAvailable: this or podDisruptionBudget.maxUnavailable is required while podDisruptionBudget.enabled is true; set one of them, or set podDisruptionBudget.enabled to false',
  ]);
  expect(problemsOf({ podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 } })).toEqual([
    'podDisruptionBudget.maxUnavailable: not allowed together with podDisruptionBudget.minAvailable; remove one of them (null removes a value)',
  ]);
  expect(problemsOf({ podDisruptionBudget: { minAvailable: '150%' } })).toEqual([
    'podDisruptionBudget.minAvailable: expected a number of pods, or a percentage such as "50%", found text "150%"',
  ]);
});
