import { z } from 'zod';
import { conditionWords } from '../../../lib/explain/condition-words';
import { conditionsOn, simplifyWay } from '../../../lib/explain/simplify-way';
import type { Step } from '../../../lib/explain/sites';
import type { Condition } from '../../../lib/template/condition';
import type { Reference } from '../../../lib/template/reference';
import { shapeOf } from '../../../lib/values/shape';

const reference = (name: string): Reference => ({
  steps: [name],
  shape: shapeOf(name === 'list' ? z.array(z.string()) : z.boolean()),
  optionalSteps: [],
});
const is = (name: string): Condition => ({ kind: 'truthy', reference: reference(name) });
const option = (value: string): Condition => ({ kind: 'equals', reference: reference('kind'), value });
const not = (condition: Condition): Condition => ({ kind: 'not', condition });
const and = (...conditions: Condition[]): Condition => ({ kind: 'and', conditions });
const or = (...conditions: Condition[]): Condition => ({ kind: 'or', conditions });

function simple(...conditions: Condition[]): string[] {
  const way = conditions.map((condition): Step => ({ kind: 'condition', condition }));
  return conditionsOn(simplifyWay(way)).map(conditionWords);
}

test.each<[string, Condition[], string[]]>([
  ['conditions that are told once', [is('a'), and(is('a'), is('b'))], ['a is true', 'b is true']],
  ['an if around that follows from one inside', [or(is('a'), is('b')), is('b')], ['b is true']],
  ['and nested ones', [or(is('a'), and(is('b'), is('c'))), is('b'), is('c')], ['b is true', 'c is true']],
  ['other options than the one that is chosen', [not(option('x')), option('y')], ['kind is "y"']],
  ['but not the same one', [not(option('x')), is('a')], ['kind is not "x"', 'a is true']],
  ['what an else has behind it', [not(or(is('a'), is('b')))], ['a is false', 'b is false']],
  ['of which one is asked again', [not(and(is('a'), is('b'))), not(is('a'))], ['a is false']],
  ['what nothing says', [or(is('a'), is('b')), is('c')], ['a is true or b is true', 'c is true']],
])('%s', (_, conditions, words) => {
  expect(simple(...conditions)).toEqual(words);
});

test('a loop says that its list is not empty', () => {
  const loop: Step = { kind: 'loop', loop: { kind: 'loop', over: reference('list'), loop: 0, parts: [] } };
  expect(simplifyWay([{ kind: 'condition', condition: is('list') }, loop])).toEqual([loop]);
});
