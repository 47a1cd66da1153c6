import { z } from 'zod';
import {
  type Condition,
  conditionKey,
  conditionReferences,
  isTest,
  negate,
  negateTestsOnly,
} from '../../../lib/template/condition';
import { referenceKey } from '../../../lib/template/reference';
import { shapeOf } from '../../../lib/values/shape';

const shape = shapeOf(z.boolean());
const truthy = (...steps: string[]): Condition => ({ kind: 'truthy', reference: { steps, shape, optionalSteps: [] } });
const [a, b] = [truthy('a'), truthy('b', 'c')];

test('the opposite of the opposite is the condition itself', () => {
  expect(negate(a)).toEqual({ kind: 'not', condition: a });
  expect(negate(negate(a))).toBe(a);
});

test('a test asks for one value, without `not`', () => {
  const others: Condition[] = [negate(a), { kind: 'and', conditions: [a, b] }, { kind: 'or', conditions: [a, b] }];
  expect(isTest(a)).toBe(true);
  expect(others.some(isTest)).toBe(false);
});

test('only tests are negated, whatever was around them', () => {
  const both: Condition = { kind: 'and', conditions: [a, negate(b)] };
  expect(negateTestsOnly(negate(both))).toEqual({ kind: 'or', conditions: [negate(a), b] });
  expect(negateTestsOnly(negate({ kind: 'or', conditions: [negate(both), b] }))).toEqual({
    kind: 'and',
    conditions: [both, negate(b)],
  });
  expect(negateTestsOnly(both)).toEqual(both);
  expect(negateTestsOnly(negate(a))).toEqual(negate(a));
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
  ];
  expect(new Set(conditions.map(conditionKey)).size).toBe(conditions.length);
  expect(conditionKey(truthy('a'))).toBe(conditionKey(a));
});

test('reads the values of all of its parts', () => {
  const read = conditionReferences({ kind: 'or', conditions: [negate(a), { kind: 'and', conditions: [b, a] }] });
  expect(read.map(referenceKey)).toEqual(['.a', '.b.c', '.a']);
});
