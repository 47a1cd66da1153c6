import { buildService, problemsOf } from './build-service';

type Values = Parameters<typeof buildService>[0];

const strategyOf = (values: Values) => buildService(values).find('Deployment').spec.strategy;
const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
});
const claim = (accessMode: 'ReadWriteOnce' | 'ReadWriteMany') => ({ persistence: { enabled: true, accessMode } });

describe('what is planned', () => {
  test.each<[string, Values, object]>([
    ['new pods come first where only CPUs are needed', {}, rolling('25%', 0)],
    ['old pods make room where no GPU is free', { gpu: { enabled: true, count: 2 } }, rolling(0, 1)],
    [
      'as many new pods come first as find GPUs',
      { gpu: { enabled: true, count: 2 }, rollout: { spareGpus: 5 } },
      rolling(2, 0),
    ],
    ['a volume that is shared', claim('ReadWriteMany'), rolling('25%', 0)],
  ])('%s', (_, values, strategy) => {
    expect(strategyOf(values)).toEqual(strategy);
  });
});

describe('what the values say wins', () => {
  test.each<[Values, object]>([
    [{ strategy: { type: 'Recreate' } }, { type: 'Recreate' }],
    [{ strategy: { type: 'RollingUpdate' } }, rolling('25%', 0)],
    [{ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }, rolling(1, 0)],
    [{ strategy: { rollingUpdate: { maxUnavailable: '50%' } } }, rolling('25%', '50%')],
    [
      {
        ...claim('ReadWriteOnce'),
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      },
      rolling(0, 1),
    ],
  ])('%j', (values, strategy) => {
    expect(strategyOf(values)).toEqual(strategy);
  });
});

test.each<[string, object, string[]]>([
  [
    'a surge for which no GPU is free',
    { gpu: { enabled: true, count: 4 }, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    [
      'strategy.rollingUpdate.maxSurge: a new pod beside the old ones needs 4 free GPUs, and rollout.spareGpus is 0: it would wait for ever, and the rollout with it; leave it out, so that it is planned, or raise rollout.spareGpus',
    ],
  ],
  [
    'spare GPUs that do not do for one pod',
    { gpu: { enabled: true, count: 4 }, rollout: { spareGpus: 3 } },
    [
      'rollout.spareGpus: 3 are too few for a new pod, which needs 4 (gpu.count); raise it, or set it to 0, so that old pods make room for new ones',
    ],
  ],
  [
    'a surge that cannot mount the volume',
    {
      persistence: { enabled: true, accessMode: 'ReadWriteOncePod' },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
    [
      'strategy.type: a new pod on another node cannot mount the volume of persistence while an old one has it, as persistence.accessMode is "ReadWriteOncePod": it would wait for ever, and the rollout with it; set this to Recreate, or strategy.rollingUpdate.maxSurge to 0 and strategy.rollingUpdate.maxUnavailable to 1, or share the volume by another access mode',
    ],
  ],
  [
    'replicas of which one alone can mount the volume',
    { replicaCount: 2, persistence: { enabled: true, accessMode: 'ReadWriteOncePod' }, strategy: { type: 'Recreate' } },
    [
      'persistence.accessMode: one pod alone can mount the volume, and any other replica would wait for ever; set it to ReadWriteMany, or let there be one replica',
    ],
  ],
  [
    'no pod more and none less',
    { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } },
    [
      'strategy.rollingUpdate.maxSurge: without a pod more no pod could ever be replaced, as none may be missing; set strategy.rollingUpdate.maxUnavailable to 1 or more',
    ],
  ],
  [
    'bounds of a rolling update that there is not',
    { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    [
      'strategy.rollingUpdate.maxSurge: not allowed while strategy.type is "Recreate"; remove it, or change strategy.type',
    ],
  ],
])('refused: %s', (_, values, problems) => {
  expect(problemsOf(values)).toEqual(problems);
});
