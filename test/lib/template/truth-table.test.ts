import type { Condition } from '../../../lib/template/condition';
import { TruthTable } from '../../../lib/template/truth-table';
import { and, atLeast, contains, defined, equals, hasKey, hasText, not, or, order, truthy } from './some-values';

/** Whether the second condition holds wherever the first does. */
function implies(fact: Condition, condition: Condition): boolean | undefined {
  return TruthTable.of([fact, condition], order)?.follows(condition, [fact]);
}

test.each<[string, Condition, Condition]>([
  ['a choice has one option', equals('mode', 's3'), not(equals('mode', 'pvc'))],
  ['a choice has no others', and(not(equals('mode', 's3')), not(equals('mode', 'pvc'))), equals('mode', 'none')],
  ['what is inside of something makes it be there', truthy('password.secret'), truthy('password')],
  ['what is filled is there', truthy('password'), defined('password')],
  ['text that equals some text is no other', equals('host', 'a'), not(equals('host', 'b'))],
  ['text that equals some text is not empty', equals('host', 'a'), truthy('host')],
  ['a number of at least five is one of at least two', atLeast('count', 5), atLeast('count', 2)],
  [
    'a whole number from five to below six is five',
    and(atLeast('count', 5), not(atLeast('count', 6))),
    equals('count', 5),
  ],
  ['a dictionary with a key is not empty', hasKey('labels', 'a'), truthy('labels')],
  ['a list with an element is not empty', contains('list', 'a'), truthy('list')],
  ['a list of three has two elements', atLeast('list', 3), atLeast('list', 2)],
  ['a list of two elements is not empty', atLeast('list', 2), truthy('list')],
  ['text that begins with some text is not empty', hasText('host', 'startsWith', 'a.'), truthy('host')],
  ['text begins in one way', hasText('host', 'startsWith', 'a.'), not(hasText('host', 'startsWith', 'b.'))],
  ['longer beginnings have shorter ones', hasText('host', 'startsWith', 'a.b'), hasText('host', 'startsWith', 'a.')],
  ['what text ends with is in it', hasText('host', 'endsWith', '.b'), hasText('host', 'includes', '.b')],
  ['text that equals some text begins with it', equals('host', 'a.b'), hasText('host', 'startsWith', 'a')],
  ['tests on different values', truthy('enabled'), or(truthy('enabled'), truthy('host'))],
])('%s', (_, fact, condition) => {
  expect(implies(fact, condition)).toBe(true);
});

test.each<[string, Condition, Condition]>([
  ['a choice has several others', not(equals('mode', 's3')), equals('mode', 'pvc')],
  [
    'a choice of one member of a union may be absent',
    not(equals('storage.tier', 'hot')),
    equals('storage.tier', 'cold'),
  ],
  ['what is there may be empty', defined('password'), truthy('password.secret')],
  ['text that is no text may be empty or another', not(equals('host', 'a')), truthy('host')],
  ['a number that is not zero may be negative', truthy('count'), atLeast('count', 0)],
  ['a dictionary may have another key', truthy('labels'), hasKey('labels', 'a')],
  ['a list may have other elements', atLeast('list', 2), or(contains('list', 'a'), contains('list', 'b'))],
  [
    'a list that contains something may be short',
    and(contains('list', 'a'), contains('list', 'b')),
    atLeast('list', 3),
  ],
  ['a list without an element may be long', not(contains('list', 'a')), not(atLeast('list', 2))],
  ['text may have more in it', hasText('host', 'includes', 'a'), hasText('host', 'startsWith', 'a')],
  ['a beginning says nothing of the end', hasText('host', 'startsWith', 'a'), hasText('host', 'endsWith', 'b')],
  ['text of a beginning may end otherwise', hasText('host', 'startsWith', 'a'), not(hasText('host', 'endsWith', 'b'))],
  ['one toggle says nothing of another', truthy('enabled'), truthy('cache.enabled')],
])('%s, so nothing follows', (_, fact, condition) => {
  expect(implies(fact, condition)).toBe(false);
});

test('the cases of several conditions are the answers that they give together, where the facts hold', () => {
  const [s3, pvc, enabled] = [equals('mode', 's3'), equals('mode', 'pvc'), truthy('enabled')];
  const casesOf = (...facts: Condition[]) =>
    TruthTable.of([s3, pvc, enabled], order)
      ?.cases([s3, pvc, enabled], facts)
      .toSorted((left, right) => left - right);
  expect(casesOf()).toEqual([0b000, 0b001, 0b010, 0b100, 0b101, 0b110]);
  expect(casesOf(or(s3, pvc), not(enabled))).toEqual([0b001, 0b010]);
  expect(casesOf(s3, pvc)).toEqual([]);
});

test('nothing is concluded from too many tests', () => {
  const keys = Array.from({ length: 9 }, (_, index) => hasKey('labels', `k${index}`));
  expect(TruthTable.of(keys.slice(1), order)).toBeDefined();
  expect(TruthTable.of(keys, order)).toBeUndefined();
  const thresholds = Array.from({ length: 40 }, (_, index) => atLeast('count', 3 * index));
  const texts = Array.from({ length: 40 }, (_, index) => equals('host', `${index}`));
  expect(TruthTable.of([...thresholds, ...texts], order)).toBeDefined();
  expect(TruthTable.of([...thresholds, ...texts, equals('mode', 's3'), equals('mode', 'none')], order)).toBeUndefined();
});
