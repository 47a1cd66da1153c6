import { type Condition, type HasType, negate, type Test } from '../template/condition';
import { evaluateCondition } from '../template/evaluate';
import { isCapability, type LoopPosition } from '../template/reference';
import { referencePath } from './reference-path';

/** A condition for a reader: `gpu.enabled is true and (image.tag is empty or model.workers is at least 2)`. */
export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'not':
      return negationWords(condition.condition);
    case 'and':
    case 'or':
      return condition.conditions.map((part) => operandWords(part, condition.kind)).join(` ${condition.kind} `);
    default:
      return testWords(condition, true);
  }
}

function operandWords(part: Condition, around: 'and' | 'or'): string {
  const words = conditionWords(part);
  return joins(part) && joins(part) !== around ? `(${words})` : words;
}

/** The word that joins the parts of a condition, if it has several. */
function joins(condition: Condition): 'and' | 'or' | undefined {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.kind;
  if (condition.kind !== 'not') return undefined;
  const inner = joins(condition.condition);
  return inner && (inner === 'and' ? 'or' : 'and');
}

/** Of several parts, `not` holds for each: not (a and b) is not a, or not b. */
function negationWords(condition: Condition): string {
  switch (condition.kind) {
    case 'not':
      return conditionWords(condition.condition);
    case 'and':
    case 'or':
      return conditionWords({
        kind: condition.kind === 'and' ? 'or' : 'and',
        conditions: condition.conditions.map((part): Condition => ({ kind: 'not', condition: part })),
      });
    default:
      return testWords(condition, false);
  }
}

const TYPES: Readonly<Record<HasType['type'], string>> = {
  text: 'text',
  boolean: 'true or false',
  mapping: 'a map',
  sequence: 'a list',
};

function testWords(test: Test, holds: boolean): string {
  const path = referencePath(test.reference.steps);
  const is = holds ? 'is' : 'is not';
  switch (test.kind) {
    case 'defined':
      return `${path} ${is} set`;
    case 'hasType':
      return `${path} ${is} ${TYPES[test.type]}`;
    case 'equals':
      return `${path} ${is} ${JSON.stringify(test.value)}`;
    case 'contains':
      return `${path} ${holds ? 'contains' : 'does not contain'} ${JSON.stringify(test.value)}`;
    case 'startsWith':
      return `${path} ${holds ? 'starts' : 'does not start'} with ${JSON.stringify(test.value)}`;
    case 'endsWith':
      return `${path} ${holds ? 'ends' : 'does not end'} with ${JSON.stringify(test.value)}`;
    case 'includes':
      return `${path} ${holds ? 'includes' : 'does not include'} ${JSON.stringify(test.value)}`;
    case 'atLeast':
      if (test.reference.shape.kind === 'sequence') {
        return holds ? `${path} has ${test.value} elements or more` : `${path} has fewer than ${test.value} elements`;
      }
      return holds ? `${path} is at least ${test.value}` : `${path} is below ${test.value}`;
    case 'sameAs':
      return `${path} ${is} the same as ${referencePath(test.other.steps)}`;
    case 'above':
      return `${path} ${is} above ${referencePath(test.other.steps)}`;
    case 'hasKey':
      return `${path} ${holds ? 'has the' : 'has no'} key ${JSON.stringify(test.key)}`;
    case 'truthy': {
      if (isCapability(test.reference)) return `the cluster ${holds ? 'has' : 'lacks'} ${test.reference.steps[1]}`;
      const { kind, optional, nullable } = test.reference.shape;
      if (kind === 'toggle')
        return holds ? `${path} is true` : `${path} is ${optional || nullable ? 'not true' : 'false'}`;
      if (kind === 'number')
        return holds ? `${path} is not 0` : `${path} is 0${optional || nullable ? ' or not set' : ''}`;
      if (kind === 'object' || kind === 'union') return `${path} ${is} set`;
      return holds ? `${path} is not empty` : `${path} is empty`;
    }
  }
}

/** What decides whether a condition holds with these values, put so that it is true: for `a and b`, that a does not. */
export function decidingPart(condition: Condition, values: unknown, position: LoopPosition): Condition {
  const holds = evaluateCondition(condition, values, position);
  switch (condition.kind) {
    case 'not':
      return decidingPart(condition.condition, values, position);
    case 'and':
    case 'or': {
      const deciding = condition.conditions.filter((part) => evaluateCondition(part, values, position) === holds);
      // One part that fails is enough for `and` to fail, and one that holds for `or` to hold.
      const isOneEnough = holds === (condition.kind === 'or');
      const parts = isOneEnough ? deciding.slice(0, 1) : deciding;
      return { kind: 'and', conditions: parts.map((part) => decidingPart(part, values, position)) };
    }
    default:
      return holds ? condition : negate(condition);
  }
}
