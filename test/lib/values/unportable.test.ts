import { z } from 'zod';
import { checkValues } from '../../../lib/values/validate';

const schema = z.object({
  text: z.string().optional(),
  list: z.array(z.string()).optional(),
  dictionary: z.record(z.string(), z.string()).optional(),
});
const problems = (values: object) =>
  checkValues(schema, values).map(({ code, path, message }) => [code, path, message]);
const refused = (code: string, what = 'the text') =>
  `${what} contains ${code}, which Helm does not carry from a values file into an object unchanged; leave it out`;

test.each([
  ['U+007F', '\u007f'],
  ['U+0080', '\u0080'],
  ['U+009F', '\u009f'],
  ['U+2028', '\u2028'],
  ['U+2029', '\u2029'],
  ['U+FFFE', '\ufffe'],
  ['U+FFFF', '\uffff'],
  ['U+D83D', 'half of a character: \ud83d'],
])('%s is refused in text of its own, in lists, and in the keys and values of dictionaries', (code, character) => {
  const values = { text: character, list: ['a', character], dictionary: { a: character, [character]: 'b' } };
  expect(problems(values)).toEqual([
    ['values/unportable-text', 'dictionary.a', refused(code)],
    ['values/unportable-text', `dictionary[${JSON.stringify(character)}]`, refused(code, 'the key')],
    ['values/unportable-text', 'list[1]', refused(code)],
    ['values/unportable-text', 'text', refused(code)],
  ]);
});

test('all other text is taken', () => {
  const text = 'line\n\ttab "quoted" {{ .Values }} \u00a0 ü 漢字 😀';
  expect(problems({ text, list: [text], dictionary: { [text]: text } })).toEqual([]);
});

test('the key "<<" is refused, which is a merge to YAML', () => {
  expect(problems({ text: '<<', dictionary: { '<<': 'a' } })).toEqual([
    ['values/unportable-text', 'dictionary["<<"]', 'Helm takes the key "<<" for a merge; choose another name'],
  ]);
});

test('what Helm removes is refused', () => {
  const removed = 'contains "<no value>", which Helm removes from everything that it renders; write it in another way';
  expect(problems({ text: 'a <no value> b', dictionary: { '<no value>': 'a' } })).toEqual([
    ['values/unportable-text', 'dictionary["<no value>"]', `the key ${removed}`],
    ['values/unportable-text', 'text', `the text ${removed}`],
  ]);
  expect(problems({ text: '<no  value> <No value> < no value>' })).toEqual([]);
});

test('the key by which cdk8s knows plain objects is refused', () => {
  expect(problems({ dictionary: { constructor: 'a', toString: 'b', prototype: 'c' } })).toEqual([
    [
      'values/unportable-text',
      'dictionary.constructor',
      'cdk8s cannot write the key "constructor"; choose another name',
    ],
  ]);
});

test('a key may have 1,000 characters, and text any number', () => {
  const key = 'k'.repeat(1000);
  expect(problems({ text: `${key}${key}`, dictionary: { [key]: '' } })).toEqual([]);
  expect(problems({ dictionary: { [`${key}k`]: '' } })).toEqual([
    [
      'values/unportable-text',
      `dictionary.${key}k`,
      'the key has 1001 characters, and Helm reads none of more than 1000; choose a shorter one',
    ],
  ]);
  // Helm carries keys as JSON, in which Go writes `<` as `\\u003c`.
  const escaped = '<'.repeat(167);
  expect(problems({ dictionary: { [escaped.slice(1)]: '' } })).toEqual([]);
  expect(problems({ dictionary: { [escaped]: '' } })).toEqual([
    [
      'values/unportable-text',
      `dictionary[${JSON.stringify(escaped)}]`,
      'the key has 1002 characters as Helm writes it, and Helm reads none of more than 1000; choose a shorter one',
    ],
  ]);
});
