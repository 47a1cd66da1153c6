import { buildService, problemsOf } from './build-service';

type Values = Parameters<typeof buildService>[0];

const strategyOf = (values: Values) => buildService(values).find('Deployment').spec.strategy;
const rolling = (maxSurge: number | string, maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
});
const claim = (accessMode: 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod') => ({
  persistence: { enabled: true, accessMode },
});
const storage = (values: object) => ({ model: { name: 'sentiment', version: 'v1', storage: values } }) as Values;

test('where no GPU is free, old pods make room', () => {
  expect(strategyOf({ gpu: { enabled: true, count: 2 } })).toEqual(rolling(0, 1));
});

test('new pods come first everywhere else', () => {
  expect(strategyOf({})).toEqual(rolling('25%', 0));
});

describe('all old pods go first where one node alone can mount their volume', () => {
  test.each<[Values, object]>([
    [claim('ReadWriteOnce'), { type: 'Recreate' }],
    [claim('ReadWriteOncePod'), { type: 'Recreate' }],
    [{ ...claim('ReadWriteOnce'), gpu: { enabled: true } }, { type: 'Recreate' }],
    [storage({ type: 'pvc', pvc: { existingClaim: 'models' } }), { type: 'Recreate' }],
    [
      storage({ type: 's3', s3: { bucket: 'models' }, cache: { enabled: true, accessMode: 'ReadWriteOnce' } }),
      { type: 'Recreate' },
    ],
    [{ persistence: { accessMode: 'ReadWriteOnce' } }, rolling('25%', 0)],
    [claim('ReadWriteMany'), rolling('25%', 0)],
    [claim('ReadOnlyMany'), rolling('25%', 0)],
    [storage({ type: 'pvc', pvc: { existingClaim: 'models', accessMode: 'ReadOnlyMany' } }), rolling('25%', 0)],
  ])('%j', (values, strategy) => {
    expect(strategyOf(values)).toEqual(strategy);
  });
});

describe('what the values say', () => {
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
      'strategy.rollingUpdate.maxSurge: a new pod beside the old ones needs 4 free GPUs, and rollout.spareGpus is 0: it would wait for ever, and the rollout with it; leave it out, so that old pods make room, or raise rollout.spareGpus',
    ],
  ],
  [
    'a surge that cannot mount the volume',
    {
      persistence: { enabled: true, accessMode: 'ReadWriteOncePod' },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
    [
      'strategy.type: a new pod on another node cannot mount the volume of persistence while an old one has it, as persistence.accessMode is "ReadWriteOncePod": it would wait for ever, and the rollout with it; set this to Recreate, or to RollingUpdate with strategy.rollingUpdate.maxSurge 0 and strategy.rollingUpdate.maxUnavailable 1, or share the volume by another access mode',
    ],
  ],
  [
    'the surge that is there by default, likewise',
    { ...claim('ReadWriteOnce'), strategy: { type: 'RollingUpdate' } },
    [
      'strategy.type: a new pod on another node cannot mount the volume of persistence while an old one has it, as persistence.accessMode is "ReadWriteOnce": it would wait for ever, and the rollout with it; set this to Recreate, or to RollingUpdate with strategy.rollingUpdate.maxSurge 0 and strategy.rollingUpdate.maxUnavailable 1, or share the volume by another access mode',
    ],
  ],
  [
    'a surge where no strategy is named',
    { ...claim('ReadWriteOnce'), strategy: { rollingUpdate: { maxSurge: 1 } } },
    [
      'strategy.type: a new pod on another node cannot mount the volume of persistence while an old one has it, as persistence.accessMode is "ReadWriteOnce": it would wait for ever, and the rollout with it; set this to Recreate, or to RollingUpdate with strategy.rollingUpdate.maxSurge 0 and strategy.rollingUpdate.maxUnavailable 1, or share the volume by another access mode',
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
])('refused: %s', (_, values, problems) => {
  expect(problemsOf(values)).toEqual(problems);
});
