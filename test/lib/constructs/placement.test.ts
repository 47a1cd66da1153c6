import { buildService, problemsOf } from './build-service';

const OWN_PODS = { matchLabels: { 'app.kubernetes.io/name': 'ml', 'app.kubernetes.io/instance': 'ml' } };
const NEIGHBOURS = { labelSelector: OWN_PODS, topologyKey: 'kubernetes.io/hostname' };

test('replicas of this release avoid each other where there is a choice', () => {
  expect(buildService().podSpec.affinity).toEqual({
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: NEIGHBOURS }],
    },
  });
});

test('always, or not at all', () => {
  expect(buildService({ podAntiAffinityPreset: 'hard' }).podSpec.affinity).toEqual({
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [NEIGHBOURS] },
  });
  expect(buildService({ podAntiAffinityPreset: 'none' }).podSpec).not.toHaveProperty('affinity');
});

test('an anti-affinity of the values wins; others stand beside the preset', () => {
  const nodeAffinity = {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 1, preference: { matchExpressions: [{ key: 'disk', operator: 'Exists' }] } },
    ],
  };
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [{ ...NEIGHBOURS, topologyKey: 'zone' }] };
  expect(buildService({ affinity: { nodeAffinity, podAntiAffinity } }).podSpec.affinity).toEqual({
    nodeAffinity,
    podAntiAffinity,
  });
  expect(buildService({ affinity: { nodeAffinity } }).podSpec.affinity).toMatchObject({
    nodeAffinity,
    podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100 }] },
  });
});

test('pods spread with those of this release, unless a constraint selects others', () => {
  const zone = { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' };
  const others = { labelSelector: { matchLabels: { team: 'ml' } } };
  expect(
    buildService({ topologySpreadConstraints: [zone, { ...zone, ...others }] }).podSpec.topologySpreadConstraints,
  ).toEqual([
    { ...zone, labelSelector: OWN_PODS },
    { ...zone, ...others },
  ]);
});

test('a misspelt kind of affinity', () => {
  expect(problemsOf({ affinity: { podAntiAfinity: {} } })).toEqual([
    'affinity.podAntiAfinity: unknown key; did you mean podAntiAffinity?',
  ]);
});
