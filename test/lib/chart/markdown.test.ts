import { escapeMarkdown, markdownCode, markdownTable } from '../../../lib/chart/markdown';

test.each([
  ['plain text, snake_case and a-b', 'plain text, snake_case and a-b'],
  ['a | b', 'a \\| b'],
  ['*bold* _slanted_ <tag> [link](x)', '\\*bold\\* \\_slanted\\_ \\<tag\\> \\[link\\](x)'],
  ['one\ntwo\r\n\r\n  three ', 'one two three'],
  ['code `a*b|c` stays', 'code `a*b\\|c` stays'],
  ['a lone ` tick', 'a lone \\` tick'],
  ['back\\slash', 'back\\\\slash'],
  ['# no heading', '\\# no heading'],
  ['- no list', '\\- no list'],
])('%j is prose', (prose, expected) => {
  expect(escapeMarkdown(prose)).toBe(expected);
});

test.each([
  ['a.b', '`a.b`'],
  ['a|b', '`a\\|b`'],
  ['a`b', '`` a`b ``'],
  ['``', '``` `` ```'],
  ['a\nb', '`a b`'],
  ['', '`  `'],
])('%j is code', (text, expected) => {
  expect(markdownCode(text)).toBe(expected);
});

test('a table has a line for each row, and none without rows', () => {
  expect(markdownTable(['A', 'B'], [['1', '2']])).toEqual(['| A | B |', '| --- | --- |', '| 1 | 2 |']);
  expect(markdownTable(['A', 'B'], [])).toEqual([]);
});
