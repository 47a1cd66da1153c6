import type { RuleCondition } from '../values/rules/condition';
import type { Rule } from '../values/rules/rule';
import type { RuleVocabulary } from '../values/rules/vocabulary';
import type { deploymentValues } from './deployment';
import type { autoscalingValues } from './horizontal-pod-autoscaler';
import type { podDisruptionBudgetValues } from './pod-disruption-budget';
import type { kedaValues } from './scaled-object';

type Keys = {
  readonly replicaCount: typeof deploymentValues.replicaCount;
  readonly autoscaling: typeof autoscalingValues;
  readonly keda: typeof kedaValues;
  readonly podDisruptionBudget: typeof podDisruptionBudgetValues;
};

type Replicas = 'replicaCount' | 'autoscaling.minReplicas' | 'keda.minReplicaCount';

const BUDGET = 'podDisruptionBudget';

/**
 * What a PodDisruptionBudget must not be, given the fewest replicas that there may be: one that lets no pod ever go, so
 * that nodes cannot be drained, or one that lets all of them go at once. Kubernetes rounds percentages up.
 */
export function disruptionRules(vocabulary: RuleVocabulary<Keys>): (readonly Rule[])[] {
  const { forbidden, isTrue, isAbove, equals, percentage, product, sum, all, any, not, words, valueAt } = vocabulary;
  const isEnabled = isTrue(`${BUDGET}.enabled`);
  const mayNotBlock = all(isEnabled, not(isTrue(`${BUDGET}.blocksDrains`)));
  const isAutoscaled = isTrue('autoscaling.enabled');
  const isKeda = isTrue('keda.enabled');
  const isFixed = all(not(isAutoscaled), not(isKeda), isAbove('replicaCount', 0));

  /** A share of so many replicas that comes to all of them, rounded up. */
  const isAll = (path: `${typeof BUDGET}.${'minAvailable' | 'maxUnavailable'}`, replicas: Replicas) =>
    any(
      all(isAbove(path, 0), not(isAbove(replicas, path))),
      all(isAbove(percentage(path), 0), isAbove(100, product(replicas, sum(100, product(-1, percentage(path)))))),
    );
  const keepsAll = (replicas: Replicas, when: RuleCondition) =>
    forbidden(isAll(`${BUDGET}.minAvailable`, replicas), {
      when: all(mayNotBlock, when),
      message: words`${valueAt(`${BUDGET}.minAvailable`)} keeps every pod where ${replicas} is ${valueAt(replicas)}: drains of nodes would wait for ever; lower it, raise ${replicas}, or set ${`${BUDGET}.enabled`} to false (${`${BUDGET}.blocksDrains`} to true where it is meant)`,
    });
  const keepsNone = (replicas: Replicas, when: RuleCondition) =>
    forbidden(isAll(`${BUDGET}.maxUnavailable`, replicas), {
      when: all(isEnabled, when),
      message: words`${valueAt(`${BUDGET}.maxUnavailable`)} lets every pod go at once where ${replicas} is ${valueAt(replicas)}, as without a budget; lower it, raise ${replicas}, or set ${`${BUDGET}.enabled`} to false`,
    });

  return [
    forbidden(any(equals(`${BUDGET}.maxUnavailable`, 0), equals(`${BUDGET}.maxUnavailable`, '0%')), {
      when: mayNotBlock,
      message: words`${valueAt(`${BUDGET}.maxUnavailable`)} keeps every pod: drains of nodes would wait for ever; raise it, or set ${`${BUDGET}.enabled`} to false (${`${BUDGET}.blocksDrains`} to true where it is meant)`,
    }),
    forbidden(any(equals(`${BUDGET}.minAvailable`, 0), equals(`${BUDGET}.minAvailable`, '0%')), {
      when: isEnabled,
      message: words`${valueAt(`${BUDGET}.minAvailable`)} lets every pod go at once, as without a budget; raise it, or set ${`${BUDGET}.enabled`} to false`,
    }),
    keepsAll('replicaCount', isFixed),
    keepsAll('autoscaling.minReplicas', isAutoscaled),
    keepsAll('keda.minReplicaCount', isKeda),
    // Where one replica is the fewest, a budget of one pod counts as soon as there are more.
    keepsNone('replicaCount', isFixed),
    keepsNone('autoscaling.minReplicas', all(isAutoscaled, isAbove('autoscaling.minReplicas', 1))),
    keepsNone('keda.minReplicaCount', all(isKeda, isAbove('keda.minReplicaCount', 1))),
  ];
}
