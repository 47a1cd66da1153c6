import { commentedOut, commentLines } from '../../../lib/chart/comment';

const prose = 'word '.repeat(40);

test.each([0, 10, 20])('ends lines by column 100 when moved right by %i', (indentation) => {
  const lengths = commentLines(prose, indentation).map((line) => indentation + line.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(100);
  expect(Math.max(...lengths)).toBeGreaterThan(100 - 'word '.length);
});

test('leaves some room however deep it is, and long words whole', () => {
  const url = `https://example.com/${'x'.repeat(120)}`;
  expect(commentLines('a b c', 200)).toEqual(['# a b c']);
  expect(commentLines(`see ${url} there`)).toEqual(['# see', `# ${url}`, '# there']);
});

test('keeps the line breaks of the prose', () => {
  expect(commentLines(' one\n\n two \r\nthree\n')).toEqual(['# one', '#', '# two', '# three']);
});

test('comments lines out so that they can be got back', () => {
  expect(commentedOut(['a:', '  b: 1', ''])).toEqual(['# a:', '#   b: 1', '#']);
});
