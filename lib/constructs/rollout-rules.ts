import type { Rule } from '../values/rules/rule';
import type { RuleVocabulary } from '../values/rules/vocabulary';
import type { deploymentValues } from './deployment';
import type { drainValues, terminationValues } from './drain';
import type { gpuValues } from './gpu';
import type { healthChecksValues } from './health-checks';
import type { autoscalingValues } from './horizontal-pod-autoscaler';
import type { modelValues } from './model';
import type { persistenceValues } from './persistence';
import { ONE_NODE_MODES } from './rollout';
import type { kedaValues } from './scaled-object';
import type { serverValues } from './server';
import type { startupValues } from './startup';

type Keys = typeof deploymentValues &
  typeof terminationValues & {
    readonly autoscaling: typeof autoscalingValues;
    readonly keda: typeof kedaValues;
    readonly drain: typeof drainValues;
    readonly gpu: typeof gpuValues;
    readonly healthChecks: typeof healthChecksValues;
    readonly model: typeof modelValues;
    readonly persistence: typeof persistenceValues;
    readonly server: typeof serverValues;
    readonly startup: typeof startupValues;
  };

/** What keeps pods from being replaced: a surge that finds no room, and times that are too short. */
export function rolloutRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  return [
    ...surgeRules(vocabulary),
    ...volumeRules(vocabulary),
    ...startupRules(vocabulary),
    ...drainRules(vocabulary),
  ];
}

const SURGE = 'strategy.rollingUpdate.maxSurge';
const UNAVAILABLE = 'strategy.rollingUpdate.maxUnavailable';

/** A bound of a rolling update that allows no pod. */
const isNone = ({ any, equals }: RuleVocabulary<Keys>, bound: typeof SURGE | typeof UNAVAILABLE) =>
  any(equals(bound, 0), equals(bound, '0%'));

function surgeRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isSet, isTrue, isAbove, equals, all, any, not, words, valueAt } = vocabulary;
  return [
    forbidden(isNone(vocabulary, SURGE), {
      when: all(
        not(equals('strategy.type', 'Recreate')),
        any(isNone(vocabulary, UNAVAILABLE), all(not(isSet(UNAVAILABLE)), not(isTrue('gpu.enabled')))),
      ),
      message: words`without a pod more no pod could ever be replaced, as none may be missing; set ${UNAVAILABLE} to 1 or more`,
    }),
    forbidden(SURGE, {
      when: all(
        not(equals('strategy.type', 'Recreate')),
        not(isNone(vocabulary, SURGE)),
        isTrue('gpu.enabled'),
        isAbove('gpu.count', 'rollout.spareGpus'),
      ),
      message: words`a new pod beside the old ones needs ${valueAt('gpu.count')} free GPUs, and ${'rollout.spareGpus'} is ${valueAt('rollout.spareGpus')}: it would wait for ever, and the rollout with it; leave it out, so that old pods make room, or raise ${'rollout.spareGpus'}`,
    }),
  ];
}

const CLAIMS = ['persistence', 'model.storage.pvc', 'model.storage.cache'] as const;

/** What cannot be while only one node can mount a volume. */
function volumeRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isSet, isTrue, isAbove, equals, all, any, not, words, valueAt } = vocabulary;
  const isUsed = (claim: (typeof CLAIMS)[number]) =>
    claim === 'model.storage.pvc' ? equals('model.storage.type', 'pvc') : isTrue(`${claim}.enabled`);
  const isHeldBy = (claim: (typeof CLAIMS)[number], ...modes: ('ReadWriteOnce' | 'ReadWriteOncePod')[]) =>
    all(isUsed(claim), any(...modes.map((mode) => equals(`${claim}.accessMode`, mode))));
  const [isAutoscaled, isKeda] = [isTrue('autoscaling.enabled'), isTrue('keda.enabled')];
  const isForSeveral = any(
    all(not(isAutoscaled), not(isKeda), isAbove('replicaCount', 1)),
    all(isAutoscaled, isAbove('autoscaling.maxReplicas', 1)),
    all(isKeda, isAbove('keda.maxReplicaCount', 1)),
  );
  const isSurging = any(
    all(isSet(SURGE), not(isNone(vocabulary, SURGE))),
    all(not(isSet(SURGE)), equals('strategy.type', 'RollingUpdate'), not(isTrue('gpu.enabled'))),
  );
  return [
    ...CLAIMS.flatMap((claim) => [
      forbidden(all(not(equals('strategy.type', 'Recreate')), isSurging), {
        when: isHeldBy(claim, ...ONE_NODE_MODES),
        message: words`a new pod on another node cannot mount the volume of ${claim} while an old one has it, as ${`${claim}.accessMode`} is ${valueAt(`${claim}.accessMode`)}: it would wait for ever, and the rollout with it; set this to Recreate, or to RollingUpdate with ${SURGE} 0 and ${UNAVAILABLE} 1, or share the volume by another access mode`,
      }),
      forbidden(equals(`${claim}.accessMode`, 'ReadWriteOncePod'), {
        when: all(isUsed(claim), isForSeveral),
        message: words`one pod alone can mount the volume, and any other replica would wait for ever; set it to ReadWriteMany, or let there be one replica`,
      }),
    ]),
  ];
}

function startupRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isTrue, isAbove, sum, product, all, not, words, valueAt } = vocabulary;
  const needed = sum(product('startup.modelSizeGiB', 'startup.secondsPerGiB'), 'startup.loadSeconds');
  const checked = (check: 'healthChecks.startup' | 'healthChecks.liveness') =>
    sum(product(`${check}.failureThreshold`, `${check}.periodSeconds`), `${check}.initialDelaySeconds`);
  // Where nobody has said how large the model is, the time is a guess.
  const takesLongerThan = (check: Parameters<typeof checked>[0]) =>
    all(isAbove('startup.modelSizeGiB', 0), isAbove(needed, checked(check)));
  const takesLonger = words`${valueAt('startup.modelSizeGiB')} GiB at ${valueAt('startup.secondsPerGiB')} seconds each and ${valueAt('startup.loadSeconds')} seconds to load (${'startup'}) take longer`;
  const [startup, liveness] = ['healthChecks.startup', 'healthChecks.liveness'] as const;
  return [
    forbidden(`${startup}.failureThreshold`, {
      when: all(isTrue(`${startup}.enabled`), takesLongerThan(startup)),
      message: [
        ...words`${valueAt(`${startup}.failureThreshold`)} failures every ${valueAt(`${startup}.periodSeconds`)} seconds are too few: `,
        ...takesLonger,
        ...words`, and the server would be killed before it is ready, again and again; raise it, or correct ${'startup'}`,
      ],
    }),
    forbidden(not(isTrue(`${startup}.enabled`)), {
      when: all(isTrue(`${liveness}.enabled`), takesLongerThan(liveness)),
      message: [
        ...words`without this check the server would be killed by ${liveness} before it is ready, again and again: `,
        ...takesLonger,
        ...words` than its initialDelaySeconds and ${valueAt(`${liveness}.failureThreshold`)} failures every ${valueAt(`${liveness}.periodSeconds`)} seconds; set this to true, or correct ${'startup'}`,
      ],
    }),
  ];
}

function drainRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, requiredKubernetes, equals, isSet, isAbove, sum, not, all, words, valueAt } = vocabulary;
  return [
    requiredKubernetes('1.30', {
      when: equals('drain.preStopBy', 'sleep'),
      message: words`sleep needs Kubernetes 1.30 or later, and the cluster is older; set it to exec, or upgrade the cluster`,
    }),
    forbidden(
      all(
        isSet('terminationGracePeriodSeconds'),
        not(isAbove('terminationGracePeriodSeconds', sum('drain.preStopSeconds', 'server.drainSeconds'))),
      ),
      {
        message: words`${valueAt('terminationGracePeriodSeconds')} seconds are over before the ${valueAt('drain.preStopSeconds')} of ${'drain.preStopSeconds'} and the ${valueAt('server.drainSeconds')} of ${'server.drainSeconds'}, and the server would be killed while it still answers; leave it out, raise it, or lower those`,
      },
    ),
  ];
}
