import { z } from 'zod';
import type { Comparison, Condition, HasText } from '../../../lib/template/condition';
import { goCondition } from '../../../lib/template/go-condition';
import type { PrintContext } from '../../../lib/template/go-reference';
import type { Reference } from '../../../lib/template/reference';
import { type Shape, shapeOf } from '../../../lib/values/shape';

const context = (): PrintContext => ({ chart: 'demo', loops: [], fileOf: () => '' });

test('the options of a choice in one comparison', () => {
  const reference: Reference = { steps: ['type'], optionalSteps: [], shape: shapeOf(z.enum(['a', 'b', 'c'])) };
  const is = (value: string): Condition => ({ kind: 'equals', reference, value });
  const not = (condition: Condition): Condition => ({ kind: 'not', condition });
  expect(goCondition({ kind: 'or', conditions: [is('a'), is('b')] }, context())).toBe('eq .Values.type "a" "b"');
  expect(goCondition({ kind: 'and', conditions: [not(is('a')), not(is('b'))] }, context())).toBe(
    'not (eq .Values.type "a" "b")',
  );
  expect(goCondition(not({ kind: 'or', conditions: [is('a'), is('b')] }), context())).toBe(
    'not (eq .Values.type "a" "b")',
  );
});

test('numbers of any size are compared as whole numbers, others as JSON', () => {
  const at = (shape: Shape): Reference => ({ steps: ['x'], optionalSteps: [], shape });
  const zero = (shape: Shape): Condition => ({ kind: 'equals', reference: at(shape), value: 0 });
  expect(goCondition(zero(shapeOf(z.int())), context())).toBe('eq (int64 .Values.x) 0');
  expect(goCondition(zero(shapeOf(z.union([z.int(), z.string()]))), context())).toBe('eq (toJson .Values.x) "0"');
  expect(
    goCondition({ kind: 'not', condition: { kind: 'atLeast', reference: at(shapeOf(z.int())), value: 2 } }, context()),
  ).toBe('lt (int64 .Values.x) 2');
});

test('what is in a list, and how much of it', () => {
  const at = (schema: z.ZodType, optionalSteps: number[] = []): Reference => ({
    steps: ['list'],
    optionalSteps,
    shape: shapeOf(schema),
  });
  const list = at(z.array(z.string()));
  expect(goCondition({ kind: 'contains', reference: list, value: 'a"b' }, context())).toBe('has "a\\"b" .Values.list');
  expect(goCondition({ kind: 'atLeast', reference: list, value: 2 }, context())).toBe('ge (len .Values.list) 2');
  const missing = at(z.array(z.string()).optional(), [1]);
  expect(goCondition({ kind: 'not', condition: { kind: 'atLeast', reference: missing, value: 2 } }, context())).toBe(
    'lt (.Values.list | default list | len) 2',
  );
});

test('what text begins and ends with, and what is in it', () => {
  const at = (optionalSteps: number[]): Reference => ({ steps: ['uri'], optionalSteps, shape: shapeOf(z.string()) });
  const has = (kind: HasText['kind'], reference = at([])): Condition => ({ kind, reference, value: 's3://' });
  expect(goCondition(has('startsWith'), context())).toBe('hasPrefix "s3://" .Values.uri');
  expect(goCondition(has('endsWith'), context())).toBe('hasSuffix "s3://" .Values.uri');
  expect(goCondition({ kind: 'not', condition: has('includes') }, context())).toBe(
    'not (contains "s3://" .Values.uri)',
  );
  expect(goCondition(has('startsWith', at([1])), context())).toBe('hasPrefix "s3://" (.Values.uri | default "")');
});

describe('two values', () => {
  const at = (step: string, schema: z.ZodType, optionalSteps: number[] = []): Reference => ({
    steps: [step],
    optionalSteps,
    shape: shapeOf(schema),
  });
  const compared = (kind: Comparison['kind'], reference: Reference, other: Reference): Condition => {
    return { kind, reference, other };
  };
  const not = (condition: Condition): Condition => ({ kind: 'not', condition });
  const [port, other] = [at('port', z.int()), at('other', z.int())];

  test('numbers are compared in one type, texts as they are', () => {
    expect(goCondition(compared('sameAs', port, other), context())).toBe(
      'eq (int64 .Values.port) (int64 .Values.other)',
    );
    expect(goCondition(not(compared('above', port, other)), context())).toBe(
      'le (int64 .Values.port) (int64 .Values.other)',
    );
    const texts = compared('sameAs', at('host', z.string()), at('domain', z.string()));
    expect(goCondition(not(texts), context())).toBe('ne .Values.host .Values.domain');
  });

  test('a number that is missing is the same as none, and only where it may be', () => {
    const maybe = at('maybe', z.int().optional(), [1]);
    const same = compared('sameAs', port, maybe);
    expect(goCondition(same, context())).toBe(
      'and (not (kindIs "invalid" .Values.maybe)) (eq (int64 .Values.port) (int64 .Values.maybe))',
    );
    expect(
      goCondition({ kind: 'and', conditions: [{ kind: 'defined', reference: maybe }, not(same)] }, context()),
    ).toBe('and (not (kindIs "invalid" .Values.maybe)) (ne (int64 .Values.port) (int64 .Values.maybe))');
  });
});

describe('hasKey, which fails in Go on what is no map', () => {
  const map = shapeOf(z.record(z.string(), z.string()));
  const mixed = shapeOf(z.union([z.object({ a: z.int() }), z.string()]));
  const at = (shape: Shape, optionalSteps: number[]): Reference => ({ steps: ['x'], optionalSteps, shape });
  const hasKey = (reference: Reference): Condition => ({ kind: 'hasKey', reference, key: 'a' });
  const isThere = (reference: Reference): Condition => ({ kind: 'defined', reference });
  const not = (condition: Condition): Condition => ({ kind: 'not', condition });
  const [always, sometimes] = [at(map, []), at(map, [1])];

  test.each<[Condition, string]>([
    [hasKey(always), 'hasKey .Values.x "a"'],
    [hasKey(sometimes), 'hasKey (.Values.x | default dict) "a"'],
    [hasKey(at(mixed, [])), 'and (kindIs "map" .Values.x) (hasKey .Values.x "a")'],
    [
      { kind: 'and', conditions: [isThere(sometimes), hasKey(sometimes)] },
      'and (not (kindIs "invalid" .Values.x)) (hasKey .Values.x "a")',
    ],
    [
      { kind: 'or', conditions: [not(isThere(sometimes)), hasKey(sometimes)] },
      'or (kindIs "invalid" .Values.x) (hasKey .Values.x "a")',
    ],
    [
      { kind: 'or', conditions: [hasKey(sometimes), not(isThere(sometimes))] },
      'or (hasKey (.Values.x | default dict) "a") (kindIs "invalid" .Values.x)',
    ],
  ])('%#', (condition, printed) => {
    expect(goCondition(condition, context())).toBe(printed);
  });
});
