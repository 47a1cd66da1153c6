import type { Condition } from '../../../lib/template/condition';
import { minimalForms } from '../../../lib/template/minimal-forms';
import { TruthTable } from '../../../lib/template/truth-table';
import { seededRandom } from '../../../lib/trace/random';
import { and, equals, go, hasKey, not, or, order, truthy } from './some-values';

const [enabled, host, password] = ['enabled', 'host', 'password'].map(truthy);
const [cache, auth, elsewhere] = ['cache.enabled', 'cache.auth.enabled', 'cache.host'].map(truthy);

const tableOf = (...conditions: Condition[]) => TruthTable.of(conditions, order) as TruthTable;

/** Both forms of a condition as they are printed where some facts hold. */
const formsOf = (condition: Condition, ...facts: Condition[]) =>
  minimalForms(condition, facts, tableOf(condition, ...facts)).map(go);

test('a condition as few short alternatives, and as few short demands', () => {
  expect(formsOf(or(and(enabled, host), and(enabled, not(host)), and(host, password)))).toEqual([
    'or .Values.enabled (and .Values.host .Values.password)',
    'and (or .Values.enabled .Values.host) (or .Values.enabled .Values.password)',
  ]);
});

test('an alternative whose cases others cover is not there', () => {
  const [alternatives] = formsOf(not(or(and(cache, not(auth)), and(not(cache), not(elsewhere)))));
  expect(alternatives).toBe(
    'or (and .Values.cache.enabled .Values.cache.auth.enabled) (and (not .Values.cache.enabled) .Values.cache.host)',
  );
});

test('what cannot be, or is not so where the facts hold, makes them shorter', () => {
  expect(
    formsOf(or(equals('mode', 's3'), and(enabled, not(equals('mode', 'pvc')))), not(equals('mode', 'none'))),
  ).toEqual(['eq .Values.mode "s3"', 'eq .Values.mode "s3"']);
  expect(formsOf(or(and(enabled, host), password), or(not(enabled), host))).toEqual([
    'or .Values.enabled .Values.password',
    'or .Values.enabled .Values.password',
  ]);
});

test('there are none where the facts decide', () => {
  expect(formsOf(or(enabled, host), enabled)).toEqual([]);
  expect(formsOf(and(enabled, host), not(enabled))).toEqual([]);
});

test('there are none of many tests', () => {
  const keys = Array.from({ length: 6 }, (_, at) => hasKey('labels', `key${at}`));
  expect(formsOf(and(enabled, host, ...keys))).toHaveLength(2);
  expect(formsOf(and(enabled, host, cache, ...keys))).toEqual([]);
});

test('both forms hold in the same cases as the condition', () => {
  const random = seededRandom(7);
  const pick = <T>(options: readonly T[]): T => options[Math.floor(random() * options.length)];
  const tests = [enabled, host, password, cache, ...['none', 's3', 'pvc'].map((mode) => equals('mode', mode))];
  const condition = (depth: number): Condition => {
    if (depth === 0) return pick([not, (test: Condition) => test])(pick(tests));
    return pick([and, or])(condition(depth - 1), condition(depth - 1), condition(depth - 1));
  };
  let found = 0;
  for (let round = 0; round < 400; round++) {
    const [original, fact] = [condition(2), condition(1)];
    const table = tableOf(original, fact);
    for (const form of minimalForms(original, [fact], table)) {
      found++;
      expect({ original: go(original), isSame: table.areEqual(form, original, [fact]) }).toMatchObject({
        isSame: true,
      });
    }
  }
  expect(found).toBeGreaterThan(200);
});
