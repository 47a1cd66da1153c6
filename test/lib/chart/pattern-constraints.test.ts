import { patternConstraints } from '../../../lib/chart/pattern-constraints';

test('a pattern that Go can read stays one', () => {
  expect(patternConstraints(/^(?:a|b)[(?=)]+$/)).toEqual([{ pattern: '^(?:a|b)[(?=)]+$' }]);
});

test('look-aheads at the beginning are demands of their own', () => {
  expect(patternConstraints(/^(?!-)(?=(?:a|\)){1,63}$)(?!x[)])[a-z-]+$/)).toEqual([
    { not: { pattern: '^(?:-)' } },
    { pattern: '^(?:(?:a|\\)){1,63}$)' },
    { not: { pattern: '^(?:x[)])' } },
    { pattern: '^[a-z-]+$' },
  ]);
});

test.each([/^a(?!b)c$/, /(?!a)b/, /^(?!a)b|c$/, /^(?:(?=a)b)$/, /^(?!(?=a)b)c$/, /^(?<!a)b$/, /^(?=a)*b$/])(
  'others are refused: %s',
  (pattern) => {
    expect(patternConstraints(pattern)).toEqual({ problem: expect.stringContaining('Go has no look-ahead') });
  },
);

test.each([
  [/^(?!-)(?=.{1,4}$)[a-z-]+$/, ['a', 'a-', '-a', 'abcde', 'abcd', '']],
  [/^(?=[\s\S])(?!.*\.\.)[a.]*$/, ['a.a', 'a..a', '', '.', 'b']],
])('the demands of %s together are met by what it matches', (pattern, texts) => {
  const constraints = patternConstraints(pattern);
  if ('problem' in constraints) throw new Error(constraints.problem);
  for (const text of texts) {
    const isMet = constraints.every((constraint) =>
      'not' in constraint
        ? !new RegExp(constraint.not.pattern, 'u').test(text)
        : new RegExp(constraint.pattern, 'u').test(text),
    );
    expect([text, isMet]).toEqual([text, pattern.test(text)]);
  }
});
