import { z } from 'zod';
import { concatenate, type Expression, expressionKey, expressionReferences } from '../../../lib/template/expression';
import { referenceKey } from '../../../lib/template/reference';
import { shapeOf } from '../../../lib/values/shape';

const reference = (...steps: string[]) => ({ steps, shape: shapeOf(z.string()), optionalSteps: [] });
const literal = (value: string | number): Expression => ({ kind: 'literal', value });
const value = (...steps: string[]): Expression => ({ kind: 'value', reference: reference(...steps) });
const number = (...steps: string[]) => ({ kind: 'value' as const, reference: reference(...steps) });

describe('text from parts', () => {
  test('joins neighbouring literals and drops empty ones', () => {
    expect(concatenate([literal('a'), literal(''), literal('b'), value('x'), literal('')])).toEqual({
      kind: 'concatenation',
      parts: [literal('ab'), value('x')],
    });
  });

  test('is the part itself where there is only one', () => {
    expect(concatenate([literal(''), value('x')])).toEqual(value('x'));
    expect(concatenate([literal('a'), literal('b')])).toEqual(literal('ab'));
    expect(concatenate([])).toEqual(literal(''));
  });
});

test('two expressions share their key only if they mean the same', () => {
  const expressions: Expression[] = [
    literal('1'),
    literal(1),
    value('a'),
    value('a', 'b'),
    { kind: 'asText', reference: reference('a') },
    { kind: 'loopKey', loop: 0 },
    { kind: 'loopKey', loop: 1 },
    { kind: 'builtin', name: 'Release.Name' },
    { kind: 'include', helper: 'fullname' },
    { kind: 'include', helper: 'fullname', suffix: { kind: 'literal', value: 'a' } },
    { kind: 'concatenation', parts: [value('a'), literal('x')] },
    { kind: 'concatenation', parts: [literal('x'), value('a')] },
    { kind: 'fallback', reference: reference('a'), otherwise: literal('x') },
    { kind: 'join', reference: reference('a'), separator: ',' },
    { kind: 'join', reference: reference('a'), separator: ';' },
    { kind: 'reckoned', number: { kind: 'product', operands: [number('a'), number('b')] }, asText: false },
    { kind: 'reckoned', number: { kind: 'product', operands: [number('a'), number('b')] }, asText: true },
    { kind: 'reckoned', number: { kind: 'product', operands: [number('b'), number('a')] }, asText: false },
    { kind: 'checksum', objectKind: 'ConfigMap', objectName: value('a') },
  ];
  expect(new Set(expressions.map(expressionKey)).size).toBe(expressions.length);
});

test('reads the values of all of its parts', () => {
  const expression = concatenate([
    { kind: 'fallback', reference: reference('a'), otherwise: value('b') },
    { kind: 'checksum', objectKind: 'ConfigMap', objectName: value('c', 'd') },
    { kind: 'builtin', name: 'Release.Name' },
  ]);
  expect(expressionReferences(expression).map(referenceKey)).toEqual(['.a', '.b', '.c.d']);
});
