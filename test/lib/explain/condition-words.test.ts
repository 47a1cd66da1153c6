import { z } from 'zod';
import { conditionWords, decidingPart } from '../../../lib/explain/condition-words';
import type { Condition } from '../../../lib/template/condition';
import { CAPABILITIES, type Reference, type ReferenceStep } from '../../../lib/template/reference';
import { shapeOf } from '../../../lib/values/shape';

const schemas = {
  on: z.boolean(),
  maybe: z.boolean().optional(),
  text: z.string(),
  count: z.int(),
  port: z.int().optional(),
  list: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  secret: z.object({ key: z.string() }).optional(),
  kind: z.enum(['s3', 'pvc']),
};

function reference(name: keyof typeof schemas, ...steps: ReferenceStep[]): Reference {
  return { steps: [name, ...steps], shape: shapeOf(schemas[name]), optionalSteps: [] };
}

const truthy = (name: keyof typeof schemas): Condition => ({ kind: 'truthy', reference: reference(name) });
const not = (condition: Condition): Condition => ({ kind: 'not', condition });
const and = (...conditions: Condition[]): Condition => ({ kind: 'and', conditions });
const or = (...conditions: Condition[]): Condition => ({ kind: 'or', conditions });

test.each<[Condition, string, string]>([
  [truthy('on'), 'on is true', 'on is false'],
  [truthy('maybe'), 'maybe is true', 'maybe is not true'],
  [truthy('text'), 'text is not empty', 'text is empty'],
  [truthy('count'), 'count is not 0', 'count is 0'],
  [truthy('port'), 'port is not 0', 'port is 0 or not set'],
  [truthy('list'), 'list is not empty', 'list is empty'],
  [truthy('secret'), 'secret is set', 'secret is not set'],
  [{ kind: 'defined', reference: reference('port') }, 'port is set', 'port is not set'],
  [{ kind: 'equals', reference: reference('kind'), value: 's3' }, 'kind is "s3"', 'kind is not "s3"'],
  [{ kind: 'atLeast', reference: reference('count'), value: 3 }, 'count is at least 3', 'count is below 3'],
  [
    { kind: 'sameAs', reference: reference('count'), other: reference('port') },
    'count is the same as port',
    'count is not the same as port',
  ],
  [
    { kind: 'above', reference: reference('count'), other: reference('port') },
    'count is above port',
    'count is not above port',
  ],
  [
    { kind: 'atLeast', reference: reference('list'), value: 2 },
    'list has 2 elements or more',
    'list has fewer than 2 elements',
  ],
  [{ kind: 'contains', reference: reference('list'), value: 'a' }, 'list contains "a"', 'list does not contain "a"'],
  [
    { kind: 'startsWith', reference: reference('text'), value: 'a' },
    'text starts with "a"',
    'text does not start with "a"',
  ],
  [{ kind: 'endsWith', reference: reference('text'), value: 'a' }, 'text ends with "a"', 'text does not end with "a"'],
  [{ kind: 'includes', reference: reference('text'), value: 'a' }, 'text includes "a"', 'text does not include "a"'],
  [{ kind: 'hasType', reference: reference('text'), type: 'sequence' }, 'text is a list', 'text is not a list'],
  [
    {
      kind: 'truthy',
      reference: { steps: [CAPABILITIES, 'batch/v2'], shape: shapeOf(z.boolean()), optionalSteps: [] },
    },
    'the cluster has batch/v2',
    'the cluster lacks batch/v2',
  ],
  [
    { kind: 'hasKey', reference: reference('labels'), key: 'app' },
    'labels has the key "app"',
    'labels has no key "app"',
  ],
  [
    { kind: 'truthy', reference: reference('list', { loop: 0 }, 'a.b', { index: 2 }) },
    'list[].a\\.b[2] is not empty',
    'list[].a\\.b[2] is empty',
  ],
  [and(truthy('on'), truthy('text')), 'on is true and text is not empty', 'on is false or text is empty'],
  [
    or(truthy('on'), and(truthy('text'), truthy('list'))),
    'on is true or (text is not empty and list is not empty)',
    'on is false and (text is empty or list is empty)',
  ],
  [
    and(truthy('on'), not(and(truthy('text'), truthy('list')))),
    'on is true and (text is empty or list is empty)',
    'on is false or (text is not empty and list is not empty)',
  ],
])('%#: %j', (condition, words, opposite) => {
  expect(conditionWords(condition)).toBe(words);
  expect(conditionWords(not(condition))).toBe(opposite);
});

test.each<[string, Condition, string]>([
  [
    'the first that fails of several that must hold',
    and(truthy('on'), truthy('text'), truthy('list')),
    'text is empty',
  ],
  ['all of which one must hold', or(truthy('text'), truthy('list')), 'text is empty and list is empty'],
  ['the one that holds though it must not', not(or(truthy('text'), truthy('on'))), 'on is true'],
  [
    'all that hold though they must not at once',
    not(and(truthy('on'), truthy('count'))),
    'on is true and count is not 0',
  ],
])('what decides is %s', (_, condition, words) => {
  const values = { on: true, text: '', list: [], count: 1 };
  expect(conditionWords(decidingPart(condition, values, []))).toBe(words);
});
