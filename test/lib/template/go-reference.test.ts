import { z } from 'zod';
import { goReference, goText, type PrintContext } from '../../../lib/template/go-reference';
import { escapeTemplate } from '../../../lib/template/go-syntax';
import type { Reference, ReferenceStep } from '../../../lib/template/reference';
import { isSmall } from '../../../lib/template/scalar-types';
import { shapeOf } from '../../../lib/values/shape';

const context = (...loops: string[]): PrintContext => ({
  chart: 'demo',
  loops: loops.map((name) => ({ value: `$${name}`, key: `$${name}Key` })),
  fileOf: () => '',
});
const reference = (steps: ReferenceStep[], optionalSteps: number[] = []): Reference => ({
  steps,
  optionalSteps,
  shape: shapeOf(z.string()),
});

test.each<[ReferenceStep[], string[], string]>([
  [['a', 'b'], [], '.Values.a.b'],
  [['a', 'b'], ['host'], '$.Values.a.b'],
  [['my-key', 'b'], [], '(index .Values "my-key").b'],
  [['hosts', { loop: 0 }, 'name'], ['host'], '.name'],
  [['hosts', { loop: 0 }], ['host'], '.'],
  [['hosts', { loop: 0 }, 'name'], ['host', 'path'], '$host.name'],
  [['hosts', { loop: 0 }, 'paths', { loop: 1 }, 'my-key'], ['host', 'path'], '(index . "my-key")'],
])('%j in the loops %j is %s', (steps, loops, printed) => {
  expect(goReference(reference(steps), context(...loops))).toBe(printed);
});

test('what may be missing is put in brackets, which give nil instead of an error', () => {
  expect(goReference(reference(['a', 'b', 'c'], [1, 2]), context())).toBe('((.Values.a).b).c');
});

test('numbers that stay below a million need no int64', () => {
  expect([z.int().min(0).max(999_999), z.int().min(1).max(65535)].map((schema) => isSmall(shapeOf(schema)))).toEqual([
    true,
    true,
  ]);
  expect([z.int(), z.int().min(0), z.int().max(10)].map((schema) => isSmall(shapeOf(schema)))).toEqual([
    false,
    false,
    false,
  ]);
});

test('text in Go and text in a template', () => {
  expect(goText('a "b"\n\\ \u0007')).toBe('"a \\"b\\"\\n\\\\ \\u0007"');
  expect(escapeTemplate('{{ a }} {{{ b }}}')).toBe('{{ "{{" }} a }} {{ "{{" }}{ b }}}');
});
