import type { Rule } from '../values/rules/rule';
import type { RuleVocabulary } from '../values/rules/vocabulary';
import type { drainValues, terminationValues } from './drain';
import type { gpuValues } from './gpu';
import type { healthChecksValues } from './health-checks';
import type { modelValues } from './model';
import type { persistenceValues } from './persistence';
import type { rolloutValues } from './rollout';
import type { serverValues } from './server';
import type { startupValues } from './startup';

type Keys = typeof rolloutValues &
  typeof terminationValues & {
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
  return [...surgeRules(vocabulary), ...startupRules(vocabulary), ...drainRules(vocabulary)];
}

function surgeRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isSet, isTrue, isAbove, equals, all, any, not, words, valueAt } = vocabulary;
  const bounds = ['strategy.rollingUpdate.maxSurge', 'strategy.rollingUpdate.maxUnavailable'] as const;
  const isNone = (path: (typeof bounds)[number]) => any(equals(path, 0), equals(path, '0%'));
  return [
    ...bounds.map((bound) => forbidden(bound, { when: equals('strategy.type', 'Recreate') })),
    forbidden(isNone(bounds[0]), {
      when: any(not(isSet(bounds[1])), isNone(bounds[1])),
      message: words`without a pod more no pod could ever be replaced, as none may be missing; set ${bounds[1]} to 1 or more`,
    }),
    forbidden(all(isAbove('rollout.spareGpus', 0), isAbove('gpu.count', 'rollout.spareGpus')), {
      when: isTrue('gpu.enabled'),
      message: words`${valueAt('rollout.spareGpus')} are too few for a new pod, which needs ${valueAt('gpu.count')} (${'gpu.count'}); raise it, or set it to 0, so that old pods make room for new ones`,
    }),
    forbidden(bounds[0], {
      when: all(not(isNone(bounds[0])), isTrue('gpu.enabled'), isAbove('gpu.count', 'rollout.spareGpus')),
      message: words`a new pod beside the old ones needs ${valueAt('gpu.count')} free GPUs, and ${'rollout.spareGpus'} is ${valueAt('rollout.spareGpus')}: it would wait for ever, and the rollout with it; leave it out, so that it is planned, or raise ${'rollout.spareGpus'}`,
    }),
    ...(['persistence', 'model.storage.pvc', 'model.storage.cache'] as const).map((claim) =>
      forbidden(all(equals('strategy.type', 'RollingUpdate'), not(isNone(bounds[0]))), {
        when: all(
          claim === 'model.storage.pvc' ? equals('model.storage.type', 'pvc') : isTrue(`${claim}.enabled`),
          any(equals(`${claim}.accessMode`, 'ReadWriteOnce'), equals(`${claim}.accessMode`, 'ReadWriteOncePod')),
        ),
        message: words`a new pod on another node cannot mount the volume of ${claim} while an old one has it, as ${`${claim}.accessMode`} is ${valueAt(`${claim}.accessMode`)}: it would wait for ever, and the rollout with it; leave it out, so that it is planned, set ${bounds[0]} to 0 and ${bounds[1]} to 1, or share the volume by another access mode`,
      }),
    ),
  ];
}

function startupRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isSet, isTrue, isAbove, sum, product, all, words, valueAt } = vocabulary;
  const bandwidth = 'startup.bandwidthMiBPerSecond';
  const check = 'healthChecks.startup';
  // Both sides times the bandwidth: rules do not divide.
  const needed = sum('startup.modelSizeMiB', product('startup.loadSeconds', bandwidth));
  return [
    forbidden(
      all(
        isSet(`${check}.failureThreshold`),
        isAbove(
          needed,
          product(
            sum(product(`${check}.failureThreshold`, `${check}.periodSeconds`), `${check}.initialDelaySeconds`),
            bandwidth,
          ),
        ),
      ),
      {
        when: isTrue(`${check}.enabled`),
        message: words`${valueAt(`${check}.failureThreshold`)} failures every ${valueAt(`${check}.periodSeconds`)} seconds are too few: ${valueAt('startup.modelSizeMiB')} MiB at ${valueAt(bandwidth)} MiB/s and ${valueAt('startup.loadSeconds')} seconds to load (${'startup'}) take longer, and the server would be killed before it is ready, again and again; leave it out, which takes as many as are needed, or correct ${'startup'}`,
      },
    ),
  ];
}

function drainRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isSet, isAbove, sum, not, all, words, valueAt } = vocabulary;
  return [
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
