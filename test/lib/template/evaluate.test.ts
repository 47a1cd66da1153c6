import { z } from 'zod';
import { Release } from '../../../lib/release/release';
import type { Condition } from '../../../lib/template/condition';
import { evaluateCondition, evaluateExpression, evaluateTemplate, isTruthy } from '../../../lib/template/evaluate';
import type { Expression } from '../../../lib/template/expression';
import type { ChartTemplate, Entry, Item, Loop, Part, Splice, TemplateNode } from '../../../lib/template/node';
import type { Reference, ReferenceStep } from '../../../lib/template/reference';
import type { WholeNumber } from '../../../lib/template/whole-number';
import { equalJson } from '../../../lib/trace/equal-json';
import { shapeOf } from '../../../lib/values/shape';

const release = new Release({
  release: 'prod',
  chart: 'demo',
  namespace: 'ml',
  chartVersion: '1.0.0',
  appVersion: '2.0',
});
const any = shapeOf(z.any());
const to = (...steps: ReferenceStep[]): Reference => ({ steps, shape: any, optionalSteps: [] });
const value = (...steps: ReferenceStep[]): Expression => ({ kind: 'value', reference: to(...steps) });
const literal = (text: string): Expression => ({ kind: 'literal', value: text });
const scalar = (expression: Expression): TemplateNode => ({ kind: 'scalar', expression });
const entry = (key: string, node: TemplateNode): Entry => ({ kind: 'entry', key: literal(key), value: node });
const item = (node: TemplateNode): Item => ({ kind: 'item', value: node });
const when = (condition: Condition, parts: Part<Entry>[], otherwise: Part<Entry>[] = []): Part<Entry> => ({
  kind: 'conditional',
  branches: [{ when: condition, parts }],
  otherwise,
});

/** The one object of a template with these entries. */
function evaluated(values: object, ...parts: Part<Entry>[]): unknown {
  const template: ChartTemplate = { objects: [item({ kind: 'mapping', parts })], helpers: [], labels: [] };
  return evaluateTemplate(template, values, release)[0];
}

test("Go's truth", () => {
  expect([undefined, null, false, 0, '', {}, []].map(isTruthy)).toEqual(new Array(7).fill(false));
  expect([true, 1, -1, 0.5, 'false', { a: undefined }, [0]].map(isTruthy)).toEqual(new Array(7).fill(true));
});

describe('conditions', () => {
  const values = { on: true, zero: 0, three: 3, mode: 'fast', empty: '' };
  test.each<[Condition, boolean]>([
    [{ kind: 'truthy', reference: to('on') }, true],
    [{ kind: 'truthy', reference: to('zero') }, false],
    [{ kind: 'truthy', reference: to('missing', 'deeper') }, false],
    [{ kind: 'defined', reference: to('zero') }, true],
    [{ kind: 'defined', reference: to('missing') }, false],
    [{ kind: 'equals', reference: to('mode'), value: 'fast' }, true],
    [{ kind: 'equals', reference: to('missing'), value: 'fast' }, false],
    [{ kind: 'atLeast', reference: to('three'), value: 3 }, true],
    [{ kind: 'atLeast', reference: to('three'), value: 4 }, false],
    [{ kind: 'not', condition: { kind: 'truthy', reference: to('empty') } }, true],
    [
      {
        kind: 'and',
        conditions: [
          { kind: 'truthy', reference: to('on') },
          { kind: 'truthy', reference: to('zero') },
        ],
      },
      false,
    ],
    [
      {
        kind: 'or',
        conditions: [
          { kind: 'truthy', reference: to('on') },
          { kind: 'truthy', reference: to('zero') },
        ],
      },
      true,
    ],
  ])('%j', (condition, holds) => {
    expect(evaluateCondition(condition, values, [])).toBe(holds);
  });
});

describe('expressions', () => {
  const scope = {
    values: { text: 'x', number: 3, list: ['a', 'b'], nothing: null },
    release,
    template: { objects: [], helpers: [], labels: [] },
  };
  const result = (expression: Expression) => evaluateExpression(expression, scope, []);
  const double = (key: string): WholeNumber => {
    return { kind: 'sum', terms: [{ operand: { kind: 'value', reference: to(key) }, factor: 2 }], offset: 0 };
  };

  test('that read a value that is missing give nothing', () => {
    expect(result(value('nothing'))).toBeUndefined();
    expect(result({ kind: 'concatenation', parts: [literal('a'), value('missing')] })).toBeUndefined();
    expect(result({ kind: 'join', reference: to('missing'), separator: ',' })).toBeUndefined();
    expect(result({ kind: 'reckoned', number: double('missing'), asText: false })).toBeUndefined();
  });

  test.each<[Expression, unknown]>([
    [value('text'), 'x'],
    [{ kind: 'asText', reference: to('number') }, '3'],
    [{ kind: 'concatenation', parts: [literal('a-'), value('text'), value('number')] }, 'a-x3'],
    [{ kind: 'fallback', reference: to('missing'), otherwise: value('text') }, 'x'],
    [{ kind: 'fallback', reference: to('text'), otherwise: literal('y') }, 'x'],
    [{ kind: 'join', reference: to('list'), separator: ', ' }, 'a, b'],
    [{ kind: 'reckoned', number: double('number'), asText: false }, 6],
    [{ kind: 'reckoned', number: double('number'), asText: true }, '6'],
    [{ kind: 'builtin', name: 'Release.Name' }, 'prod'],
    [{ kind: 'builtin', name: 'Release.Namespace' }, 'ml'],
    [{ kind: 'builtin', name: 'Release.Service' }, 'Helm'],
    [{ kind: 'builtin', name: 'Chart.AppVersion' }, '2.0'],
    [{ kind: 'include', helper: 'name' }, 'demo'],
    [{ kind: 'include', helper: 'chart' }, 'demo-1.0.0'],
    [{ kind: 'include', helper: 'fullname' }, 'prod-demo'],
    [{ kind: 'include', helper: 'fullname', suffix: { kind: 'literal', value: 'api' } }, 'prod-demo-api'],
    [{ kind: 'checksum', objectKind: 'ConfigMap', objectName: value('text') }, 'checksum of ConfigMap x'],
  ])('%j', (expression, expected) => {
    expect(result(expression)).toBe(expected);
  });
});

describe('parts of a mapping', () => {
  test('are there if their condition holds', () => {
    const condition: Condition = { kind: 'truthy', reference: to('on') };
    const part = when(condition, [entry('a', scalar(literal('1')))], [entry('b', scalar(literal('2')))]);
    expect(evaluated({ on: true }, part)).toEqual({ a: '1' });
    expect(evaluated({ on: false }, part)).toEqual({ b: '2' });
  });

  test('that are there twice give nothing that an object can have', () => {
    const own = entry('a', scalar(literal('own')));
    const result = evaluated({ map: { a: 'copied', b: 'x' } }, own, { kind: 'splice', reference: to('map') });
    expect(typeof (result as Record<string, unknown>).a).toBe('symbol');
    expect(evaluated({}, own, { kind: 'splice', reference: to('map') })).toEqual({ a: 'own' });
  });

  test('that turn out empty leave null behind, as a key without a value does in YAML', () => {
    expect(
      evaluated({}, entry('map', { kind: 'mapping', parts: [] }), entry('list', { kind: 'sequence', parts: [] })),
    ).toEqual({
      map: null,
      list: null,
    });
    expect(
      evaluated({}, entry('map', { kind: 'empty', of: 'mapping' }), entry('list', { kind: 'empty', of: 'sequence' })),
    ).toEqual({
      map: {},
      list: [],
    });
  });
});

describe('loops', () => {
  const loop = (over: Reference, depth: number, ...parts: Part<Item>[]): Part<Item> => ({
    kind: 'loop',
    over,
    loop: depth,
    parts,
  });
  const list = (...parts: Part<Item>[]) => entry('list', { kind: 'sequence', parts });

  test('run over the elements of a sequence, nested ones too', () => {
    const inner = loop(
      to('hosts', { loop: 0 }, 'paths'),
      1,
      item(
        scalar({
          kind: 'concatenation',
          parts: [value('hosts', { loop: 0 }, 'name'), value('hosts', { loop: 0 }, 'paths', { loop: 1 })],
        }),
      ),
    );
    const hosts = [
      { name: 'a', paths: ['/x', '/y'] },
      { name: 'b', paths: [] },
      { name: 'c', paths: ['/z'] },
    ];
    expect(evaluated({ hosts }, list(loop(to('hosts'), 0, inner)))).toEqual({ list: ['a/x', 'a/y', 'c/z'] });
  });

  test('run over the entries of a dictionary in the order of its keys, as Go does', () => {
    const part = loop(
      to('map'),
      0,
      item(
        scalar({
          kind: 'concatenation',
          parts: [{ kind: 'loopKey', loop: 0 }, literal('='), value('map', { loop: 0 })],
        }),
      ),
    );
    expect(evaluated({ map: { b: '1', a: '2', B: '3' } }, list(part))).toEqual({ list: ['B=3', 'a=2', 'b=1'] });
  });

  test('over what is not there do not run', () => {
    expect(evaluated({}, list(loop(to('none'), 0, item(scalar(literal('x'))))))).toEqual({ list: null });
  });
});

describe('a scalar where a collection should be', () => {
  const values = { text: 'x', empty: '', number: 3, off: false };
  const named = entry('name', scalar(literal('it')));
  const list = (...parts: Part<Item>[]) => entry('list', { kind: 'sequence', parts });
  const copied = (name: string): Splice => ({ kind: 'splice', reference: to(name) });
  const each = <P extends Entry | Item>(name: string, part: P): Loop<P> => ({
    kind: 'loop',
    over: to(name),
    loop: 0,
    parts: [part],
  });
  const isBuilt = (object: unknown) => equalJson(object, JSON.parse(JSON.stringify(object)));

  test.each(['text', 'number'])('is no object where it is copied: %s', (name) => {
    expect(isBuilt(evaluated(values, named, copied(name)))).toBe(false);
    expect(isBuilt(evaluated(values, list(copied(name))))).toBe(false);
  });

  test.each(['empty', 'off', 'missing'])('is not copied where Go takes it for false: %s', (name) => {
    expect(evaluated(values, named, copied(name))).toEqual({ name: 'it' });
  });

  test.each(['text', 'empty', 'number', 'off'])('is no object where a loop goes through it: %s', (name) => {
    expect(isBuilt(evaluated(values, named, each(name, entry('key', scalar(literal('x'))))))).toBe(false);
    expect(isBuilt(evaluated(values, list(each(name, item(scalar(literal('x')))))))).toBe(false);
  });

  test('is none where it is missing', () => {
    expect(evaluated(values, named, each('missing', entry('key', scalar(literal('x')))))).toEqual({ name: 'it' });
  });
});
