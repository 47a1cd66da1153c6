import { z } from 'zod';
import { type Condition, conditionKey, conditionReferences, negate } from '../../../lib/template/condition';
import { referenceKey } from '../../../lib/template/reference';
import type { WholeNumber } from '../../../lib/template/whole-number';
import { shapeOf } from '../../../lib/values/shape';

const shape = shapeOf(z.boolean());
const truthy = (...steps: string[]): Condition => ({ kind: 'truthy', reference: { steps, shape, optionalSteps: [] } });
const to = (...steps: string[]) => ({ steps, shape, optionalSteps: [] });
const number = (...steps: string[]): WholeNumber => ({ kind: 'value', reference: to(...steps) });
const reaches = (one: string, other: string): Condition => {
  return { kind: 'reaches', number: number(one), other: number(other) };
};
const [a, b] = [truthy('a'), truthy('b', 'c')];

test('the opposite of the opposite is the condition itself', () => {
  expect(negate(a)).toEqual({ kind: 'not', condition: a });
  expect(negate(negate(a))).toBe(a);
});

test('two conditions share their key only if they are the same', () => {
  const conditions: Condition[] = [
    a,
    b,
    negate(a),
    { kind: 'defined', reference: { steps: ['a'], shape, optionalSteps: [] } },
    { kind: 'and', conditions: [a, b] },
    { kind: 'or', conditions: [a, b] },
    { kind: 'and', conditions: [b, a] },
    { kind: 'equals', reference: { steps: ['a'], shape, optionalSteps: [] }, value: 1 },
    { kind: 'equals', reference: { steps: ['a'], shape, optionalSteps: [] }, value: '1' },
    { kind: 'atLeast', reference: { steps: ['a'], shape, optionalSteps: [] }, value: 1 },
    reaches('a', 'b'),
    reaches('b', 'a'),
    { kind: 'same', left: to('a'), right: to('b') },
  ];
  expect(new Set(conditions.map(conditionKey)).size).toBe(conditions.length);
  expect(conditionKey(truthy('a'))).toBe(conditionKey(a));
});

test('reads the values of all of its parts', () => {
  const read = conditionReferences({ kind: 'or', conditions: [negate(a), { kind: 'and', conditions: [b, a] }] });
  expect(read.map(referenceKey)).toEqual(['.a', '.b.c', '.a']);
  expect(conditionReferences(reaches('a', 'b')).map(referenceKey)).toEqual(['.a', '.b']);
  expect(conditionReferences({ kind: 'same', left: to('a'), right: to('b') }).map(referenceKey)).toEqual(['.a', '.b']);
});
