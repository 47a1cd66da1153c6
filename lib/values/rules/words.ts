import { type Comparison, conditionPaths, type Operand, type RuleCondition } from './condition';
import type { MessagePart, RulePlace } from './rule';

type Words = readonly MessagePart[];

/** The value that a condition is about first. */
export function subjectOf(condition: RuleCondition): RulePlace {
  const test = condition.kind === 'not' ? condition.condition : condition;
  const [first = []] = conditionPaths(test);
  return test.kind === 'hasKey' ? [...first, test.key] : first;
}

/** What is wrong where a condition must not hold, and what to do: told at the condition's subject. */
export function refusal(refused: RuleCondition, when: RuleCondition | undefined): Words {
  return withAdvice(words`${fault(refused)}`, [remedy(refused, subjectOf(refused))], when);
}

/** What is wrong where a cluster lacks an API that values ask for, and what to do. */
export function missingApi(api: string, when: RuleCondition): Words {
  const remedies = words`install what provides it, or ${remedy(when)}`;
  return words`needs the API ${[api]}, which the cluster does not have; ${remedies}; where it has it, list it in cluster.apiVersions of the environment`;
}

/** What is wrong where values ask for a newer Kubernetes than the cluster's, and what to do. */
export function olderKubernetes(version: string, when: RuleCondition): Words {
  return words`needs Kubernetes ${[version]} or later, and the cluster is older; upgrade it, or ${remedy(when)}`;
}

/** Something that is wrong under a condition, and the ways to put it right. */
export function withAdvice(wrong: Words, remedies: readonly Words[], when: RuleCondition | undefined): Words {
  const circumstance = when ? words` while ${describe(when)}` : [];
  return words`${wrong}${circumstance}; ${list([...remedies, ...(when ? [remedy(when)] : [])], ', or ')}`;
}

/** The words of a template literal, with those of its placeholders between them. */
export function words(texts: TemplateStringsArray, ...inner: readonly Words[]): Words {
  return texts.flatMap((text, index) => [text, ...(inner[index] ?? [])]).filter((part) => part !== '');
}

/** `a, b or c` */
export function list(items: readonly Words[], last: string, others = ', '): Words {
  return items.flatMap((item, index) => [
    ...(index === 0 ? [] : [index === items.length - 1 ? last : others]),
    ...item,
  ]);
}

/** A place by its path. */
export function placeName(place: RulePlace): Words {
  return [{ place }];
}

/** A condition as the fault of its subject, which the reader sees before it. */
function fault(condition: RuleCondition): Words {
  switch (condition.kind) {
    case 'isTrue':
      return words`cannot be true`;
    case 'isSet':
    case 'hasKey':
      return words`not allowed`;
    case 'equals':
      return words`cannot be ${literal(condition.constant)}`;
    case 'comparison': {
      const { left } = condition;
      return left.kind === 'value' ? related(condition, [{ found: left }]) : describe(condition);
    }
    case 'not':
      switch (condition.condition.kind) {
        case 'isTrue':
          return words`must be true`;
        case 'equals':
          return words`must be ${literal(condition.condition.constant)}`;
        default:
          return words`required`;
      }
    default:
      return words`not allowed: ${describe(condition)}`;
  }
}

/** A condition as a clause: `gpu.enabled is true`. */
function describe(condition: RuleCondition): Words {
  switch (condition.kind) {
    case 'isTrue':
      return words`${placeName(condition.path)} is true`;
    case 'isSet':
      return words`${placeName(condition.path)} is set`;
    case 'equals':
      return words`${placeName(condition.path)} is ${literal(condition.constant)}`;
    case 'hasKey':
      return words`${placeName(subjectOf(condition))} is set`;
    case 'hasApi':
      return words`the cluster has the API ${[condition.api]}`;
    case 'hasKubernetes':
      return words`the cluster has Kubernetes ${[condition.version]} or later`;
    case 'comparison':
      return related(condition, found(condition.left));
    case 'not':
      switch (condition.condition.kind) {
        case 'isTrue':
          return words`${placeName(condition.condition.path)} is false`;
        case 'hasApi':
          return words`the cluster does not have the API ${[condition.condition.api]}`;
        case 'hasKubernetes':
          return words`the cluster is older than Kubernetes ${[condition.condition.version]}`;
        case 'equals':
          return words`${placeName(condition.condition.path)} is not ${literal(condition.condition.constant)}`;
        default:
          return words`${placeName(subjectOf(condition))} is not set`;
      }
    case 'all':
      return list(condition.conditions.map(nested), ' and ');
    case 'any':
      return list(condition.conditions.map(nested), ' or ');
  }
}

function nested(condition: RuleCondition): Words {
  const isJunction = condition.kind === 'all' || condition.kind === 'any';
  return isJunction ? words`(${describe(condition)})` : describe(condition);
}

/** What to do so that a condition does not hold any more. */
function remedy(condition: RuleCondition, subject?: RulePlace): Words {
  const it = (place: RulePlace) => (isSame(place, subject) ? words`it` : placeName(place));
  switch (condition.kind) {
    case 'isTrue':
      return words`set ${it(condition.path)} to false`;
    case 'isSet':
    case 'hasKey':
      return words`remove ${it(subjectOf(condition))}`;
    case 'equals':
      return words`change ${it(condition.path)}`;
    case 'hasApi':
      return words`remove the API ${[condition.api]}`;
    case 'hasKubernetes':
      return words`use a cluster older than Kubernetes ${[condition.version]}`;
    case 'comparison':
      return comparisonRemedy(condition, (operand) => (operand.kind === 'value' ? it(operand.path) : inShort(operand)));
    case 'not':
      switch (condition.condition.kind) {
        case 'isTrue':
          return words`set ${it(condition.condition.path)} to true`;
        case 'hasApi':
          return words`install what provides the API`;
        case 'hasKubernetes':
          return words`upgrade the cluster`;
        case 'equals':
          return words`set ${it(condition.condition.path)} to ${literal(condition.condition.constant)}`;
        default:
          return words`set ${it(subjectOf(condition))}`;
      }
    case 'all':
      return list(
        condition.conditions.map((part) => remedy(part, subject)),
        ', or ',
        ', ',
      );
    case 'any':
      return list(
        condition.conditions.map((part) => remedy(part, subject)),
        ' and ',
      );
  }
}

function comparisonRemedy({ relation, left, right }: Comparison, name: (operand: Operand) => Words): Words {
  const [one, other] = [name(left), name(right)];
  const isFixed = right.kind === 'constant';
  switch (relation) {
    case 'above':
      return isFixed ? words`lower ${one}` : words`lower ${one} or raise ${other}`;
    case 'notAbove':
      return isFixed ? words`raise ${one}` : words`raise ${one} or lower ${other}`;
    case 'same':
      return isFixed ? words`change ${one}` : words`change ${one} or ${other}`;
    case 'different':
      return isFixed ? words`set ${one} to ${other}` : words`make ${one} equal to ${other}`;
  }
}

const RELATIONS: Readonly<Record<Comparison['relation'], string>> = {
  above: 'is above',
  notAbove: 'is not above',
  same: 'is the same as',
  different: 'is not the same as',
};

/** @param left the left operand in words of its own */
function related({ relation, right }: Comparison, left: Words): Words {
  return words`${left} ${[RELATIONS[relation]]} ${found(right)}`;
}

/** An operand by name, with what was found there. */
function found(operand: Operand): Words {
  return operand.kind === 'constant' ? named(operand) : words`${named(operand)} (${[{ found: operand }]})`;
}

/** An operand where it was named before. */
function inShort(operand: Operand): Words {
  return operand.kind === 'sum' || operand.kind === 'product' ? [`the ${operand.kind}`] : named(operand);
}

function named(operand: Operand): Words {
  switch (operand.kind) {
    case 'constant':
      return literal(operand.value);
    case 'value':
    case 'percentage':
      return placeName(operand.path);
    default:
      return list(
        operand.operands.map(named),
        operand.kind === 'sum' ? ' + ' : ' × ',
        operand.kind === 'sum' ? ' + ' : ' × ',
      );
  }
}

function literal(value: string | number | boolean): Words {
  return [JSON.stringify(value)];
}

function isSame(left: RulePlace, right: RulePlace | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
