import { z } from 'zod';
import type { RuleVocabulary } from '../../../../lib/values/rules/vocabulary';
import { withRules } from '../../../../lib/values/rules/with-rules';
import { shapeOf } from '../../../../lib/values/shape';

const keys = z.object({
  text: z.string(),
  count: z.int(),
  fraction: z.number(),
  list: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
});
// biome-ignore lint/suspicious/noExplicitAny: what TypeScript would refuse
type Untyped = { [Word in keyof RuleVocabulary<never>]: (...operands: any[]) => any };

/** What is told of a rule that was declared without the compiler's help. */
function told(declare: (vocabulary: Untyped) => readonly never[]): string {
  const schema = z.object({ part: withRules(keys, (vocabulary) => [declare(vocabulary as Untyped)]) });
  try {
    shapeOf(schema);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

test('a rule that names what the schema does not have is refused, with the place of its object', () => {
  expect(told(({ required }) => required('txet'))).toMatchInlineSnapshot(`
"The values schema cannot become a chart:
  part: a rule names txet, which the schema does not have; correct the path, or the rule"
`);
});

test.each<[string, (vocabulary: Untyped) => readonly never[], string]>([
  ['isTrue', ({ required, isTrue }) => required(isTrue('text')), 'text, which has to be a boolean for that'],
  [
    'equals',
    ({ required, equals }) => required(equals('list', 'a')),
    'list, which has to be text, a number or a boolean for that',
  ],
  ['atMost', ({ atMost }) => atMost('text', 1), 'text, which has to be a number for that'],
  [
    'isSame',
    ({ forbidden, isSame }) => forbidden(isSame('list', 'text')),
    'list, which has to be text, a number or a boolean for that',
  ],
  ['hasKey', ({ required, hasKey }) => required(hasKey('text', 'a')), 'text, which has to be a record for that'],
  [
    'valueAt',
    ({ required, hasKey, valueAt }) => required(hasKey('labels', valueAt('count'))),
    'count, which has to be text for that',
  ],
  [
    'sum',
    ({ atMost, sum }) => atMost(sum('count', 'fraction'), 1),
    'fraction, which has to be a whole number for that',
  ],
  [
    'words',
    ({ required, words, valueAt }) => required('text', { message: words`${valueAt('gone')}` }),
    'gone, which the schema does not have',
  ],
  [
    'conditions',
    ({ required, all, not, isTrue }) => required('text', { when: all(not(isTrue('count'))) }),
    'count, which has to be a boolean for that',
  ],
])('%s asks for values of its kind', (_, declare, what) => {
  expect(told(declare)).toBe(
    `The values schema cannot become a chart:\n  part: a rule names ${what}; correct the path, or the rule`,
  );
});

test('rules that can be are told nothing of', () => {
  expect(told(({ atMost, product }) => atMost(product('count', 2), 'fraction'))).toBe('nothing');
});
