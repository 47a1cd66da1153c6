import type { Expression } from '../../../lib/template/expression';
import type { Entry, Item, Part, TemplateNode } from '../../../lib/template/node';
import { objectsIn, orderObjects, suffixOf } from '../../../lib/template/object-summary';

const literal = (value: string): Expression => ({ kind: 'literal', value });
const scalar = (expression: Expression): TemplateNode => ({ kind: 'scalar', expression });
const entry = (key: string, value: TemplateNode): Entry => ({ kind: 'entry', key: literal(key), value });
const object = (kind: string, name: Expression): Item => ({
  kind: 'item',
  value: {
    kind: 'mapping',
    parts: [
      entry('kind', scalar(literal(kind))),
      entry('metadata', { kind: 'mapping', parts: [entry('name', scalar(name))] }),
    ],
  },
});
const fullname = (suffix?: string): Expression => ({
  kind: 'include',
  helper: 'fullname',
  ...(suffix && { suffix: literal(suffix) }),
});
const canary: Expression = { kind: 'include', helper: 'canary.name' };

test('the suffix of a name', () => {
  const joined: Expression = { kind: 'concatenation', parts: [literal('a-'), fullname(), literal('.b')] };
  expect([fullname(), fullname('hooks'), canary, literal('fixed.name'), joined].map(suffixOf)).toEqual([
    undefined,
    'hooks',
    'canary',
    'fixed-name',
    'a-b',
  ]);
});

test('kinds stay where they come first; in a kind the release itself comes first, and the others by their suffix', () => {
  const loop: Part<Item> = {
    kind: 'loop',
    over: { steps: ['x'], optionalSteps: [], shape: {} as never },
    loop: 0,
    parts: [object('Pod', fullname('b')), object('Pod', fullname('a'))],
  };
  const ordered = orderObjects([
    object('Service', fullname('metrics')),
    loop,
    object('Service', canary),
    object('Deployment', canary),
    object('Service', fullname()),
    object('Deployment', fullname()),
  ]);
  const shown = ordered.flatMap(objectsIn).map(({ kind, name }) => `${kind} ${suffixOf(name) ?? ''}`.trim());
  expect(shown).toEqual([
    'Service',
    'Service canary',
    'Service metrics',
    'Pod a',
    'Pod b',
    'Deployment',
    'Deployment canary',
  ]);
});
